"""The status of a purchase on a day, from its phase and two dates."""

import datetime as dt

import pytest

from procurement.status import ITA_OF, ItaStatus, Phase, Status, status_on

TODAY = dt.date(2023, 3, 15)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(1), TODAY + dt.timedelta(1)


@pytest.mark.parametrize(
    ("phase", "closes_on", "ends_on", "status"),
    [
        (Phase.PLANNED, None, None, Status.PLANNED),
        (Phase.PLANNED, TOMORROW, None, Status.PLANNED),
        (Phase.ANNOUNCED, TOMORROW, None, Status.OPEN),
        (Phase.ANNOUNCED, TODAY, None, Status.OPEN),
        (Phase.ANNOUNCED, YESTERDAY, None, Status.CONSIDERING),
        (Phase.ANNOUNCED, None, None, Status.CONSIDERING),
        (Phase.CONTRACTED, YESTERDAY, TOMORROW, Status.RUNNING),
        (Phase.CONTRACTED, None, TODAY, Status.RUNNING),
        (Phase.CONTRACTED, None, YESTERDAY, Status.ENDED),
        (Phase.CONTRACTED, TOMORROW, None, Status.RUNNING),
        (Phase.CANCELLED, TOMORROW, None, Status.CANCELLED),
        (Phase.CANCELLED, None, YESTERDAY, Status.CANCELLED),
    ],
)
def test_a_purchase_stands_somewhere_on_every_day(phase, closes_on, ends_on, status):
    assert status_on(TODAY, phase, closes_on=closes_on, ends_on=ends_on) == status


def test_every_status_has_its_word_on_the_form():
    assert (set(ITA_OF), set(ITA_OF.values())) == (set(Status), set(ItaStatus))


def test_the_words_of_the_form_are_those_of_the_form():
    assert [each.label for each in ItaStatus] == [
        "ยังไม่ลงนามในสัญญา",
        "อยู่ระหว่างระยะสัญญา",
        "สิ้นสุดระยะสัญญา",
        "ยกเลิกการดำเนินการ",
    ]
