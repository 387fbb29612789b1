"""A harness that kills the program at any step of what it does, and asks a fresh process what is there then."""
