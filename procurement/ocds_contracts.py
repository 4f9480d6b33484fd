"""The contracts of a purchase as OCDS has them: how they changed, and what was accepted. Pure."""

from collections.abc import Mapping
from typing import Any

from procurement.ocds_awards import award_id
from procurement.ocds_content import Agreement, Part, Process
from procurement.ocds_values import moment, period, said, told, value
from thai.dates import long_date


def contracts(process: Process, papers: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the contracts; the number on the paper is the id, where it is one."""
    numbers = [each.number for each in process.agreements]
    return [
        told(
            id=each.number if numbers.count(each.number) == 1 and each.number else f"id-{each.id}",
            awardID=award_id(each.supplier),
            title=process.title,
            description=_end_of(each),
            status=_contract_status(each),
            period=period(each.starts_on, each.current_end),
            value=value(each.current_price),
            dateSigned=moment(each.signed_on),
            documents=papers["contract"],
            amendments=_amendments(each),
            implementation=told(milestones=_milestones(each), documents=papers["implementation"]),
        )
        for each in process.agreements
    ]


def _contract_status(agreement: Agreement) -> str:
    if agreement.signed_on is None:
        return "cancelled" if agreement.cancelled_on else "pending"
    return "terminated" if agreement.cancelled_on or agreement.is_accepted else "active"


def _end_of(agreement: Agreement) -> str:
    # The standard calls terminated both what was finished and what was broken off.
    return "ยกเลิกสัญญา" if agreement.cancelled_on else ""


def _milestones(agreement: Agreement) -> list[dict[str, Any]]:
    found = [_milestone(each) for each in agreement.parts]
    if agreement.accepted_on:
        found.append(
            {
                "id": "acceptance",
                "title": "ตรวจรับงาน",
                "type": "delivery",
                "dateMet": moment(agreement.accepted_on),
                "status": "met",
            }
        )
    return found


def _milestone(part: Part) -> dict[str, Any]:
    """An instalment; milestones have no amount in the standard, so it stands in the text."""
    return told(
        id=f"instalment-{part.number}",
        title=f"งวดที่ {part.number}",
        description=said(part.work, f"จำนวนเงิน {part.amount:,.2f} บาท"),
        type="delivery",
        dueDate=moment(part.due_on, ends=True),
        dateMet=moment(part.accepted_on),
        status="met" if part.accepted_on else "scheduled" if part.due_on else None,
    )


def _amendments(agreement: Agreement) -> list[dict[str, Any]]:
    """Return the amendments of a contract, and that it was cancelled."""
    found = [
        told(
            id=f"amendment-{each.id}",
            date=moment(each.day),
            rationale=each.reason,
            description=said(
                f"ราคาใหม่ {each.price:,.2f} บาท" if each.price is not None else "",
                f"สิ้นสุด {long_date(each.ends_on)}" if each.ends_on else "",
            ),
        )
        for each in agreement.changes
    ]
    if agreement.cancelled_on:
        day = moment(agreement.cancelled_on)
        found.append({"id": "cancelled", "date": day, "description": "ยกเลิกสัญญา"})
    return found
