"""The share kit of a published thing: ready texts, a picture, a short link (ชุดเผยแพร่)."""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import translation

from agency.models import Agency, User
from publishing.links import short_url
from publishing.models import Facts, PosterEdition
from publishing.outbox import is_public
from publishing.posters.editions import content_of
from publishing.share_pictures import (
    SHAREABLE,
    Picture,
    Subject,
    picture_of,
    picture_of_section,
)
from publishing.share_text import Told, long_text, short_text


@dataclass(frozen=True)
class ShareKit:
    """All that somebody needs to post a thing."""

    title: str
    path: str
    short_link: str
    short: str
    long: str
    picture: Picture | None

    @property
    def outside_picture(self) -> str:
        return self.picture.outside if self.picture else ""


def subject_of(app_label: str, model_name: str, pk: int) -> Subject | None:
    """Return the thing that a staff address names; None where there is no such thing to share."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        return None
    if not issubclass(model, SHAREABLE):
        return None
    found: Subject | None = model._default_manager.filter(pk=pk).first()
    return found


def may_see(user: User, subject: models.Model) -> bool:
    """Whether a person may open the kit: who reads such things at work and may see posts."""
    meta = subject._meta
    return user.has_perms(["publishing.view_post", f"{meta.app_label}.view_{meta.model_name}"])


def share_url(subject: models.Model) -> str:
    """Return the address of the kit; empty for what is not public for everybody."""
    if not isinstance(subject, SHAREABLE) or not is_public(subject):
        return ""
    meta = subject._meta
    return reverse("publishing_staff:share", args=[meta.app_label, meta.model_name, subject.pk])


def kit_of(subject: Subject) -> ShareKit:
    """Return the kit, in Thai: what is posted is read by the people of the area."""
    with translation.override(settings.LANGUAGE_CODE):
        path = subject.get_absolute_url()
        agency = Agency.objects.first()
        link = short_url(path)
        told = Told(
            title=title_of(subject),
            facts=told_of(subject),
            url=link,
            agency=agency.name if agency else "",
        )
        return ShareKit(
            title=told.title,
            path=path,
            short_link=link,
            short=short_text(told),
            long=long_text(told),
            picture=picture_of(subject) or picture_of_section(subject, agency),
        )


def title_of(subject: Subject) -> str:
    """Return what it is called outside; the number of an edition says nothing there."""
    return subject.title if isinstance(subject, PosterEdition) else subject.public_title


def told_of(subject: Subject) -> Facts:
    """Return what a post tells of it, the most important first."""
    if isinstance(subject, PosterEdition):
        return content_of(subject).facts
    return _texts(subject.share_facts())


def facts_of(subject: Subject) -> Facts:
    """Return all that the public reads of it, what a post tells before the rest."""
    if isinstance(subject, PosterEdition):
        return content_of(subject).facts
    first, facts = told_of(subject), _texts(subject.public_facts())
    said = {label for label, _fact in first}
    return first + [fact for fact in facts if fact[0] not in said]


def _texts(facts: Facts) -> Facts:
    return [(str(label), str(fact)) for label, fact in facts]
