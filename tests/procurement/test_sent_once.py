"""A purchase or a step that is sent twice is kept once, handed in or not."""

import uuid

import pytest

from agency.sent_once import FIELD
from procurement.models import Purchase, Stage
from publishing.models import PublicationStep
from tests.procurement.pages import no_rows, rows, typed

PURCHASE = "/admin/procurement/purchase/add/"


@pytest.mark.parametrize(("button", "steps"), [("_save", 0), ("_submit", 1)])
def test_a_purchase_that_is_sent_twice_is_kept_once(client, clerk, button, steps):
    client.force_login(clerk)
    sent = typed() | {button: "1", FIELD: str(uuid.uuid4())}

    client.post(PURCHASE, sent)
    client.post(PURCHASE, sent)

    assert (Purchase.objects.count(), PublicationStep.objects.count()) == (1, steps)


def test_a_purchase_with_mistakes_is_kept_when_they_are_mended(client, clerk):
    client.force_login(clerk)
    sent = typed() | {FIELD: str(uuid.uuid4())}

    client.post(PURCHASE, sent | {"title": ""})
    client.post(PURCHASE, sent)

    assert Purchase.objects.count() == 1


def test_a_step_that_is_sent_twice_is_kept_once(client, clerk, make_purchase):
    client.force_login(clerk)
    page = f"/admin/procurement/stage/add/?purchase={make_purchase().pk}"
    notice = rows("notice_set", [{"kind": "W0", "published_on": "20 ม.ค. 66"}])
    sent = no_rows() | {"title": "ประกาศผู้ชนะ", **notice, FIELD: str(uuid.uuid4())}

    client.post(page, sent)
    client.post(page, sent)

    assert Stage.objects.count() == 1
