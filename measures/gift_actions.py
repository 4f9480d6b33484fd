"""Changes around the No Gift Policy: who takes note, and the word that nothing came."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from agency.models import User
from measures.models import (
    GiftAcknowledgement,
    GiftDeclaration,
    GiftDeclarationPhoto,
    GiftNil,
)
from publishing.nil_periods import say_nil_of
from publishing.photos import ProcessedPhoto
from publishing.storage import keep_photo
from publishing.workflow import ActionRefused, Problem
from thai.fiscal import Period


def say_no_gifts(period: Period, *, by: User) -> GiftNil:
    """Say that nothing was offered or taken in a period and hand it in, in one step (ไม่มีรายการ).

    Pressed twice, the second press finds what the first one said. Raises `ActionRefused` where the
    period is not over or the register has a gift of it.
    """
    return say_nil_of(GiftNil, period, by=by)


@transaction.atomic
def acknowledge(declaration: GiftDeclaration, *, by: User, day: dt.date) -> GiftAcknowledgement:
    """Let a person take note of a declaration; the second press changes nothing."""
    _check_signed(declaration, day)
    row, is_new = GiftAcknowledgement.objects.get_or_create(
        declaration=declaration, person=by, defaults={"day": day}
    )
    if is_new:
        _check_count(declaration)
    return row


@transaction.atomic
def acknowledge_names(declaration: GiftDeclaration, names: Iterable[str], *, day: dt.date) -> int:
    """Note the people who signed on paper, all or none; return how many of them were new."""
    _check_signed(declaration, day)
    made = [
        GiftAcknowledgement.objects.get_or_create(
            declaration=declaration, name=name, defaults={"day": day}
        )[1]
        for name in dict.fromkeys(names)
    ]
    if any(made):
        _check_count(declaration)
    return sum(made)


def _check_signed(declaration: GiftDeclaration, day: dt.date) -> None:
    if not declaration.is_published:
        raise ActionRefused(_("This declaration is not published yet."))
    if day < declaration.signed_on:
        raise ActionRefused(_("Nobody takes note of a declaration before it is signed."))


def _check_count(declaration: GiftDeclaration) -> None:
    """Refuse what was just noted where more people would have taken note than there are."""
    # Locked and read anew: two people may note names together, or the number was just corrected.
    bound = GiftDeclaration.objects.select_for_update().get(pk=declaration.pk)
    if sentence := bound.too_many_noted():
        raise ActionRefused(sentence, [Problem(sentence, "names")])


def add_declaration_photo(
    declaration: GiftDeclaration, photo: ProcessedPhoto, *, alt: str = "", caption: str = ""
) -> GiftDeclarationPhoto:
    """Store the copies of a photo and show it after the others of a declaration."""
    return declaration.photos.create(
        alt=alt, caption=caption, order=declaration.photos.count(), **keep_photo(photo)
    )
