"""Three doors kept apart: channels for grievances, questions with public answers, sealed cases."""
