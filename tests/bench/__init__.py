"""The measuring commands themselves: small data that keeps every rule, and what each page costs in statements."""
