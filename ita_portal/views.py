"""Pages that belong to no app: home and the two questions a monitor asks."""

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from budget.headline import newest_headline
from ita_portal.home_page import SOURCES, answers, buying, newest_on, open_survey, promises
from ita_portal.posters import HOME_SOURCES as POSTER_SOURCES
from ita_portal.posters import home_poster
from publishing.caching import public_page


@login_not_required
@require_safe
@public_page(*SOURCES, *POSTER_SOURCES)
def home(request: HttpRequest) -> HttpResponse:
    """Show a citizen where the money goes, what is bought, and what was promised."""
    today = timezone.localdate()
    context = {
        "as_of": today,
        "headline": newest_headline(),
        "buying": buying(today),
        "promises": promises(today),
        "answers": answers(today),
        "survey": open_survey(today),
        "newest_on": newest_on(),
        "poster": home_poster(today),
    }
    return render(request, "home.html", context)


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; touches nothing else."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether visitors can be served: database, migrations, storage."""
    checks = {"database": _database_answers(), "storage": _storage_answers()}
    checks["migrations"] = checks["database"] and _migrations_are_applied()
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _storage_answers() -> bool:
    try:
        default_storage.listdir("")
    except OSError:
        return False
    return True
