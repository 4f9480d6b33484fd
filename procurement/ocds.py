"""A purchase as a release of the Open Contracting Data Standard 1.1 (schema 1__1__5). Pure.

One release tells all that is public of one purchase (an "easy release"): when that changes, a
release with another id and a later date takes its place. It depends on no day but those of the
papers. `tender.medianPrice` is ours: the standard has no field for the median price (ราคากลาง).
"""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from procurement.ocds_awards import Award, awards
from procurement.ocds_content import Buyer, Process, Supplier
from procurement.ocds_contracts import contracts
from procurement.ocds_papers import amendments_of_tender, paper_lists
from procurement.ocds_values import PREFIX_NOT_REGISTERED, moment, period, said, told, value

VERSION = "1.1"
LANGUAGE = "th"
BUYER = "buyer"  # the id of the agency within a release
SCHEME = "TH-TIN"
PLAN_SCHEME = "TH-EGP-PLAN"

# What the standard says of the kinds of work; a lease brings goods, as in the directives of the EU.
CATEGORIES: dict[str, tuple[str, str]] = {
    "goods": ("goods", ""),
    "works": ("works", ""),
    "services": ("services", ""),
    "consultancy": ("services", "consultingServices"),
    "design": ("services", "consultingServices"),
    "lease": ("goods", "lease"),
}
# A design contest is none of the methods of the standard; its name stands in the details.
METHODS = frozenset({"open", "selective", "direct"})

NOTES = {
    "tender.medianPrice": (
        "ราคากลางตามพระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560: "
        "amount (บาท) currency date (วันที่กำหนดราคากลาง) sources (แหล่งที่มา) "
        "เป็นเขตข้อมูลเพิ่มเติมของระบบนี้ เพราะ OCDS 1.1 ไม่มีเขตข้อมูลสำหรับราคากลาง"
    ),
    "parties.identifier.scheme": (
        f"{SCHEME} คือเลขประจำตัวผู้เสียภาษีอากร 13 หลักของนิติบุคคล ชื่อนี้ใช้เฉพาะในระบบนี้ "
        "บุคคลธรรมดาไม่มีเลขประจำตัวในข้อมูลชุดนี้"
    ),
    "relatedProcesses.scheme": f"{PLAN_SCHEME} คือเลขที่แผนการจัดซื้อจัดจ้างในระบบ e-GP",
}


def ocid(process: Process, prefix: str) -> str:
    """Return the name of the contracting process in the world, which no edit changes."""
    return f"{prefix}-{process.fiscal_year}-{process.number}"


def release(process: Process, buyer: Buyer, *, site: str, prefix: str) -> dict[str, Any]:
    """Return the release of a purchase; its id changes with whatever it says."""
    found = awards(process)
    papers = paper_lists(process, found)
    content = told(
        ocid=ocid(process, prefix),
        date=moment(process.published),
        tag=_tags(process, found),
        initiationType="tender",
        language=LANGUAGE,
        parties=_parties(process, buyer, found, site=site),
        buyer=_buyer(buyer),
        planning=_planning(process, papers["planning"]),
        tender=_tender(process, buyer, found, papers["tender"]),
        awards=[_award(process, each, papers[each.id]) for each in found],
        contracts=contracts(process, papers),
        relatedProcesses=_related(process),
    )
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    return {"ocid": content["ocid"], "id": f"{content['ocid']}-{digest[:16]}"} | content


def package_facts(
    buyer: Buyer, *, uri: str, site: str, licence: str, prefix: str
) -> dict[str, Any]:
    """Return what a release package says beside its releases and its date of publication."""
    notes = dict(NOTES)
    if prefix == PREFIX_NOT_REGISTERED:
        notes["ocid"] = (
            f"คำนำหน้า {prefix} เป็นคำนำหน้าชั่วคราว ยังไม่ได้จดทะเบียนกับ Open Contracting Partnership "
            "รหัส ocid จะเปลี่ยนเมื่อหน่วยงานจดทะเบียนแล้ว"
        )
    if buyer.is_demonstration:
        notes["releases"] = "ข้อมูลตัวอย่าง: จัดทำเพื่อแสดงระบบ ไม่ใช่ข้อมูลจริงของหน่วยงาน"
    return {
        "uri": uri,
        "version": VERSION,
        "publisher": {"name": buyer.name, "uri": site},
        "license": licence,
        "ocidPrefixIsRegistered": prefix != PREFIX_NOT_REGISTERED,
        "publicationNotes": notes,
    }


