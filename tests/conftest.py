"""The cast and the props of every test: plain functions that return saved rows.

The suite runs as the demonstration does (DEMO=1); what production adds is tested in
`tests/ita_portal/test_settings.py`, which starts Django anew with a production environment.
"""

import datetime as dt
import gc
import os

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from agency.models import Agency, Unit, User
from agency.roles import Role
from complaints.sealing import boxes
from measures.models import (
    Activity,
    AssessmentYear,
    Measure,
    MeasurePlan,
    Method,
    Schedule,
)
from measures.schedules import ScheduleKind
from publishing import pdf
from publishing.workflow import State
from tests.databases import fill_test_database, migrated_database
from tests.demonstration import copied_demonstration, loaded_demonstration
from tests.warm_printer import warm_printer

PASSWORD = "ทดสอบ-รหัสผ่าน-ยาว"


# What stands for the database of a test; another test has run on SQLite, and not again elsewhere.
ASKS_DATABASE = {"db", "transactional_db", "django_db_setup", "demonstration"}


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, leave out what asks no database or looks at pages alone: SQLite has to do."""
    if "DATABASE_URL" not in os.environ:
        return
    again = [item for item in items if _differs_by_engine(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(again)])
    items[:] = again


def pytest_collection_finish():
    """Look for garbage less often: every search goes through all of Django, for nothing."""
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)


def _differs_by_engine(item):
    if item.get_closest_marker("looks"):
        return False
    return bool(item.get_closest_marker("django_db") or ASKS_DATABASE & set(item.fixturenames))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """Copy the tables instead of migrating once more, as pytest-django would."""
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        with migrated_database() as database:
            fill_test_database(database)
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(before, verbosity=0)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory, django_db_setup, django_db_blocker):
    """The demonstration, loaded once for all workers into a database that no test uses itself."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with django_db_blocker.unblock():
        return loaded_demonstration(shared / "demonstration")


@pytest.fixture(scope="module")
def own_demonstration(demonstration, tmp_path_factory, django_db_blocker):
    """Let the tests of one file use a copy; return the folder of its files."""
    with (
        django_db_blocker.unblock(),
        copied_demonstration(demonstration, tmp_path_factory.mktemp("demonstration")) as media,
    ):
        yield media


@pytest.fixture(scope="session", autouse=True)
def _cheap_stretching():
    """Stretch passphrases and receipt codes at the least cost: in earnest each takes a tenth of a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boxes, "PASSES", 1)
        patch.setattr(boxes, "MEMORY", 8192)
        yield


@pytest.fixture(scope="session", autouse=True)
def printer():
    """Print every paper in a fork of one process; give the command that does it."""
    with warm_printer() as command, pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "WORKER", command)
        yield command


@pytest.fixture(autouse=True)
def _fast_and_separate(settings, tmp_path, monkeypatch):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    settings.SEALED_ROOT = tmp_path / "sealed"
    settings.COMPLAINT_KEYS = tmp_path / "complaint_keys.json"
    # A response closed by hand ends its request, which would close the connection of the test.
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    cache.clear()  # a rolled back database numbers its rows anew
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns without it
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def agency(db):
    return Agency.objects.create(
        id=Agency.ONLY_ID,
        name="องค์การบริหารส่วนตำบลตัวอย่าง",
        short_name="อบต.ตัวอย่าง",
        district="เมือง",
        province="ตัวอย่าง",
        executive_name="นายตัวอย่าง ทดสอบ",
        executive_position="นายกองค์การบริหารส่วนตำบลตัวอย่าง",
    )


@pytest.fixture
def make_user(db):
    """Return a function that makes a person holding roles."""

    def make(username, *roles, units=(), **fields):
        user = User.objects.create_user(username, password=PASSWORD, is_staff=True, **fields)
        user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
        user.units.set(units)
        return user

    return make


@pytest.fixture
def clerk(make_user):
    return make_user("clerk", Role.CLERK, first_name="สมหญิง", last_name="เขียนงาน")


@pytest.fixture
def approver(make_user):
    return make_user("approver", Role.APPROVER, first_name="สมชาย", last_name="ตรวจงาน")


@pytest.fixture
def executive(make_user):
    return make_user("executive", Role.EXECUTIVE, first_name="นายก", last_name="ลงนาม")


@pytest.fixture
def make_unit(db):
    def make(name="กองคลัง", **fields):
        return Unit.objects.get_or_create(name=name, defaults=fields)[0]

    return make


@pytest.fixture
def make_plan(db):
    """Return a function that makes the measures of a year, answering the year before."""

    def make(fiscal_year=2566, **fields):
        assessment, _ = AssessmentYear.objects.get_or_create(fiscal_year=fiscal_year - 1)
        fields.setdefault("assessment", assessment)
        return MeasurePlan.objects.get_or_create(fiscal_year=fiscal_year, defaults=fields)[0]

    return make


@pytest.fixture
def make_measure(make_plan, make_unit):
    """Return a function that makes a measure with one method, published unless told."""

    def make(plan=None, *, state=State.PUBLISHED, schedules=(ScheduleKind.MONTHLY,), **fields):
        plan = plan or make_plan()
        fields.setdefault("order", plan.measures.count() + 1)
        fields.setdefault("title", f"มาตรการตัวอย่างที่ {fields['order']}")
        measure = Measure.objects.create(plan=plan, **published_fields(state), **fields)
        method = Method.objects.create(
            measure=measure, order=1, text="ชี้แจงแผนการใช้จ่ายงบประมาณ", responsible=make_unit()
        )
        for kind in schedules:
            Schedule.objects.create(method=method, kind=kind)
        return measure

    return make


@pytest.fixture
def make_activity(make_measure):
    """Return a function that makes an activity, published unless told."""

    def make(measure=None, *, state=State.PUBLISHED, day=dt.date(2022, 12, 7), **fields):
        fields.setdefault("title", "ประชุมชี้แจงแผนการใช้จ่ายงบประมาณ")
        fields.setdefault("starts_on", day)
        fields.setdefault("ends_on", fields["starts_on"])
        return Activity.objects.create(
            measure=measure or make_measure(), **published_fields(state), **fields
        )

    return make


def published_fields(state):
    public = state in {State.PUBLISHED, State.WITHDRAWN}
    return {"state": state, "published_at": timezone.now() if public else None}
