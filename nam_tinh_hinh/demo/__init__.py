"""A believable commune to try the program on: one ward's units and real published exemplars."""
