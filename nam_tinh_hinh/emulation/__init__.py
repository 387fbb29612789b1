""" "Dân vận khéo": exemplars from registration to replication, in the six steps of seed 003."""
