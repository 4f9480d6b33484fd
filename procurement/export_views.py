"""The purchases of a year to take out, for staff: Excel or CSV in the columns of the importer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agency.staff import StaffRequest
from procurement.export_table import TooManyPurchases, export_table
from procurement.models.purchase import YEARS
from publishing.import_samples import CONTENT_TYPES
from publishing.tables import to_csv
from publishing.workbooks import to_xlsx


@require_safe
def export(request: StaffRequest, year: int, kind: str) -> HttpResponse:
    """Answer with everything of a year that staff see, drafts included."""
    if not request.user.has_perm("procurement.view_purchase"):
        raise PermissionDenied
    if kind not in CONTENT_TYPES or not YEARS[0] <= year <= YEARS[1]:
        raise Http404
    try:
        table = export_table(year)
    except TooManyPurchases:
        messages.error(request, _("A year with more than 20,000 rows does not fit into one file."))
        return redirect("admin:procurement_purchase_changelist")
    is_csv = kind == "csv"
    content = to_csv(table, header="labels") if is_csv else to_xlsx([table], created=timezone.now())
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{table.name}.{kind}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
