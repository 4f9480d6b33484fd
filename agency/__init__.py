"""Who we are: the organisation, its units, people and roles, holidays."""
