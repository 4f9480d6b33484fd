"""Where the notices, files and changes of a purchase stand in an OCDS release. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from procurement.ocds_awards import Award
from procurement.ocds_content import Announcement, Paper, Process
from procurement.ocds_values import moment, said, told

# Kind of notice in e-GP → section of the release, document type, what it is called.
NOTICES: dict[str, tuple[str, str, str]] = {
    "P0": ("planning", "procurementPlan", "แผนการจัดซื้อจัดจ้าง"),
    "15": ("planning", "medianPrice", "ประกาศราคากลาง"),
    "B0": ("tender", "biddingDocuments", "ร่างเอกสารประกวดราคา"),
    "D0": ("tender", "tenderNotice", "ประกาศเชิญชวน"),
    "D1": ("tender", "cancellationDetails", "ประกาศยกเลิกประกาศเชิญชวน"),
    "D2": ("tender", "tenderNotice", "ประกาศเปลี่ยนแปลงประกาศเชิญชวน"),
    "W0": ("award", "awardNotice", "ประกาศรายชื่อผู้ชนะการเสนอราคา"),
    "W1": ("award", "cancellationDetails", "ประกาศยกเลิกประกาศรายชื่อผู้ชนะการเสนอราคา"),
    "W2": ("award", "awardNotice", "ประกาศเปลี่ยนแปลงประกาศรายชื่อผู้ชนะการเสนอราคา"),
}
# Kind of file → section, document type.
PAPERS: dict[str, tuple[str, str]] = {
    "median_price": ("planning", "medianPrice"),
    "terms": ("tender", "technicalSpecifications"),
    "notice": ("tender", "tenderNotice"),
    "other": ("tender", ""),
    "contract": ("contract", "contractSigned"),
    "acceptance": ("implementation", "completionCertificate"),
}
_CHANGED = ("D1", "D2")


def paper_lists(process: Process, found: Sequence[Award]) -> dict[str, list[dict[str, Any]]]:
    """Return the documents by section; those of an award under its id.

    What belongs to a contract stands there if there is exactly one: no file says of which it is.
    """
    lists: dict[str, list[dict[str, Any]]] = defaultdict(list)
    announced = {each.id: each for each in process.notices}
    awarded = {notice.id: award.id for award in found for notice in award.notices}
    for notice in process.notices:
        lists[_place(notice, awarded)].append(_notice(notice, process))
    for paper in process.papers:
        notice_of = announced.get(paper.notice) if paper.notice else None
        section, kind = PAPERS[paper.kind]
        if notice_of is not None:
            section, kind = _place(notice_of, awarded), NOTICES[notice_of.kind][1]
        elif section in {"contract", "implementation"} and len(process.agreements) != 1:
            section = "tender"
        lists[section].append(_paper(paper, kind))
    return lists


def amendments_of_tender(process: Process) -> list[dict[str, Any]]:
    """Return the changes of the invitation, and that the purchase was cancelled."""
    found = [
        told(
            id=f"notice-{each.id}",
            date=moment(each.day),
            description=said(NOTICES[each.kind][2], each.title),
        )
        for each in process.notices
        if each.kind in _CHANGED
    ]
    if process.cancelled_on:
        found.append(
            told(
                id="cancelled",
                date=moment(process.cancelled_on),
                description="ยกเลิกการจัดซื้อจัดจ้าง",
                rationale=process.cancel_reason,
            )
        )
    return found


def _place(notice: Announcement, awarded: dict[int, str]) -> str:
    """Return the section of a notice, or the award that it announced; none: the tender."""
    section = NOTICES[notice.kind][0]
    if section != "award":
        return section
    cancels = awarded.get(notice.replaces) if notice.replaces else None
    return awarded.get(notice.id) or cancels or "tender"


def _notice(notice: Announcement, process: Process) -> dict[str, Any]:
    _section, kind, name = NOTICES[notice.kind]
    return told(
        id=f"notice-{notice.id}",
        documentType=kind,
        title=notice.title or name,
        description=name if notice.title else "",
        url=notice.url or process.url,
        datePublished=moment(notice.day),
        format="text/html",
        language="th",
    )


def _paper(paper: Paper, kind: str) -> dict[str, Any]:
    return told(
        id=f"document-{paper.id}",
        documentType=kind,
        title=paper.title,
        url=paper.url,
        datePublished=moment(paper.day),
        format=paper.mime,
        language="th",
    )
