"""Speaking to LINE and Facebook: only with a key that the office entered, within time limits."""
