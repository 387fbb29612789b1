"""Tools without a domain word. Imports no other room."""
