"""When a poster that hangs is old: something that it says for good is said otherwise now. Pure.

What goes on from day to day (who has taken note so far, the purchases of this month) is told of the
day that the paper names, and stays true of it. When its period is over it does not go on any more:
its last number makes old whatever was printed before.
"""

from publishing.differences import Difference, compare
from publishing.posters.content import Facts, PosterContent


def lasting(content: PosterContent) -> Facts:
    """Return what a poster says for good, label by label."""
    still = {
        "figures": tuple(each for each in content.figures if not each.is_running),
        "sections": tuple(each for each in content.sections if not each.is_running),
        "lead": "" if content.is_lead_running else content.lead,
    }
    return content.model_copy(update=still).facts


def is_old(printed: PosterContent, now: PosterContent) -> bool:
    return lasting(printed) != lasting(now)


def outlived(printed: PosterContent, now: PosterContent) -> list[Difference]:
    """Return what makes a poster old, old beside new; empty while it is true."""
    return [each for each in compare(lasting(printed), lasting(now)) if each.is_changed]
