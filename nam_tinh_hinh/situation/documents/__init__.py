"""The papers of the room, one module a matter."""
