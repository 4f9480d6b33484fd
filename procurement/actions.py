"""Keeping files of a purchase, and saying that nothing was bought."""

from agency.models import User
from procurement.methods import INVITATIONS, WINNERS, NoticeKind
from procurement.models import (
    NilPeriod,
    Notice,
    Progress,
    ProgressPhoto,
    Purchase,
    PurchaseDocument,
    Stage,
)
from publishing.file_names import stored_name
from publishing.form_fields import CheckedDocument
from publishing.nil_periods import say_nil_of
from publishing.photos import ProcessedPhoto
from publishing.storage import keep, keep_photo
from thai.citizen_id import mask_citizen_ids
from thai.fiscal import Period


def add_document(
    purchase: Purchase,
    document: CheckedDocument,
    *,
    kind: str,
    title: str = "",
    stage: Stage | None = None,
) -> PurchaseDocument:
    """Store a checked document and show it among the papers of a purchase or of a step of it."""
    facts, upload = document
    name = stored_name("documents", facts.sha256, facts.extension)
    return PurchaseDocument.objects.create(
        purchase=purchase,
        stage=stage,
        kind=kind,
        title=title or mask_citizen_ids(facts.original_name),
        document=keep(name, upload.read()),
        document_kind=facts.kind,
        document_size=facts.size,
    )


def add_photo(
    progress: Progress, photo: ProcessedPhoto, *, alt: str = "", caption: str = ""
) -> ProgressPhoto:
    """Store the copies of a photo and show it after the others of this progress."""
    return ProgressPhoto.objects.create(
        progress=progress,
        alt=alt,
        caption=caption,
        order=progress.photos.count(),
        **keep_photo(photo),
    )


def say_nil(period: Period, *, by: User) -> NilPeriod:
    """Say that nothing was bought in a period and hand it in, in one step (ไม่มีรายการ).

    Pressed twice, the second press finds what the first one said. Raises `ActionRefused` where the
    period is not over or has a contract.
    """
    return say_nil_of(NilPeriod, period, by=by)


# Which notices a later one changes or cancels.
_CHANGES = {
    NoticeKind.INVITATION_CHANGED: INVITATIONS,
    NoticeKind.INVITATION_CANCELLED: INVITATIONS,
    NoticeKind.WINNER_CHANGED: WINNERS,
    NoticeKind.WINNER_CANCELLED: WINNERS,
}


def link_notices(unit: Purchase | Stage) -> None:
    """Let each notice that changes or cancels another name it: the newest before it of its kind."""
    for notice in unit.notice_set.filter(replaces=None, kind__in=_CHANGES):
        earlier = (
            Notice.objects.filter(
                purchase=notice.purchase_id,
                kind__in=_CHANGES[NoticeKind(notice.kind)],
                published_on__lte=notice.published_on,
            )
            .exclude(pk=notice.pk)
            .order_by("published_on", "pk")
        )
        if found := earlier.last():
            notice.replaces = found
            notice.save()


def notices_from_outside(unit: Purchase | Stage) -> bool:
    """Whether a notice of another step changes or cancels one of this unit, which then stays."""
    own = unit.notice_set.all()
    return Notice.objects.filter(replaces__in=own).exclude(pk__in=own).exists()


def unlink_notices(unit: Purchase | Stage) -> None:
    """Let the notices of a unit go one by one, before all of them are deleted."""
    for notice in unit.notice_set.exclude(replaces=None):
        notice.replaces = None
        notice.save()
