"""The roof of the house: settings, addresses, home page, health. Imports everybody, imported by nobody."""
