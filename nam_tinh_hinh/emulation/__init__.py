"""Phong trào thi đua "Dân vận khéo": from a registration to recognition and replication."""
