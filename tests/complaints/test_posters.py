import pytest
from django.conf import settings

from complaints.models import Channel, ChannelKind
from complaints.posters import channels


def make_channel(name, **fields):
    defaults = {"kind": ChannelKind.PHONE, "for_grievances": True, "order": Channel.objects.count()}
    return Channel.objects.create(name=name, **{**defaults, **fields})


def test_every_channel_in_use_is_told_ours_before_those_outside(agency):
    Channel.objects.all().delete()
    make_channel("สายด่วน ป.ป.ช.", contact="1205", is_outside=True)
    make_channel("โทรศัพท์", contact="0 1234 5678")
    make_channel("LINE", url="https://line.example.go.th/ob/")
    make_channel("เลิกใช้แล้ว", is_active=False)

    poster = channels()

    assert [
        (section.title, [(line.name, line.detail) for line in section.lines])
        for section in poster.sections
    ] == [
        ("บอกเราได้ที่", [("โทรศัพท์", "0 1234 5678"), ("LINE", "line.example.go.th/ob")]),
        ("หรือบอกหน่วยงานภายนอก", [("สายด่วน ป.ป.ช.", "1205")]),
    ]


@pytest.mark.parametrize(
    "contact, brief",
    [
        ("0 7478 1234 ต่อ 11 (ในเวลาราชการ)", "0 7478 1234 ต่อ 11"),
        ("081-234-5678", "081-234-5678"),
        ("สายด่วน 1205", "สายด่วน 1205"),
        ("ชั้น 1 ที่ทำการ อบต.", ""),
        ("เลขที่ 9 หมู่ที่ 4 ตำบลทุ่งบุหลัง อำเภอทุ่งหว้า จังหวัดสตูล 91120", ""),
        ("", ""),
    ],
)
def test_where_room_is_short_a_channel_is_told_by_its_number_alone(agency, contact, brief):
    Channel.objects.all().delete()
    make_channel("ช่องทาง", contact=contact)

    assert channels().sections[0].lines[0].brief == brief


def test_the_code_leads_to_the_channels(agency):
    make_channel("โทรศัพท์")

    assert channels().url == f"{settings.SITE_URL}/complaints/"


def test_only_a_channel_for_corruption_promises_that_no_name_is_needed(agency):
    Channel.objects.all().delete()
    channel = make_channel("โทรศัพท์")
    before = channels().lead
    channel.for_corruption = True
    channel.save()

    assert (before, channels().lead) == ("", "แจ้งทุจริตได้โดยไม่ต้องบอกชื่อ")


def test_without_a_channel_there_is_no_poster(agency):
    Channel.objects.all().delete()

    assert channels() is None
