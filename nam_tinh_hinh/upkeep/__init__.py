"""Keeping the house: what the doctor looks at, the copies of all data, and the administrator's pages for both."""
