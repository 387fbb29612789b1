"""The papers of the room: a report as it is printed, lists of who sent what."""
