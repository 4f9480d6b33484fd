"""Which public pages a question can be about; the roof alone knows every app."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation

from budget.models import BudgetLine, BudgetYear
from budget.report_titles import subtitle_of, title_of
from ita_portal.languages import thai_path
from measures.models import Measure, MeasurePlan, ReportEdition
from procurement.form_content import FormKind
from procurement.form_desk import period_of
from procurement.form_words import SHORT_TITLES
from procurement.models import Purchase
from procurement.official_sums import is_known
from publishing.addresses import lasting_path
from thai.fiscal import FiscalYear, InvalidFiscalYear, InvalidPeriod, Period

LONGEST = 200  # of an address, as a question keeps it
Title = Callable[..., str | None]


@dataclass(frozen=True)
class Subject:
    """A public page: its address, what it is called, and what kind of thing it shows."""

    path: str
    title: str
    kind: str = ""


def subject_of(path: str) -> Subject | None:
    """Return the published page at `path`, of either language, that a question may be about."""
    # What is stored and shown to the office is Thai, whatever the citizen reads.
    with translation.override(settings.LANGUAGE_CODE):
        return _subject_of(thai_path(path))


def is_subject(match: ResolverMatch | None) -> bool:
    """Whether the page is of a kind that a question may be about, published or not."""
    return match is not None and match.view_name in _PAGES


def address_of(match: ResolverMatch) -> str:
    """Return the one address of a page, however it was written (02566 for 2566, English)."""
    return lasting_path(match.view_name, **_kwargs(match))


def _subject_of(path: str) -> Subject | None:
    try:
        match = resolve(path) if len(path) <= LONGEST else None
    except Resolver404:
        return None
    if match is None or not is_subject(match):
        return None
    try:
        kind, title_of_page = _PAGES[match.view_name]
        title = title_of_page(**_kwargs(match))
    except (InvalidFiscalYear, InvalidPeriod, OverflowError):  # a number that is no key
        return None
    return Subject(address_of(match), title, kind) if title else None


def _kwargs(match: ResolverMatch) -> dict[str, Any]:
    """What the address itself says, without what the URLconf adds."""
    return match.captured_kwargs  # type: ignore[attr-defined]


def _budget_year(*, year: int) -> str | None:
    budget = BudgetYear.objects.published().filter(fiscal_year=year).first()
    return str(budget) if budget else None


def _budget_report(*, year: int, period: str) -> str | None:
    found = Period.from_slug(year, period)
    return f"{title_of(found)} {subtitle_of(found)}" if _budget_year(year=year) else None


def _budget_line(*, year: int, pk: int) -> str | None:
    line = BudgetLine.objects.public().of_year(year).filter(pk=pk).first()
    return f"รายการงบประมาณปี {year}: {line.title}" if line else None


def _purchase(*, year: int, number: int) -> str | None:
    row = Purchase.objects.published().filter(fiscal_year=year, number=number).first()
    return f"งานซื้อหรือจ้างที่ {number}/{year}: {row.title}" if row else None


def _form(kind: FormKind, *, year: int, slug: str = "") -> str | None:
    period = period_of(kind, year, slug)
    when = period.label() if period else FiscalYear(year).label()
    return f"{SHORT_TITLES[kind]} {when}" if is_known(year) else None


def _measure(*, year: int, number: int) -> str | None:
    rows = Measure.objects.published().filter(plan__fiscal_year=year, order=number)
    row = rows.first()
    return f"มาตรการปี {year} ที่ {row}" if row else None


def _measures(*, year: int) -> str | None:
    plan = MeasurePlan.objects.public().filter(fiscal_year=year).first()
    return str(plan) if plan else None


def _annual_report(*, year: int) -> str | None:
    if not ReportEdition.objects.of_year(year).exists() and not _measures(year=year):
        return None
    return f"รายงานผลการดำเนินมาตรการ {FiscalYear(year).label()}"


_PAGES: dict[str, tuple[str, Title]] = {
    "budget_line": ("รายการงบประมาณ", _budget_line),
    "budget:year": ("งบประมาณ", _budget_year),
    "budget:report": ("รายงานงบประมาณ", _budget_report),
    "procurement:purchase": ("งานซื้อหรือจ้าง", _purchase),
    **{f"procurement:{kind}": ("แบบรายงานจัดซื้อจัดจ้าง", partial(_form, kind)) for kind in FormKind},
    "measures:year": ("มาตรการ", _measures),
    "measures:measure": ("มาตรการ", _measure),
    "measures:report": ("รายงานมาตรการ", _annual_report),
}
