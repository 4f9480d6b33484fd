"""Keys of officers: making a pair, opening it, a new passphrase, and the end when an officer leaves."""

import datetime as dt
import secrets

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agency.models import User
from agency.roles import Role
from complaints.audit import record
from complaints.models import AuditAction, OfficerKey, Status, Wrap
from complaints.sealing.boxes import CannotOpen, lock, new_pair, unlock
from publishing.workflow import ActionRefused
from thai.digits import to_arabic
from thai.text import clean

SHORTEST = 15  # characters
FEWEST_WORDS = 6
_CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none is read as another: 20 of them, 99 bits
_CODE_LENGTH = 20
_GROUP = 4


class KeyStaysClosed(Exception):
    """The passphrase or the personal code does not fit."""


def enrol(user: User, passphrase: str, *, today: dt.date) -> str:
    """Give an officer a key and return the personal recovery code: shown once, kept nowhere."""
    if Role.COMPLAINT_OFFICER not in user.roles or not user.is_active:
        raise ActionRefused(_("Only a complaint officer gets a key."))
    check_passphrase(passphrase)
    code = _new_code()
    public, private = new_pair()
    key = OfficerKey(
        user=user,
        public=public,
        locked=lock(as_typed(passphrase), private),
        locked_again=lock(code, private),
        enrolled_on=today,
    )
    try:
        with transaction.atomic():
            key.save(force_insert=True)
            _note(AuditAction.KEY_ENROLLED, key, by=user, today=today)
    except IntegrityError:
        raise ActionRefused(_("You have a key already.")) from None
    return code_in_groups(code)


def open_key(user: User, passphrase: str, *, today: dt.date) -> bytes:
    """Return the private half of somebody's key; a wrong passphrase raises `KeyStaysClosed`."""
    return _opened(user, passphrase, today=today)[1]


def change_passphrase(user: User, old: str, new: str, *, today: dt.date) -> None:
    """Close the key with a new passphrase; the personal code stays good."""
    check_passphrase(new)
    key, private = _opened(user, old, today=today)
    _close(key, new, private, today=today)


def use_personal_code(user: User, code: str, new: str, *, today: dt.date) -> None:
    """Set a new passphrase with the printed personal code, when the old one was forgotten."""
    check_passphrase(new)
    key = _key_of(user)
    try:
        private = unlock(plain_code(code), bytes(key.locked_again))
    except CannotOpen:
        _note(AuditAction.KEY_FAILED, key, by=user, today=today)
        raise KeyStaysClosed from None
    _close(key, new, private, today=today)


def new_personal_code(user: User, passphrase: str, *, today: dt.date) -> str:
    """Make another personal code, when the printed one was lost; the one before is dead."""
    key, private = _opened(user, passphrase, today=today)
    code = _new_code()
    key.locked_again = lock(code, private)
    with transaction.atomic():
        key.save(update_fields=["locked_again"])
        _note(AuditAction.KEY_CHANGED, key, by=user, today=today)
    return code_in_groups(code)


def is_personal_code(user: User, code: str) -> bool:
    """Whether somebody copied the personal code rightly."""
    try:
        unlock(plain_code(code), bytes(_key_of(user).locked_again))
    except CannotOpen:
        return False
    return True


def retire(key: OfficerKey, *, by: User, today: dt.date) -> None:
    """End a key when its officer leaves: it opens no case that is still worked on.

    A colleague may do it only for somebody who is no officer any more, so that nobody shuts out
    whoever examines him. What the office told colleagues of sealed cases would tell too much, so
    only the owner hears that somebody else must be given access first.
    """
    if not by.has_perm("complaints.work_case"):
        raise ActionRefused(_("Only a complaint officer may do this."))
    is_own = key.user_id == by.pk
    if not is_own and OfficerKey.objects.active().filter(pk=key.pk).exists():
        raise ActionRefused(
            _("%(name)s is still a complaint officer. The role has to be taken away first.")
            % {"name": key.user}
        )
    with transaction.atomic():
        key = OfficerKey.objects.select_for_update(of=("self",)).get(pk=key.pk)
        if key.retired_on:
            raise ActionRefused(_("This key was retired already."))
        working = Wrap.objects.filter(key=key).exclude(case__status=Status.CLOSED)
        if is_own and any(_reads_alone(wrap) for wrap in working.select_related("case")):
            raise ActionRefused(
                _("There is an open case that only you can read. Give a colleague access first.")
            )
        working.delete()
        key.retired_on = today
        key.save(update_fields=["retired_on"])
        _note(AuditAction.KEY_RETIRED, key, by=by, today=today)


def check_passphrase(passphrase: str) -> None:
    """Raise `ActionRefused` for what could be guessed from a stolen copy of the database."""
    text = as_typed(passphrase)
    words = text.split()
    if len(set(text)) < FEWEST_WORDS or (len(text) < SHORTEST and len(set(words)) < FEWEST_WORDS):
        raise ActionRefused(
            _("Too short: use six words or more, or at least 15 characters, not the same repeated.")
        )


def as_typed(passphrase: str) -> str:
    """Return a passphrase in one spelling, whatever keyboard it was typed on."""
    return " ".join(to_arabic(clean(passphrase)).split())


def plain_code(text: str) -> str:
    """Return the personal code in what was typed: small letters, spaces and dashes are accepted."""
    return "".join(each for each in to_arabic(text[:200]).upper() if each in _CODE_ALPHABET)


def code_in_groups(code: str) -> str:
    """Return the code as it is printed: ABCD-2345-…"""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def _new_code() -> str:
    return "".join(secrets.choice(_CODE_ALPHABET) for _each in range(_CODE_LENGTH))


def _key_of(user: User) -> OfficerKey:
    key = OfficerKey.objects.filter(user=user, retired_on=None).select_related("user").first()
    if key is None:
        raise ActionRefused(_("You have no key yet."))
    return key


def _opened(user: User, passphrase: str, *, today: dt.date) -> tuple[OfficerKey, bytes]:
    key = _key_of(user)
    try:
        private = unlock(as_typed(passphrase), bytes(key.locked))
    except CannotOpen:
        _note(AuditAction.KEY_FAILED, key, by=user, today=today)
        raise KeyStaysClosed from None
    _note(AuditAction.KEY_UNLOCKED, key, by=user, today=today)
    return key, private


def _close(key: OfficerKey, passphrase: str, private: bytes, *, today: dt.date) -> None:
    key.locked = lock(as_typed(passphrase), private)
    with transaction.atomic():
        key.save(update_fields=["locked"])
        _note(AuditAction.KEY_CHANGED, key, by=key.user, today=today)


def _reads_alone(wrap: Wrap) -> bool:
    others = Wrap.objects.filter(case=wrap.case, key__in=OfficerKey.objects.active())
    return not others.exclude(key=wrap.key_id).exists()


def _note(action: AuditAction, key: OfficerKey, *, by: User, today: dt.date) -> None:
    record(action, today=today, actor=by.get_username(), subject=key.user.get_username()[:40])
