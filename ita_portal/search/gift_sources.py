"""What is found of the No Gift Policy: declarations, the register without givers, confirmed nothing."""

from django.utils.translation import gettext_lazy as _

from ita_portal.models import Kind
from ita_portal.search.entries import Draft, Source
from measures.models import Gift, GiftDeclaration, GiftNil

LABEL = _("No Gift Policy")
POLICY = "นโยบายไม่รับของขวัญ งดรับของขวัญ No Gift Policy"


def _declaration(row: GiftDeclaration) -> Draft:
    return Draft(
        title=str(row),
        url=row.get_absolute_url(),
        text=f"ลงนามโดย {row.signatory_name} {row.signatory_position} · {row.text}",
        names=POLICY,
        year=row.fiscal_year,
        day=row.signed_on,
    )


def _gift(row: Gift) -> Draft:
    """Of a gift, what its page shows, and never who gave it."""
    facts = [
        row.get_handling_display(),
        row.get_occasion_display(),
        row.get_giver_kind_display(),
        row.get_value_class_display(),
        row.get_received_for_display(),
    ]
    return Draft(
        title=f"{row.public_title}: {row.public_what}",
        url=row.get_absolute_url(),
        text=" · ".join(filter(None, facts)),
        more=POLICY,
        year=row.fiscal_year,
        day=row.day,
    )


def _gift_nil(row: GiftNil) -> Draft:
    return Draft(
        title=str(row),
        url=row.get_absolute_url(),
        text="ไม่มีรายการ ยืนยันแล้วว่าไม่มีการเสนอให้และไม่มีการรับของขวัญในรอบนี้",
        more=POLICY,
        year=row.fiscal_year,
        day=row.period.last_day,
    )


GIFT_SOURCES = [
    Source(
        23, "gift", Kind.MEASURE, lambda: Gift.objects.published(), _gift, {Gift: "pk"},
        label=LABEL,
    ),
    Source(
        24, "gift_declaration", Kind.MEASURE, lambda: GiftDeclaration.objects.published(),
        _declaration, {GiftDeclaration: "pk"}, label=LABEL,
    ),
    Source(
        25, "gift_nil", Kind.MEASURE, lambda: GiftNil.objects.holding(), _gift_nil,
        {GiftNil: "pk", Gift: "pk"}, grouped=True, label=LABEL,
    ),
]  # fmt: skip
