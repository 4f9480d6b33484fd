"""The poster that hangs at the counter of the demonstration."""

import datetime as dt

from agency.models import User
from ita_portal.poster_templates import BY_SLUG, NOW
from ita_portal.posters import poster_of
from publishing.posters.editions import issue


def load_posters(clerk: User, *, loaded_on: dt.date) -> None:
    """Issue the poster of the channels as its first printed edition."""
    poster = poster_of(BY_SLUG["channels"], NOW, loaded_on)
    if poster:
        issue("channels", NOW, poster.content, path=poster.path, by=clerk, for_paper=True)
