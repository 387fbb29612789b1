"""The forms of the room, by matter."""
