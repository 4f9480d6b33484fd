"""Asking about a page, and the questions that were answered."""

import logging
import time
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from complaints.counts import question_counts
from complaints.guard import (
    QUESTIONS,
    Guard,
    GuardRefused,
    count_report,
    new_guard,
    passed,
    same_guard,
    waiting_time,
)
from complaints.models import Question, Stage, TimeLimit
from complaints.question_actions import ask as take_in
from complaints.question_actions import question_of
from complaints.questions.forms import PUBLIC, AskForm
from complaints.questions.pages import Subject, page_at
from complaints.sealed_page import sealed_page
from complaints.sealing.receipts import grouped
from complaints.sealing.tickets import Ticket
from publishing.caching import public_page
from publishing.feeds import step_feed
from publishing.models import PublicationStep
from thai.fiscal import fiscal_year_of

logger = logging.getLogger(__name__)

PAGE_SIZE = 20
NOT_STORED = "A question could not be stored: %s"
TOO_MANY = _(
    "Very many questions came in within this hour. Everything you typed is still here: "
    "please press send again later."
)


@dataclass(frozen=True)
class Year:
    """A year of questions, as `components/year_switch.html` names it."""

    fiscal_year: int

    @property
    def get_absolute_url(self) -> str:
        return reverse("complaints:questions", args=[self.fiscal_year])


@sealed_page
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask or challenge, about a page of the portal or in general (สอบถาม/ทักท้วง)."""
    now = time.time()
    if request.method != "POST":
        subject = page_at(request.GET.get("about", ""))
        return _form(request, AskForm(), subject, new_guard(now))
    subject = page_at(request.POST.get("about", ""))
    form, puzzle_error = AskForm(request.POST), ""
    form.is_valid()
    try:
        ticket = passed(request.POST, now)
    except GuardRefused as refused:
        if refused.field == "puzzle":
            puzzle_error = str(refused)
        else:
            form.add_error(None, str(refused))
    guard = same_guard(request.POST, now)
    if form.errors or puzzle_error:
        return _form(request, form, subject, guard, status=422, puzzle_error=puzzle_error)
    try:
        is_new = question_of(ticket) is None
        if is_new and waiting_time(now, QUESTIONS):
            form.add_error(None, str(TOO_MANY))
            return _form(request, form, subject, guard, status=429)
        response = _receipt(request, form, subject, ticket)
    except (DatabaseError, OSError) as error:
        logger.error(NOT_STORED, type(error).__name__)
        return _form(request, form, subject, guard, status=503)
    if is_new:
        count_report(now, QUESTIONS)
    return response


@login_not_required
@require_safe
@public_page(Question.history.model)
def latest(request: HttpRequest) -> HttpResponse:
    """Lead to the newest year with a question, else to this year."""
    newest = Question.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).first()
    return redirect("complaints:questions", newest or fiscal_year_of(timezone.localdate()))


@login_not_required
@require_safe
@public_page(Question.history.model)
def feed(request: HttpRequest) -> HttpResponse:
    """Give feed readers the questions that were answered for everybody (Atom)."""
    asked = Question.objects.for_everybody().order_by().values("pk")
    steps = PublicationStep.objects.seen_by_the_public().of_kinds(Question)
    return step_feed(
        request,
        steps.filter(object_id__in=asked),
        title=str(_("Questions and answers")),
        page=reverse("complaints:questions_latest"),
    )


@login_not_required
@require_safe
@public_page(Question.history.model)
def questions(request: HttpRequest, year: int) -> HttpResponse:
    """Show how the questions of a year were dealt with, and the public ones with their answers."""
    years = _years()
    if year not in years:
        raise Http404
    rows = Question.objects.public().of_year(year).order_by("-number")
    context = {
        "year": year,
        "years": [Year(each) for each in years],
        "counts": question_counts(year),
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "as_of": timezone.localdate(),
    }
    return render(request, "complaints/questions.html", context)


@login_not_required
@require_safe
@public_page()
def question(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Show one question with its answer; what is not public is as unknown as what is not there."""
    row = get_object_or_404(Question.objects.public(), fiscal_year=year, number=number)
    return render(request, "complaints/question.html", {"question": row})


def _years() -> list[int]:
    """The years from the first question to this one, newest first."""
    now = fiscal_year_of(timezone.localdate())
    first = Question.objects.aggregate(year=Min("fiscal_year"))["year"] or now
    return list(range(now, min(first, now) - 1, -1))


def _form(
    request: HttpRequest,
    form: AskForm,
    subject: Subject | None,
    guard: Guard,
    *,
    status: int = 200,
    puzzle_error: str = "",
) -> HttpResponse:
    context = {
        "form": form,
        "subject": subject,
        "guard": guard,
        "puzzle_error": puzzle_error,
        "is_unavailable": status == 503,
        "limit": TimeLimit.objects.filter(stage=Stage.ANSWER).first(),
    }
    return render(request, "complaints/ask.html", context, status=status)


def _receipt(
    request: HttpRequest, form: AskForm, subject: Subject | None, ticket: Ticket
) -> HttpResponse:
    """Store the question and answer with its receipt; sent again, it is the same receipt."""
    data = form.cleaned_data
    row, code = take_in(
        data["kind"],
        data["asked"],
        subject=subject,
        name=data["name"],
        contact=data["contact"],
        is_public_wish=data["wish"] == PUBLIC,
        ticket=ticket,
        today=timezone.localdate(),
    )
    context = {
        "question": row,
        "code": grouped(code),
        "limit": TimeLimit.objects.filter(stage=Stage.ANSWER).first(),
    }
    return render(request, "complaints/ask_receipt.html", context)
