"""Two people who begin the measures of a year at the same moment."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from agency.models import User
from agency.roles import Role
from measures.actions import start_plan
from measures.models import MeasurePlan
from tests.committed import committed_rows, together
from thai.fiscal import FiscalYear


@pytest.fixture(autouse=True)
def _committed(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock(), committed_rows(tmp_path):
        yield


@pytest.fixture
def clerk(_committed):
    user = User.objects.create_user("clerk", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=Role.CLERK.value))
    return User.objects.get(pk=user.pk)


def test_the_second_finds_the_plan_of_the_first(clerk):
    year = FiscalYear.of(timezone.localdate())

    def press():
        client = Client()
        client.force_login(clerk)
        return client.post(f"/admin/measures/measureplan/start/{year.year}/", {"empty": "1"})

    plan, back = together(lambda: start_plan(year, by=clerk), press)

    assert (back.headers["Location"], MeasurePlan.objects.count()) == (
        f"/admin/measures/measureplan/{plan.pk}/change/",
        1,
    )
