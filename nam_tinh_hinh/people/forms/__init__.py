"""The forms of people, by matter."""
