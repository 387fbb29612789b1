"""How much of a list one page shows, everywhere."""

PER_PAGE = 50
