"""Thai language, calendar and money: pure functions that know no Django and no other package.

Everything here takes values and returns values; text meant for people is Thai, names are English.
"""
