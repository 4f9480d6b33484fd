"""manage.py reindex"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from ita_portal.search.index import rewrite


class Command(BaseCommand):
    help = (
        "Hold everything that the search finds against what is public now, and put it right. "
        "Run it after an update of the portal. Else nobody has to: what is published is found at "
        "once, and `tick` does the same once a day. It harms nothing, and visitors can search "
        "meanwhile."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = rewrite(timezone.now())
        self.stdout.write(_("%(count)s entries of the search were put right.") % {"count": count})
