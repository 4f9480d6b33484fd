"""Questions and challenges from the public, and their answers."""
