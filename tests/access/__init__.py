"""Strangers kept out: the matrix of routes by object and stage, chance, cookies, guessing, addresses."""
