"""Orders to post a paper on a notice board, and the photos that prove it."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agency.models import User
from publishing.board_rules import AT_MOST, RULES, PostingDays, PostingState, state_of
from publishing.models import Board, BoardPhoto, BoardPosting
from publishing.outbox import check_known, is_public
from publishing.photos import ProcessedPhoto
from publishing.storage import keep_photo
from publishing.workflow import ActionRefused, Problem
from thai.dates import long_date


@dataclass(frozen=True)
class Order:
    """Where and how long; without `ends_on` the rule says how long."""

    board: Board
    starts_on: dt.date
    ends_on: dt.date | None = None
    rule: str = "general"
    note: str = ""

    @property
    def least_day(self) -> dt.date:
        """The first day on which its time is over by the rule."""
        return RULES[self.rule].last_day(self.starts_on)

    @property
    def last_day(self) -> dt.date:
        return self.ends_on or self.least_day

    def problems(self, today: dt.date) -> list[str]:
        """Why nobody can post so, ordered on a day; each with its field."""
        days = {
            "first": long_date(self.starts_on),
            "last": long_date(self.last_day),
            "least": long_date(self.least_day),
            "rule": RULES[self.rule].label,
        }
        checks = [
            (
                not today - AT_MOST <= self.starts_on <= today + AT_MOST,
                _("%(first)s is more than a year away: check the date."),
                "starts_on",
            ),
            (
                self.last_day < self.starts_on,
                _("%(last)s is before the first day, %(first)s."),
                "ends_on",
            ),
            (
                self.starts_on <= self.last_day < self.least_day,
                _("“%(rule)s” asks for more days: the last day is %(least)s or later."),
                "ends_on",
            ),
            (
                self.last_day > self.starts_on + AT_MOST,
                _("%(last)s is more than a year after the first day: check the date."),
                "ends_on",
            ),
        ]
        return [Problem(sentence % days, at) for wrong, sentence, at in checks if wrong]


def order(
    subject: models.Model,
    what: Order,
    *,
    title: str,
    path: str,
    by: User,
    today: dt.date | None = None,
) -> tuple[BoardPosting, bool]:
    """Order a posting, `today` where no day is given.

    Returns it, and whether it is new: twice pressed is once.
    """
    _check_order(subject, what, by, today or timezone.localdate())
    key = {
        "content_type": ContentType.objects.get_for_model(subject),
        "object_id": subject.pk,
        "board": what.board,
        "starts_on": what.starts_on,
        "cancelled_at": None,
    }
    try:
        with transaction.atomic():
            return BoardPosting.objects.get_or_create(
                **key,
                defaults={
                    "title": title[:500],
                    "path": path,
                    "ends_on": what.last_day,
                    "rule": what.rule,
                    "note": what.note,
                    "ordered_by": by,
                },
            )
    except IntegrityError:
        return BoardPosting.objects.get(**key), False


@transaction.atomic
def add_photo(
    posting: BoardPosting, photo: ProcessedPhoto, *, moment: str, taken_on: dt.date, by: User
) -> BoardPhoto:
    """Keep the photo of the paper on its board; a second one of the same moment is refused."""
    _lock(posting)
    _check_may_change(posting, by)
    _check_day(posting, moment, taken_on)
    if posting.photos.filter(moment=moment).exists():
        raise ActionRefused(_("There is a photo of this moment already."))
    return BoardPhoto.objects.create(
        posting=posting, moment=moment, taken_on=taken_on, by=by, **keep_photo(photo)
    )


@transaction.atomic
def cancel_posting(posting: BoardPosting, *, reason: str, by: User) -> None:
    """Cancel an order that was a mistake; it stays readable."""
    _lock(posting)
    _check_may_change(posting, by)
    if not reason.strip():
        raise ActionRefused(_("Write why it is cancelled: it is kept on record."))
    posting.cancelled_at, posting.cancelled_by = timezone.now(), by
    posting.cancel_reason = reason.strip()
    posting.save()


def days_of(posting: BoardPosting) -> PostingDays:
    return PostingDays(
        starts_on=posting.starts_on,
        ends_on=posting.ends_on,
        put_up_on=posting.taken_on(BoardPhoto.Moment.START),
        seen_on=posting.taken_on(BoardPhoto.Moment.END),
        is_cancelled=posting.is_cancelled,
        least=RULES[posting.rule].days if posting.rule in RULES else 0,
    )


def state_on(posting: BoardPosting, today: dt.date) -> PostingState:
    return state_of(days_of(posting), today)


def _check_order(subject: models.Model, what: Order, by: User, today: dt.date) -> None:
    if not by.has_perm("publishing.add_boardposting"):
        raise ActionRefused(_("You may not order postings."))
    if not is_public(subject):
        raise ActionRefused(_("Only what is published can be told of outside."))
    if problems := what.problems(today):
        raise ActionRefused(" ".join(problems), problems)
    check_known(subject, what.starts_on, at="starts_on")


def _check_may_change(posting: BoardPosting, by: User) -> None:
    if not by.has_perm("publishing.change_boardposting"):
        raise ActionRefused(_("You may not change postings."))
    if posting.is_cancelled:
        raise ActionRefused(_("This posting is cancelled."))


def _check_day(posting: BoardPosting, moment: str, taken_on: dt.date) -> None:
    """Hold the day of a photo to what it shall prove."""
    if taken_on > timezone.localdate():
        raise ActionRefused(_("The day of the photo is in the future."))
    if moment == BoardPhoto.Moment.START:
        if not posting.starts_on <= taken_on <= posting.ends_on:
            raise ActionRefused(_("The first photo is taken between the first and the last day."))
        return
    if not posting.photos.filter(moment=BoardPhoto.Moment.START).exists():
        raise ActionRefused(_("Add the photo of the first day before that of the last."))
    last_day = days_of(posting).last_day
    if taken_on < last_day:
        sentence = _("The last photo is taken on %(day)s or after it.")
        raise ActionRefused(sentence % {"day": long_date(last_day)})


def _lock(posting: BoardPosting) -> None:
    posting.refresh_from_db(from_queryset=BoardPosting.objects.select_for_update())
