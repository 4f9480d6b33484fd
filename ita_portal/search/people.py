"""How the people who answer to the public are found: by name, position and unit, with whom to call."""

from typing import Any

from django.db.models import Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agency.models import Agency, Official, Unit
from ita_portal.models import Kind
from ita_portal.search.entries import PEOPLE_FROM, Draft, Rows, Source


def _official(row: Any) -> Draft:
    """As the page about the office shows a person; without a telephone that of the office."""
    phone = f"โทรศัพท์ {row.phone}" if row.phone else ""
    of_office = f"โทรศัพท์ของหน่วยงาน {row.office_phones}" if row.office_phones else ""
    unit = str(row.unit or "")
    return Draft(
        title=str(row),
        url=f"{reverse('about')}#officials",
        text=" · ".join(filter(None, [unit, phone or of_office, row.email])),
        more=f"เบอร์โทร{row.position} เบอร์โทร{unit} เบอร์โทรศัพท์",
        names=row.get_group_display(),
        place=PEOPLE_FROM + row.order,
    )


def _with_office(rows: Rows) -> Rows:
    phones = Agency.objects.values("phones")[:1]
    return rows.select_related("unit").annotate(office_phones=Subquery(phones))


PEOPLE = Source(
    29, "official", Kind.PAGE, lambda: Official.objects.active(), _official,
    {Official: "pk", Unit: "pk", Agency: "pk"}, _with_office,
    grouped=True, label=_("Executives and heads of units"),
)  # fmt: skip
