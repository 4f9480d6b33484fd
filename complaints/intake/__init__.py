"""The form by which a corruption case comes in: its pages, and what is filled in so far."""
