"""The public list of purchases, its feed, and the way to one of its years."""

import datetime as dt
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from procurement.cube import Figures, figures
from procurement.feeds import LENGTH, atom
from procurement.filters import chips_of, read_filters, selects_of, without_village
from procurement.listing import Row, listed, newest
from procurement.pages import PAGE_SOURCES
from procurement.question import Question
from publishing.caching import public_page
from thai.search import MAX_LENGTH


class Asked(NamedTuple):
    """What a request asks of the list today."""

    question: Question
    left_aside: list[str]
    figures: Figures
    today: dt.date

    @property
    def title(self) -> str:
        """What the list shows: the filters that are in force."""
        chips = chips_of(self.question, self.figures)
        told = " · ".join(chip.text for chip in chips if chip.name != "year")
        title = _("Procurement")
        if self.question.year:
            title = _("Procurement of fiscal year %(year)s") % {"year": self.question.year}
        return f"{title}: {told}" if told else title


def _asked(request: HttpRequest) -> Asked:
    today = timezone.localdate()
    reading = read_filters(request.GET.dict())
    known = figures(reading.question, today)
    if reading.question.village and not known.key_of(reading.question.village):
        reading = without_village(reading)
        known = figures(reading.question, today)
    return Asked(*reading, known, today)


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
def index(request: HttpRequest) -> HttpResponse:
    """List purchases: open for offers first, then the newest, filtered as asked."""
    asked = _asked(request)
    question, choices = asked.question, asked.figures.choices
    found = listed(question, asked.figures, request.GET.get("page"), asked.today)
    context = {
        "question": question,
        "title": asked.title,
        "left_aside": asked.left_aside,
        "selects": selects_of(question, choices),
        "longest": MAX_LENGTH,
        "chips": chips_of(question, asked.figures),
        "listing": found,
        "rows": _with_badges(found.rows),
        "years": choices.years,
        "year": _year_with_forms(question, choices.years),
        "today": asked.today,
        "feed_url": _address("procurement:feed", question),
    }
    return render(request, "procurement/list.html", context)


def _year_with_forms(question: Question, years: list[int]) -> int | None:
    """Return the year asked for, where something of it is published, else the newest."""
    return question.year if question.year in years else next(iter(years), None)


def _with_badges(rows: list[Row]) -> list[tuple[Row, str]]:
    """Draw the badge of each status once: drawn on every row they cost a third of the page."""
    badges = {
        row.status: render_to_string(
            "components/status_badge.html", {"state": row.badge, "label": row.status.label}
        )
        for row in {row.status: row for row in rows}.values()
    }
    return [(row, badges[row.status]) for row in rows]


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
def feed(request: HttpRequest) -> HttpResponse:
    """Give feed readers exactly what the list finds with the same filters (Atom)."""
    asked = _asked(request)
    purchases = newest(asked.question, asked.figures, asked.today, length=LENGTH)
    text = atom(
        purchases,
        title=asked.title,
        site=settings.SITE_URL,
        page=_address("procurement:list", asked.question),
        path=_address("procurement:feed", asked.question),
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@login_not_required
@require_safe
@public_page(*PAGE_SOURCES)
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Lead to the list of one year."""
    return redirect(f"{reverse('procurement:list')}?year={year}")


def _address(name: str, question: Question) -> str:
    return "?".join(filter(None, [reverse(name), question.query]))
