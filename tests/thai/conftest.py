import os

from hypothesis import settings

# PyThaiNLP is a second opinion only: it must not download, nor make a folder in the home.
os.environ["PYTHAINLP_OFFLINE"] = "1"
os.environ["PYTHAINLP_READ_ONLY"] = "1"

# The same examples on every machine and every run; no deadline, because two cores are shared.
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.load_profile("repeatable")
