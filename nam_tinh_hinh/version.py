"""The version of the program, in a file without imports: a backup names it too."""

__version__ = "0.1.0"
