"""Posters and infographics: a content, a size, and one look for all of them.

`content` and `sizes` are pure; `printing` makes the files; `editions` numbers what was used.
"""
