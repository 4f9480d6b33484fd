import pytest
from django.core.management import CommandError, call_command

from agency.models import Agency, User
from measures.models import ReportEdition


def test_a_portal_with_data_is_never_touched(agency):
    with pytest.raises(CommandError):
        call_command("load_demo")

    assert (Agency.objects.get(), ReportEdition.objects.count()) == (agency, 0)


def test_production_refuses_the_demonstration(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError):
        call_command("load_demo")

    assert (Agency.objects.count(), User.objects.count()) == (0, 0)
