"""The forms of the room, one module a matter."""
