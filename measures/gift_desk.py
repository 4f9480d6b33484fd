"""The desk of the No Gift Policy: empty halves said so, and who has taken note of the declaration."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agency.models import Agency
from agency.staff import StaffRequest, staff_page
from measures.gift_actions import acknowledge, acknowledge_names, say_no_gifts
from measures.gifts import (
    acknowledged,
    declaration_of,
    must_be_signed_again,
    periods_of,
    periods_standing,
)
from measures.integrity_forms import NamesForm
from measures.models import GiftAcknowledgement, GiftDeclaration, GiftNil
from procurement.nil_desk import year_named
from publishing.workflow import ActionRefused, Problem
from thai.fiscal import InvalidPeriod, Period


@permission_required("measures.view_giftnil", raise_exception=True)
@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """Show the declaration of a year and what its halves say."""
    year = year_named(request.GET.get("year", ""))
    declaration, agency = declaration_of(year), Agency.objects.first()
    return staff_page(
        request,
        "admin/measures/gift_desk.html",
        title=_("No Gift Policy"),
        year=year,
        earlier=year - 1,
        later=year + 1,
        declaration=declaration,
        taken=acknowledged(declaration) if declaration else None,
        must_sign=bool(declaration and agency and must_be_signed_again(declaration, agency)),
        executive=agency.executive_name if agency else "",
        rows=periods_standing(year, timezone.localdate()),
        may_say=request.user.has_perm("measures.add_giftnil"),
        may_approve=request.user.has_perm("measures.approve_giftnil"),
    )


@permission_required("measures.add_giftnil", raise_exception=True)
@require_POST
def say(request: StaffRequest, year: int, slug: str) -> HttpResponse:
    """Say that nothing came in a half or a year, and hand it in."""
    try:
        period = Period.from_slug(year, slug)
    except InvalidPeriod as invalid:
        raise Http404 from invalid
    if period not in periods_of(year):
        raise Http404
    try:
        said = say_no_gifts(period, by=request.user)
    except ActionRefused as refused:
        messages.error(request, f"{period.label()}: {refused}")
    else:
        _tell(request, said)
    return redirect(reverse("measures_staff:gift_desk", query={"year": year}))


def _tell(request: StaffRequest, said: GiftNil) -> None:
    if said.is_published:
        messages.info(request, _("This was said of the period already."))
    else:
        messages.success(request, _("Handed in: %s. An approver will check it.") % said)


# ------------------------------------------------------------------ who has taken note
@permission_required("measures.view_giftacknowledgement", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def acknowledgements(request: StaffRequest, pk: int) -> HttpResponse:
    """List who has taken note of a declaration; take in names that were signed on paper."""
    declaration = get_object_or_404(GiftDeclaration, pk=pk)
    form = NamesForm(initial={"day": timezone.localdate()})
    if request.method == "POST":
        if not request.user.has_perm("measures.change_giftacknowledgement"):
            raise PermissionDenied
        form = NamesForm(request.POST)
        if form.is_valid() and _named(request, declaration, form):
            return redirect("measures_staff:acknowledgements", pk=pk)
    rows = declaration.acknowledgements.select_related("person")
    return staff_page(
        request,
        "admin/measures/acknowledgements.html",
        title=_("Who has taken note"),
        declaration=declaration,
        rows=rows,
        taken=acknowledged(declaration),
        has_taken=rows.filter(person=request.user).exists(),
        form=form,
        may_write=request.user.has_perm("measures.change_giftacknowledgement"),
    )


def _named(request: StaffRequest, declaration: GiftDeclaration, form: NamesForm) -> bool:
    """Note the names of a checked form; a refusal stands in it."""
    names, day = form.cleaned_data["names"], form.cleaned_data["day"]
    try:
        new = acknowledge_names(declaration, names, day=day)
    except ActionRefused as refused:
        for problem in refused.problems:
            form.add_error(problem.at if isinstance(problem, Problem) else "day", str(problem))
        return False
    facts = {"new": new, "known": len(set(names)) - new}
    messages.success(request, _("%(new)s names noted; %(known)s stood there already.") % facts)
    return True


@permission_required("measures.add_giftacknowledgement", raise_exception=True)
@require_POST
def take_note(request: StaffRequest, pk: int) -> HttpResponse:
    """Let the person who is signed in take note of a declaration."""
    declaration = get_object_or_404(GiftDeclaration, pk=pk)
    try:
        acknowledge(declaration, by=request.user, day=timezone.localdate())
    except ActionRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("You have taken note of the declaration."))
    return redirect("measures_staff:acknowledgements", pk=pk)


@permission_required("measures.delete_giftacknowledgement", raise_exception=True)
@require_POST
def strike(request: StaffRequest, pk: int) -> HttpResponse:
    """Strike a name that was entered by mistake; a second press finds nothing to do."""
    row = GiftAcknowledgement.objects.filter(pk=pk).first()
    if row is None:
        messages.info(request, _("This name is struck already."))
        return redirect("admin:measures_giftdeclaration_changelist")
    row.delete()
    messages.success(request, _("Struck: %s.") % row)
    return redirect("measures_staff:acknowledgements", pk=row.declaration_id)
