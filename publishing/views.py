"""The public record of corrections and withdrawals, and files behind a permission."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from publishing.caching import public_page
from publishing.models import PublicationStep

PAGE_SIZE = 50


@login_not_required
@require_safe
@public_page()
def change_list(request: HttpRequest) -> HttpResponse:
    """List what was corrected or withdrawn, newest first (บันทึกการแก้ไขข้อมูล)."""
    changes = PublicationStep.objects.changes_to_the_public()
    page = Paginator(changes, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "publishing/change_list.html", {"page": page})


@login_not_required
@require_safe
@public_page()
def change_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one change: its reason, and while the unit is public the text before and after."""
    change = get_object_or_404(PublicationStep.objects.changes_to_the_public(), pk=pk)
    is_public = change.unit is not None and change.unit.is_public
    context = {"change": change, "is_public": is_public}
    return render(request, "publishing/change_detail.html", context)
