"""What was told of outside, for the demonstration: posts, and papers on notice boards."""

import datetime as dt
from io import BytesIO

from django.utils import timezone

from agency.models import User
from ita_portal.demo.pictures import sample_picture
from measures.models import Activity, MeasurePlan
from procurement.models import Purchase
from publishing.boards import Order, add_photo, order
from publishing.models import Board, BoardPhoto, Channel
from publishing.photos import ProcessedPhoto, process_photo
from publishing.share_kit import kit_of
from publishing.sharing import PostFacts, record_post

OFFICE, HALL = "ป้ายประกาศหน้าที่ทำการ อบต.", "ป้ายประกาศศาลาประชาคม หมู่ที่ 2"
HANGS = dt.timedelta(days=30)
# Days after the activity, time, channel, place.
POSTS = (
    (0, dt.time(9, 40), Channel.LINE_GROUP, "กลุ่มไลน์กำนันผู้ใหญ่บ้าน (ตัวอย่าง)"),
    (0, dt.time(10, 15), Channel.FACEBOOK, "เพจของหน่วยงาน (ตัวอย่าง)"),
    (1, dt.time(6, 30), Channel.LOUDSPEAKER, "เสียงตามสาย หมู่ที่ 1-6"),
)


def load_outreach(clerk: User, *, plan: MeasurePlan, loaded_on: dt.date) -> None:
    """Record sample posts, one posting with both photos, and one that is to be put up today."""
    boards = [
        Board.objects.create(name=OFFICE, where="หน้าอาคารสำนักงาน", order=1),
        Board.objects.create(name=HALL, where="ศาลาประชาคม", order=2),
    ]
    done = Activity.objects.published().filter(measure__plan=plan).exclude(ends_on=None)
    activities = list(done.order_by("pk")[:3])
    for activity in activities:
        _post(activity, clerk)
    _hang(activities[0], boards[1], clerk)
    purchase = Purchase.objects.published().order_by("-listed_on", "-pk").first()
    if purchase:
        kit = kit_of(purchase)
        what = Order(boards[0], loaded_on, rule="winner")
        order(purchase, what, title=kit.title, path=kit.path, by=clerk)


def _post(activity: Activity, clerk: User) -> None:
    kit = kit_of(activity)
    for days, time, channel, place in POSTS:
        moment = dt.datetime.combine(_day_of(activity) + dt.timedelta(days=days), time)
        facts = PostFacts(channel, timezone.make_aware(moment), place, note="ข้อมูลสาธิต")
        record_post(activity, facts, title=kit.title, path=kit.path, by=clerk)


def _hang(unit: Activity, board: Board, clerk: User) -> None:
    """Post the paper of an activity on a board, with both photos."""
    kit = kit_of(unit)
    first = _day_of(unit)
    what = Order(board, first, first + HANGS, rule="general")
    posting, _is_new = order(unit, what, title=kit.title, path=kit.path, by=clerk, today=first)
    for moment, day in ((BoardPhoto.Moment.START, first), (BoardPhoto.Moment.END, first + HANGS)):
        caption = f"ใบปิดประกาศบน{HALL}"
        add_photo(posting, _photo(caption), moment=moment, taken_on=day, by=clerk)


def _day_of(activity: Activity) -> dt.date:
    """The day on which it was done; what runs on is not in this part of the demonstration."""
    assert activity.ends_on is not None
    return activity.ends_on


def _photo(caption: str) -> ProcessedPhoto:
    return process_photo(BytesIO(sample_picture(caption)), name="board.jpg")
