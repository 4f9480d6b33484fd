"""Where a purchase stands on a day, read from its dates and contracts (สถานะการจัดซื้อจัดจ้าง).

`Phase` does not depend on the day and is stored; `Status` does, and is never stored. Pure.
"""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """How far the papers have come, whatever the day."""

    PLANNED = "planned", _("In the plan")
    ANNOUNCED = "announced", _("Announced")
    CONTRACTED = "contracted", _("Contract signed")
    CANCELLED = "cancelled", _("Cancelled")


class Status(models.TextChoices):
    """What a citizen is told; the last three are in the wording of the ITA form."""

    OPEN = "open", _("Open for offers")
    CONSIDERING = "considering", _("Being considered")
    PLANNED = "planned", _("In the plan")
    RUNNING = "running", _("Within the contract period")
    ENDED = "ended", _("Contract period ended")
    CANCELLED = "cancelled", _("Procurement cancelled")


PHASE_OF: dict[Status, Phase] = {
    Status.OPEN: Phase.ANNOUNCED,
    Status.CONSIDERING: Phase.ANNOUNCED,
    Status.PLANNED: Phase.PLANNED,
    Status.RUNNING: Phase.CONTRACTED,
    Status.ENDED: Phase.CONTRACTED,
    Status.CANCELLED: Phase.CANCELLED,
}


class ItaStatus(models.TextChoices):
    """The four values of the ITA spreadsheet (column 11); labels are printed as they are."""

    NOT_SIGNED = "not_signed", "ยังไม่ลงนามในสัญญา"
    RUNNING = "running", "อยู่ระหว่างระยะสัญญา"
    ENDED = "ended", "สิ้นสุดระยะสัญญา"
    CANCELLED = "cancelled", "ยกเลิกการดำเนินการ"


ITA_OF: dict[Status, ItaStatus] = {
    Status.PLANNED: ItaStatus.NOT_SIGNED,
    Status.OPEN: ItaStatus.NOT_SIGNED,
    Status.CONSIDERING: ItaStatus.NOT_SIGNED,
    Status.RUNNING: ItaStatus.RUNNING,
    Status.ENDED: ItaStatus.ENDED,
    Status.CANCELLED: ItaStatus.CANCELLED,
}


# What is usually added next, by the name of its model: it stands open on the page of a new step.
NEXT_PART: dict[Status, str] = {
    Status.PLANNED: "notice",
    Status.OPEN: "bid",
    Status.CONSIDERING: "contract",
    Status.RUNNING: "progress",
    Status.ENDED: "contractchange",
    Status.CANCELLED: "notice",
}


def status_on(
    today: dt.date, phase: Phase, *, closes_on: dt.date | None, ends_on: dt.date | None
) -> Status:
    """Return the status on a day.

    `closes_on` is the last day for offers; `ends_on` the last day of all contracts, or the day on
    which the last of them was accepted. A contract without an end is taken as running.
    """
    if phase == Phase.CANCELLED:
        return Status.CANCELLED
    if phase == Phase.CONTRACTED:
        return Status.ENDED if ends_on is not None and ends_on < today else Status.RUNNING
    if phase == Phase.ANNOUNCED:
        is_open = closes_on is not None and closes_on >= today
        return Status.OPEN if is_open else Status.CONSIDERING
    return Status.PLANNED
