"""Purchases from plan to acceptance, their notices and contracts, and the official forms of them."""
