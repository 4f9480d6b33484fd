"""Drawing the small pictures of posters before anybody asks for them."""

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from ita_portal.posters import newest_posters, public_templates
from publishing.posters.printing import kept_thumbnail, thumbnail_file


def draw_missing(now: dt.datetime) -> Iterator[str]:
    """Draw the newest public posters that have no small picture yet, each in some seconds."""
    found = newest_posters(timezone.localdate(now), public_templates())
    missing = [each for each in found if not kept_thumbnail(each.content, each.stamp)]
    for poster in missing:
        thumbnail_file(poster.content, poster.stamp)
    if missing:
        yield _("%(count)s posters were drawn.") % {"count": len(missing)}
