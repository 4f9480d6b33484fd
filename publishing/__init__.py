"""How a thing becomes public and leaves the house: states, files and photos, PDF papers."""
