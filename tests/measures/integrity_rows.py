"""Rows of surveys and of the No Gift Policy for the tests."""

import datetime as dt

from measures.models import Gift, GiftDeclaration, GiftNil, Survey
from publishing.workflow import State
from tests.conftest import published_fields

URL = "https://itas.nacc.go.th/go/eit/sample"
GIVER = "บริษัท ผู้ให้ลับมาก จำกัด"
SIGNED = dt.date(2022, 12, 6)


def survey(*, state=State.PUBLISHED, **fields):
    defaults = {
        "fiscal_year": 2566,
        "instrument": "EIT",
        "url": URL,
        "opens_on": dt.date(2023, 3, 1),
        "closes_on": dt.date(2023, 3, 31),
        "population": 420,
    }
    return Survey.objects.create(**defaults | fields, **published_fields(state))


def declaration(*, state=State.PUBLISHED, **fields):
    defaults = {
        "fiscal_year": 2566,
        "text": "ไม่รับของขวัญ",
        "signatory_name": "นายตัวอย่าง ทดสอบ",
        "signatory_position": "นายก อบต.",
        "signed_on": SIGNED,
        "staff_count": 34,
    }
    return GiftDeclaration.objects.create(**defaults | fields, **published_fields(state))


def gift(*, state=State.PUBLISHED, **fields):
    defaults = {
        "day": dt.date(2022, 12, 28),
        "what": "กระเช้าผลไม้",
        "occasion": "festival",
        "giver_kind": "private",
        "giver_name": GIVER,
        "value_class": "small",
        "received_for": "agency",
        "handling": "refused",
    }
    return Gift.objects.create(**defaults | fields, **published_fields(state))


def nil(slug="h2", *, state=State.PUBLISHED, **fields):
    return GiftNil.objects.create(
        **{"fiscal_year": 2566, "slug": slug} | fields, **published_fields(state)
    )
