"""The channels of the office, the handling manual, and what each kind of compromise would surrender."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agency.models import Agency
from budget.report_views import paper
from complaints.doors import doors, limits
from complaints.manual import manual_of, manual_pdf_of
from complaints.models import Channel, HandlingStep, TimeLimit
from publishing.caching import public_page
from publishing.file_kinds import DocumentKind
from publishing.serving import SHORTLY, stored_file

SOURCES = (Channel.history.model, TimeLimit.history.model, HandlingStep.history.model)


@login_not_required
@require_safe
@public_page(*SOURCES)
def channels(request: HttpRequest) -> HttpResponse:
    """Show on one screen which door is for what, what stays private and how long it takes."""
    context = {"doors": doors(), "limits": limits(TimeLimit.objects.all())}
    return render(request, "complaints/channels.html", context)


@login_not_required
@require_safe
@public_page(*SOURCES)
def manual(request: HttpRequest) -> HttpResponse:
    """Show how reports of corruption are handled: the manual that ITA asks for."""
    agency = Agency.objects.first()
    content = manual_of(agency) if agency else None
    return render(request, "complaints/manual.html", {"content": content})


@login_not_required
@require_safe
@paper
@public_page(*SOURCES)
def manual_pdf(request: HttpRequest) -> HttpResponseBase:
    """Show the manual as the official paper."""
    agency = Agency.objects.first()
    if agency is None:
        raise Http404(_("The agency has not been set up yet."))
    name = manual_pdf_of(manual_of(agency))
    return stored_file(
        request, name, mime=DocumentKind.PDF.mime, cache=SHORTLY, shown_as="complaints-manual.pdf"
    )


@login_not_required
@require_safe
@public_page(*SOURCES)
def protection(request: HttpRequest) -> HttpResponse:
    """Say what this website can protect a reporter from, and what it cannot."""
    context = {
        "outside": doors().outside,
        "years": settings.COMPLAINT_RETENTION_DAYS // 365,
    }
    return render(request, "complaints/protection.html", context)
