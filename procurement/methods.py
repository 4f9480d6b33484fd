"""How the law lets an office buy, and what it buys: names and e-GP codes as data.

พ.ร.บ. การจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560 มาตรา 55, 56, 70, 80; the two digits are the
`methodId` of the e-GP feed (manual of กรมบัญชีกลาง, ธันวาคม 2567).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Method(models.TextChoices):
    """A way of buying (วิธีการจัดซื้อจัดจ้าง); the value is its code in e-GP."""

    E_BIDDING = "16", _("Electronic bidding (e-bidding)")
    E_MARKET = "15", _("Electronic market (e-market)")
    PRICE_INQUIRY = "02", _("Price inquiry")
    SELECTION = "18", _("Selection")
    SPECIFIC = "19", _("Specific")
    CONSULTANT_OPEN = "20", _("Consultant: open invitation")
    CONSULTANT_SELECTION = "21", _("Consultant: selection")
    CONSULTANT_SPECIFIC = "22", _("Consultant: specific")
    DESIGN_OPEN = "23", _("Design or supervision: open invitation")
    DESIGN_SELECTION = "24", _("Design or supervision: selection")
    DESIGN_SPECIFIC = "25", _("Design or supervision: specific")
    DESIGN_CONTEST = "26", _("Design or supervision: design contest")


class MethodGroup(models.TextChoices):
    """The three ways of มาตรา 55, and the contest of มาตรา 79; the value is that of OCDS."""

    OPEN = "open", _("Open invitation")
    SELECTIVE = "selective", _("Selection")
    DIRECT = "direct", _("Specific")
    CONTEST = "contest", _("Design contest")


GROUP_OF: dict[Method, MethodGroup] = {
    Method.E_BIDDING: MethodGroup.OPEN,
    Method.E_MARKET: MethodGroup.OPEN,
    Method.PRICE_INQUIRY: MethodGroup.OPEN,
    Method.SELECTION: MethodGroup.SELECTIVE,
    Method.SPECIFIC: MethodGroup.DIRECT,
    Method.CONSULTANT_OPEN: MethodGroup.OPEN,
    Method.CONSULTANT_SELECTION: MethodGroup.SELECTIVE,
    Method.CONSULTANT_SPECIFIC: MethodGroup.DIRECT,
    Method.DESIGN_OPEN: MethodGroup.OPEN,
    Method.DESIGN_SELECTION: MethodGroup.SELECTIVE,
    Method.DESIGN_SPECIFIC: MethodGroup.DIRECT,
    Method.DESIGN_CONTEST: MethodGroup.CONTEST,
}

# The official Thai names, as printed on the forms whatever the language of the reader.
OFFICIAL_NAMES: dict[Method, str] = {
    Method.E_BIDDING: "วิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
    Method.E_MARKET: "วิธีตลาดอิเล็กทรอนิกส์ (e-market)",
    Method.PRICE_INQUIRY: "วิธีสอบราคา",
    Method.SELECTION: "วิธีคัดเลือก",
    Method.SPECIFIC: "วิธีเฉพาะเจาะจง",
    Method.CONSULTANT_OPEN: "จ้างที่ปรึกษาโดยวิธีประกาศเชิญชวนทั่วไป",
    Method.CONSULTANT_SELECTION: "จ้างที่ปรึกษาโดยวิธีคัดเลือก",
    Method.CONSULTANT_SPECIFIC: "จ้างที่ปรึกษาโดยวิธีเฉพาะเจาะจง",
    Method.DESIGN_OPEN: "จ้างออกแบบหรือควบคุมงานโดยวิธีประกาศเชิญชวนทั่วไป",
    Method.DESIGN_SELECTION: "จ้างออกแบบหรือควบคุมงานโดยวิธีคัดเลือก",
    Method.DESIGN_SPECIFIC: "จ้างออกแบบหรือควบคุมงานโดยวิธีเฉพาะเจาะจง",
    Method.DESIGN_CONTEST: "จ้างออกแบบหรือควบคุมงานโดยวิธีประกวดแบบ",
}


class WorkKind(models.TextChoices):
    """What is bought (ประเภทการจัดหา)."""

    GOODS = "goods", _("Goods")
    WORKS = "works", _("Construction works")
    SERVICES = "services", _("Services")
    CONSULTANCY = "consultancy", _("Consultancy")
    DESIGN = "design", _("Design or supervision")
    LEASE = "lease", _("Lease")


class MoneySource(models.TextChoices):
    """Where the money of a purchase comes from (แหล่งที่มาของงบประมาณ)."""

    ORDINANCE = "ordinance", _("Annual ordinance")
    TRANSFER = "transfer", _("Transferred or newly set within the ordinance")
    ACCUMULATED = "accumulated", _("Accumulated funds")
    SPECIFIC_GRANT = "specific_grant", _("Specific grant")
    OTHER_AGENCY = "other_agency", _("Support from another agency")
    LOAN = "loan", _("Loan")
    OTHER = "other", _("Other source")


class ReasonCode(models.TextChoices):
    """Column 6 of the quarterly annex (เหตุผลสนับสนุน). Confidence M: the codes are from memory."""

    SMALL = "1", _("Small purchase under circular W 119")
    FUEL_OR_RUNNING = "2", _("Running costs under circular W 322")
    URGENT = "3", _("Necessary and urgent, regulation 79 paragraph 2")
    OTHER = "4", _("Other case")


class NoticeKind(models.TextChoices):
    """An announcement (ประกาศ); the value is the `anounceType` of the e-GP feed."""

    PLAN = "P0", _("Procurement plan")
    MEDIAN_PRICE = "15", _("Median price")
    DRAFT_DOCUMENTS = "B0", _("Draft tender documents")
    INVITATION = "D0", _("Invitation")
    INVITATION_CANCELLED = "D1", _("Invitation cancelled")
    INVITATION_CHANGED = "D2", _("Invitation changed")
    WINNER = "W0", _("Winner")
    WINNER_CANCELLED = "W1", _("Winner cancelled")
    WINNER_CHANGED = "W2", _("Winner changed")


INVITATIONS = frozenset({NoticeKind.INVITATION, NoticeKind.INVITATION_CHANGED})
WINNERS = frozenset({NoticeKind.WINNER, NoticeKind.WINNER_CHANGED})
