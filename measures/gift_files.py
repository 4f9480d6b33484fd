"""Building an official form of the No Gift Policy from published rows, and its files."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from agency.models import Agency
from budget.report import publisher
from measures.gift_content import (
    Declared,
    FormKind,
    GiftForm,
    GiftLine,
    PeriodLine,
    count_text,
)
from measures.gift_tables import form_table, printed_rows
from measures.gifts import acknowledged, declaration_of, nil_moments, periods_of
from measures.models import Gift, GiftDeclaration
from procurement.form_content import standing_of
from publishing.pdf import Attachment
from publishing.printed import packed, printed
from publishing.qr import qr_code
from publishing.tables import to_csv
from thai.fiscal import Period

TEMPLATE = "measures/gift_document.html"


def form_of(kind: FormKind, period: Period, day: dt.date) -> GiftForm:
    """Return a form as it stands on a day: of public rows only, and without a giver."""
    gifts = Gift.objects.published().within(period).select_related("unit").oldest_first()
    rows = list(gifts)
    nil = nil_moments(period.year).get(period.slug)
    declaration = declaration_of(period.year)
    units = [*rows, *([declaration] if declaration else [])]
    moments = [each.published_at for each in units if each.published_at]
    moments += [nil] if nil else []
    opening = dt.datetime.combine(period.first_day, dt.time.min)
    return GiftForm(
        kind=kind,
        period=period,
        publisher=publisher(Agency.objects.get()),
        lines=tuple(map(line_of, rows)),
        standing=standing_of(period, day, has_rows=bool(rows), is_nil=nil is not None),
        # Never the present moment: the same form gives the same files.
        moment=max(moments, default=timezone.make_aware(opening)),
        as_of=timezone.localdate(max(moments)) if moments else None,
        nil_on=timezone.localdate(nil) if nil else None,
        declared=_declared(declaration),
    )


def overview(fiscal_year: int, lines: Iterable[GiftLine], day: dt.date) -> list[PeriodLine]:
    """Return how far the halves and the year are that have begun; `lines` are those of the year."""
    found = list(lines)
    nils = nil_moments(fiscal_year)
    return [
        _period_line(period, [each for each in found if period.contains(each.day)], nils, day)
        for period in periods_of(fiscal_year)
        if period.first_day <= day
    ]


def _period_line(
    period: Period, lines: list[GiftLine], nils: dict[str, dt.datetime], day: dt.date
) -> PeriodLine:
    said = nils.get(period.slug)
    standing = standing_of(period, day, has_rows=bool(lines), is_nil=said is not None)
    nil_on = timezone.localdate(said) if said else None
    return PeriodLine(period, standing, count_text(lines, standing), nil_on)


def line_of(gift: Gift) -> GiftLine:
    """Return what the public may read of a row of the register."""
    return GiftLine(
        day=gift.day,
        what=gift.public_what,
        giver=gift.giver_kind,
        occasion=gift.occasion,
        value=gift.value_class,
        received_for=gift.received_for,
        unit=str(gift.unit or ""),
        handling=gift.handling,
        handled_on=gift.handled_on,
        reported_on=gift.reported_on,
    )


def _declared(declaration: GiftDeclaration | None) -> Declared | None:
    if declaration is None:
        return None
    taken = acknowledged(declaration)
    return Declared(
        name=declaration.signatory_name,
        position=declaration.signatory_position,
        signed_on=declaration.signed_on,
        people=taken.people,
        staff=taken.staff,
    )


def form_url(form: GiftForm) -> str:
    return reverse("measures:gift_form", args=[form.period.year, form.kind, form.period.slug])


def form_pdf(form: GiftForm) -> str:
    """Return the stored name of the paper. Raises `publishing.pdf.PdfError`."""
    url, thai = settings.SITE_URL + form_url(form), form.publisher.thai_digits
    context = {
        "form": form,
        "rows": printed_rows(form),
        "thai": thai,
        "arabic_digits": not thai,
        "on_paper": True,
        "url": url,
        "qr": qr_code(url),
    }
    data = Attachment(
        name="form.csv",
        description="ข้อมูลของแบบนี้ในรูปแบบตาราง",
        data=form_csv(form),
        mime="text/csv",
    )
    return printed(TEMPLATE, context, attachments=[data], created=form.moment)


def form_xlsx(form: GiftForm) -> str:
    """Return the stored name of the Excel file."""
    return packed([form_table(form)], created=form.moment)


def form_csv(form: GiftForm) -> bytes:
    return to_csv(form_table(form), header="labels")
