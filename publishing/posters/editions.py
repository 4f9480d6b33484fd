"""Numbering what is used: an edition freezes a poster, and tells later whether it is still true."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from agency.models import Agency, User
from publishing.differences import Difference
from publishing.links import short_url
from publishing.models import PosterEdition
from publishing.posters.ageing import is_old, outlived
from publishing.posters.content import PosterContent
from publishing.posters.stamps import Stamp, without_scheme


@transaction.atomic
def issue(
    slug: str, key: str, content: PosterContent, *, path: str, by: User | None, for_paper: bool
) -> PosterEdition:
    """Return the newest edition of a poster where it tells the same, or the next one, made now.

    `path` is the address of the poster. Printed is said of the edition only with `for_paper`, and
    once.
    """
    # Two people may press at the same moment: the row of the agency stands for all editions.
    Agency.objects.select_for_update().first()
    newest = newest_of(slug, key)
    edition = newest
    if newest is None or newest.fingerprint != content.fingerprint:
        edition = _next(
            slug, key, content, path=path, by=by, number=newest.number + 1 if newest else 1
        )
    assert edition is not None
    if for_paper and (edition.printed_at is None or edition.retired_at is not None):
        edition.printed_at, edition.retired_at = timezone.now(), None
        edition.save(update_fields=["printed_at", "retired_at"])
    return edition


def _next(
    slug: str, key: str, content: PosterContent, *, path: str, by: User | None, number: int
) -> PosterEdition:
    own_path = f"{path}editions/{number}/"
    return PosterEdition.objects.create(
        slug=slug,
        key=key,
        number=number,
        title=content.title,
        path=own_path,
        short_url=short_url(own_path),
        content=content.model_dump(mode="json"),
        fingerprint=content.fingerprint,
        made_at=timezone.now(),
        made_by=by,
    )


@transaction.atomic
def retire(edition: PosterEdition) -> None:
    """Say that the printed copies were taken down; said twice it stays the first time."""
    row = PosterEdition.objects.select_for_update().get(pk=edition.pk)
    if row.retired_at is None:
        row.retired_at = timezone.now()
        row.save(update_fields=["retired_at"])


def newest_of(slug: str, key: str) -> PosterEdition | None:
    return PosterEdition.objects.of(slug, key).order_by("-number").first()


def content_of(edition: PosterEdition) -> PosterContent:
    """Return what an edition says, as it was when it was made."""
    return PosterContent.model_validate(edition.content)


def stamp_of(edition: PosterEdition) -> Stamp:
    """Return what an edition has printed beside its content."""
    return Stamp(
        url=edition.short_url,
        shown_url=without_scheme(edition.short_url),
        number=edition.number,
    )


def live_stamp(path: str) -> Stamp:
    """Return what a poster without a number has beside its content; `path` is its page."""
    url = settings.SITE_URL + path
    return Stamp(url=url, shown_url=without_scheme(url))


def is_true(edition: PosterEdition, content: PosterContent | None) -> bool:
    """Whether an edition still stands beside what its poster says now; None where that is nothing."""
    return content is not None and not is_old(content_of(edition), content)


def changes(edition: PosterEdition, content: PosterContent) -> list[Difference]:
    """Return what the poster says otherwise now, old beside new; empty where the edition is true."""
    return outlived(content_of(edition), content)
