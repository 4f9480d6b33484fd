"""One search over everything that the public may read."""
