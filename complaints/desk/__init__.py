"""The desk of complaint officers (`/desk/`): their own cases, opened with their own keys."""
