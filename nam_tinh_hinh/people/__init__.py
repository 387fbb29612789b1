"""Who, in which unit, in charge of what; and how they sign in."""
