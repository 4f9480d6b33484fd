"""Commands of procurement."""
