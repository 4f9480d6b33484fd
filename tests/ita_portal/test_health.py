"""What a monitor asks, and the pages for when something went wrong.

Only the tests that take `db` may query: everywhere else pytest-django refuses the first query.
"""

import re

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import path

from ita_portal import urls

THAI = re.compile("[ก-๙]{4}")


def failing(error):
    @login_not_required
    def view(request):
        raise error

    return view


class FailingPages:
    """The site's own error pages, reached from views that fail."""

    urlpatterns = [
        path("400/", failing(SuspiciousOperation("bad"))),
        path("403/", failing(PermissionDenied())),
        path("500/", failing(RuntimeError("broken"))),
        *urls.urlpatterns,  # to which the page of what is missing leads on
    ]
    handler400 = urls.handler400
    handler403 = urls.handler403
    handler404 = urls.handler404
    handler500 = urls.handler500


@pytest.fixture
def ask(settings):
    """Return a function that asks a site whose pages fail, as a visitor would."""
    settings.ROOT_URLCONF = FailingPages
    return Client(raise_request_exception=False).get


# ------------------------------------------------------------------ the process
def test_the_process_answers_without_the_database(client):
    assert client.get("/healthz").content == b"ok"


# ------------------------------------------------------------------ readiness
def test_a_complete_installation_is_ready(client, db):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"database": True, "storage": True, "migrations": True}


def test_an_installation_with_a_migration_to_apply_is_not_ready(client, db):
    loader = MigrationLoader(connection)
    [newest] = loader.graph.leaf_nodes("measures")
    for each in [newest, *loader.get_migration(*newest).replaces]:
        MigrationRecorder(connection).record_unapplied(*each)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": True, "storage": True, "migrations": False}


def test_an_installation_without_its_files_is_not_ready(client, db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "unmounted"

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": True, "storage": False, "migrations": True}


# ------------------------------------------------------------------ error pages
@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_an_error_answers_with_its_status_and_no_query(ask, status):
    assert ask(f"/{status}/").status_code == status


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_an_error_is_explained_in_thai(ask, status):
    page = ask(f"/{status}/").content.decode()

    heading = re.search(r"<h1>(.*?)</h1>", page).group(1)
    assert THAI.search(heading)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_an_error_page_is_marked_as_thai(ask, status):
    assert '<html lang="th">' in ask(f"/{status}/").content.decode()


def test_an_error_page_does_not_show_the_error(ask):
    assert "broken" not in ask("/500/").content.decode()


def test_a_form_without_its_token_is_explained_in_thai(settings):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})

    heading = re.search(r"<h1>(.*?)</h1>", response.content.decode()).group(1)
    assert response.status_code == 403
    assert THAI.search(heading)
