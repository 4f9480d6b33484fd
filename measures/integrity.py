"""Gathers what the annual report says of surveys and gifts from the rows that are public."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from measures.gift_content import HANDLINGS, VALUES, GiftLine, count_text, taken_text
from measures.gift_files import line_of, overview
from measures.gifts import acknowledged, declarations_of, gift_years, register_of
from measures.models import GiftDeclaration, MeasurePlan
from measures.report_integrity import GiftCount, IntegrityContent, SurveyContent
from measures.surveys import Progress, survey_years, surveys_of_year
from procurement.form_content import Standing
from thai.dates import long_date
from thai.fiscal import PeriodKind, newest_year_on

SMALL, LARGE = VALUES


def integrity_of(fiscal_year: int, day: dt.date, *, site: str) -> IntegrityContent | None:
    """Return what is public of a year on a day; None where nothing is.

    `site` is the address of the portal without a slash at the end.
    """
    surveys = surveys_of_year(fiscal_year, day)
    gifts, counts = _gifts(fiscal_year, day)
    if not surveys and not gifts:
        return None
    return IntegrityContent(
        surveys=[_survey(each, site) for each in surveys],
        gifts=gifts,
        counts=counts,
        gifts_url=site + reverse("measures:gifts", args=[fiscal_year]) if gifts else "",
    )


def neighbours(fiscal_year: int) -> dict[str, bool]:
    """Return which pages of a year there are, for the links between them."""
    return {
        "has_measures": MeasurePlan.objects.public().filter(fiscal_year=fiscal_year).exists(),
        "has_surveys": fiscal_year in survey_years(),
        "has_gifts": fiscal_year in gift_years(),
    }


def newest_of(years: Iterable[int], today: dt.date) -> int | None:
    """Return the year that a page without one leads to; None where there is none."""
    return max((year for year in years if year <= newest_year_on(today)), default=None)


def _survey(progress: Progress, site: str) -> SurveyContent:
    survey = progress.survey
    return SurveyContent(
        name=f"แบบวัด {survey.instrument}",
        window=survey.window,
        target=progress.target.answers,
        answered=progress.answered if progress.newest else None,
        counted_on=long_date(progress.counted_on) if progress.counted_on else "",
        url=site + survey.get_absolute_url(),
    )


def _gifts(fiscal_year: int, day: dt.date) -> tuple[list[str], list[GiftCount]]:
    """The declarations, the register and what was said of empty halves, as sentences and figures."""
    declarations = declarations_of(fiscal_year)
    lines = [line_of(gift) for gift in register_of(fiscal_year)]
    said = [
        f"{each.name}: {each.standing_text}"
        for each in overview(fiscal_year, lines, day)
        if each.standing is Standing.NIL and each.period.kind is PeriodKind.HALF
    ]
    sentences = [_declared(each) for each in reversed(declarations)]
    if declarations:
        taken = acknowledged(declarations[0])
        sentences.append(taken_text(taken.people, taken.staff))
    if lines:
        sentences.append(count_text(lines, Standing.ROWS))
    return [*sentences, *said], _counts(lines)


def _declared(declaration: GiftDeclaration) -> str:
    return (
        f"{declaration.signatory_name} {declaration.signatory_position} "
        f"ลงนามประกาศเจตนารมณ์ไม่รับของขวัญ เมื่อวันที่ {long_date(declaration.signed_on)}"
    )


def _counts(lines: list[GiftLine]) -> list[GiftCount]:
    """Every way of handling with its counts; none where the register is empty."""
    if not lines:
        return []
    return [
        GiftCount(
            name=words,
            small=sum((line.handling, line.value) == (handling, SMALL) for line in lines),
            large=sum((line.handling, line.value) == (handling, LARGE) for line in lines),
        )
        for handling, words in HANDLINGS.items()
    ]
