"""Files that reporters send: judged, stripped of what they tell about the reporter, and shown safely."""

from complaints.evidence.judging import judge

__all__ = ["judge"]
