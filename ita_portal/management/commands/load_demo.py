"""manage.py load_demo"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agency.models import Agency
from ita_portal.demo.loader import load_demo
from ita_portal.demo.people import introductions


class Command(BaseCommand):
    help = (
        "Fill an empty portal with the demonstration: อบต.ทุ่งบุหลัง, fiscal year 2566, from its "
        "published report, three years of sample budgets and purchases, sample questions and sealed "
        "cases. Works only with DEMO=1; it never touches a portal that has data."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("load_demo works only in the demonstration: set DEMO=1.")
        if Agency.objects.exists():
            raise CommandError("The portal already has data: nothing was loaded.")
        loaded = load_demo()
        self.stdout.write(f"Loaded {loaded.plan}.")
        self.stdout.write("\n".join(introductions()))
        self.stdout.write(_("Receipts to try at /complaints/track/ (shown only this once):"))
        self.stdout.write("\n".join(loaded.receipt_lines()))
