"""One Thursday of the acceptance of quick reports, from eight units to the frozen paper."""