# ------------------------------------------------------------------ parts of a release
def _tags(process: Process, found: Sequence[Award]) -> list[str]:
    tags = ["planning"]
    if process.phase != "planned":
        tags.append("tender")
    if found:
        tags.append("award")
    if process.agreements:
        tags.append("contract")
    if any(each.parts or each.accepted_on for each in process.agreements):
        tags.append("implementation")
    return tags


def _parties(
    process: Process, buyer: Buyer, found: Sequence[Award], *, site: str
) -> list[dict[str, Any]]:
    offered = {each.supplier for each in process.offers}
    chosen = {each.supplier for each in found}
    agency = told(
        id=BUYER,
        name=buyer.name,
        address=told(
            streetAddress=buyer.address,
            locality=buyer.district,
            region=buyer.province,
            countryName="ประเทศไทย",
        ),
        contactPoint=told(telephone=buyer.telephone, email=buyer.email, url=site),
        roles=["buyer", "procuringEntity"],
    )
    others = [
        told(
            id=each.id,
            name=each.name,
            identifier=told(scheme=SCHEME, id=each.number, legalName=each.name)
            if each.number
            else None,
            roles=[
                role
                for role, people in (("tenderer", offered), ("supplier", chosen))
                if each in people
            ],
        )
        for each in process.suppliers
    ]
    return [agency, *others]


def _planning(process: Process, papers: list[dict[str, Any]]) -> dict[str, Any]:
    place = process.budget
    budget = told(
        id=place.id if place else None,
        description=said(process.money, place.path if place else ""),
        amount=value(process.allocated),
        project=place.title if place else None,
        uri=place.url if place else None,
    )
    return told(budget=budget, documents=papers, milestones=_planned(process))


def _planned(process: Process) -> list[dict[str, Any]]:
    """The month in which the purchase was to be announced; only the month is known."""
    if process.planned_on is None:
        return []
    following = process.planned_on.replace(day=28) + dt.timedelta(days=4)
    last_day = following - dt.timedelta(days=following.day)
    return [
        {
            "id": "announcement",
            "title": "เดือนที่คาดว่าจะประกาศจัดซื้อจัดจ้าง",
            "type": "preProcurement",
            "dueDate": moment(last_day, ends=True),
        }
    ]


def _tender(
    process: Process, buyer: Buyer, found: Sequence[Award], papers: list[dict[str, Any]]
) -> dict[str, Any]:
    category, further = CATEGORIES[process.kind]
    method = process.method_group if process.method_group in METHODS else None
    return told(
        id=process.egp_number or f"{process.fiscal_year}-{process.number}",
        title=process.title,
        description=process.note,
        status=_status(process, found),
        procuringEntity=_buyer(buyer),
        value=value(process.amount),
        medianPrice=_median(process),
        procurementMethod=method,
        procurementMethodDetails=process.method_name,
        mainProcurementCategory=category,
        additionalProcurementCategories=[further] if further else [],
        tenderPeriod=period(process.opens_on, process.closes_on),
        numberOfTenderers=len(process.offers) or None,
        tenderers=[_supplier(each.supplier) for each in process.offers],
        documents=papers,
        amendments=amendments_of_tender(process),
    )


def _status(process: Process, found: Sequence[Award]) -> str:
    """Whether offers are sought, whatever the day: also while they are considered."""
    if process.is_cancelled:
        return "cancelled"
    if process.phase == "contracted" or any(each.is_active for each in found):
        return "complete"
    # Before the invitation its documents and price are shown; who is asked directly gets none.
    if process.phase == "announced" and (process.opens_on or process.method_group == "direct"):
        return "active"
    return "planned"


def _median(process: Process) -> dict[str, Any] | None:
    median = process.median
    if median is None:
        return None
    return told(**value(median.value), date=moment(median.day), sources=median.sources)


def _award(process: Process, award: Award, papers: list[dict[str, Any]]) -> dict[str, Any]:
    return told(
        id=award.id,
        title=process.title,
        description=process.reason if award.is_active else "",
        status="active" if award.is_active else "cancelled",
        date=moment(award.day),
        value=value(award.value),
        suppliers=[_supplier(award.supplier)] if award.supplier else [],
        documents=papers,
    )


def _related(process: Process) -> list[dict[str, Any]]:
    if not process.plan_number:
        return []
    return [
        {
            "id": "plan",
            "relationship": ["planning"],
            "scheme": PLAN_SCHEME,
            "identifier": process.plan_number,
        }
    ]


def _buyer(buyer: Buyer) -> dict[str, str]:
    return {"id": BUYER, "name": buyer.name}


def _supplier(supplier: Supplier) -> dict[str, str]:
    return {"id": supplier.id, "name": supplier.name}
