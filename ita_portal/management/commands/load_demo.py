"""manage.py load_demo"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agency.models import Agency
from ita_portal.demo.loader import load_demo
from ita_portal.demo.people import PASSWORD, PEOPLE


class Command(BaseCommand):
    help = (
        "Fill an empty portal with the demonstration: อบต.ทุ่งบุหลัง, fiscal year 2566, from its "
        "published report, and three years of sample budgets and purchases. Works only with "
        "DEMO=1; it never touches a portal that has data."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("load_demo works only in the demonstration: set DEMO=1.")
        if Agency.objects.exists():
            raise CommandError("The portal already has data: nothing was loaded.")
        plan = load_demo()
        self.stdout.write(f"Loaded {plan}.")
        for person in PEOPLE:
            self.stdout.write(f"  {person.username:<10} {PASSWORD}  {person.role.label}")
