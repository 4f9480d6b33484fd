"""Mail about reports: how many are new to an officer, and where the audit chain stands. Nothing else."""

from django.conf import settings
from django.core.mail import mail_admins, send_mail
from django.utils.translation import gettext as _

from agency.models import User
from complaints.models import Case, OfficerKey, Wrap

CONSOLE = "django.core.mail.backends.console.EmailBackend"


def is_mail_on() -> bool:
    """Whether a mail leaves this machine at all."""
    return settings.EMAIL_BACKEND != CONSOLE


def officers_with_address() -> list[User]:
    return [key.user for key in OfficerKey.objects.active() if key.user.email]


def new_to(user: User) -> int:
    """Count the reports that this officer may read and has not opened yet."""
    unseen = Wrap.objects.filter(key__user=user, key__retired_on=None, seen_on=None)
    return Case.objects.visible_to(user).filter(pk__in=unseen.values("case")).count()


def send_digest(user: User) -> bool:
    """Tell an officer how many reports are new; of none nothing is said. True when a mail went out.

    A mailbox is read by others and lies on other machines: no number, no subject, no hour.
    """
    count = new_to(user)
    if not count:
        return False
    sentence = _("New matters: %(count)s") % {"count": count}
    send_mail(sentence, sentence, None, [user.email])
    return True


def send_head(line: str) -> None:
    """Carry the head of the audit chain to where nobody of this machine can change it."""
    mail_admins(_("Head of the audit chain"), line)
