"""Pages that belong to no app: home and the two questions a monitor asks."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from budget.headline import newest_headline
from budget.overview import FIGURES
from measures.models import MeasurePlan, ReportEdition
from procurement.cube import figures
from procurement.listing import Row, listed
from procurement.pages import PAGE_SOURCES
from procurement.question import Question
from publishing.caching import kept, public_page

FEW = 5  # purchases on the home page


@login_not_required
@require_safe
@public_page(MeasurePlan.history.model, ReportEdition, *FIGURES, *PAGE_SOURCES)
def home(request: HttpRequest) -> HttpResponse:
    """Show a citizen where the money goes, what is bought, and the promises of the newest year."""
    plan = MeasurePlan.objects.public().newest_first().first()
    today = timezone.localdate()
    context: dict[str, object] = {
        "plan": plan,
        "as_of": today,
        "headline": newest_headline(),
        "purchases": first_purchases(today),
    }
    if plan:
        context |= {
            "measures": plan.measures.published().order_by("order").measured_on(today),
            "edition": ReportEdition.objects.newest_of(plan.fiscal_year),
        }
    return render(request, "home.html", context)


def first_purchases(today: dt.date) -> list[Row]:
    """Return the first few purchases of the list, kept until something is published."""
    everything = Question()
    return kept(
        f"first purchases on {today}",
        PAGE_SOURCES,
        lambda: listed(everything, figures(everything, today), None, today).rows[:FEW],
    )


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
