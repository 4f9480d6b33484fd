"""Every poster of the portal: what each is about now, and which are still true."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone, translation

from agency.models import Agency
from budget.overview import FIGURES
from ita_portal.poster_templates import BY_SLUG, SOURCES, TEMPLATES, Template, template_about
from measures.models import MeasurePlan
from procurement.pages import PAGE_SOURCES as PURCHASE_SOURCES
from publishing.caching import kept
from publishing.models import PosterEdition, Publishable
from publishing.posters.content import PosterContent
from publishing.posters.editions import is_true, live_stamp, stamp_of
from publishing.posters.printing import kept_file
from publishing.posters.sizes import PORTRAIT, THUMBNAIL, Size
from publishing.posters.stamps import Stamp
from publishing.share_pictures import Picture, outside_address
from thai.markup import THAI

PAGE_SOURCES = (*SOURCES, PosterEdition)
HOME_SOURCES = (*FIGURES, *PURCHASE_SOURCES, MeasurePlan.history.model, PosterEdition)


@dataclass(frozen=True)
class Poster:
    """A poster as it stands now; `edition` is its number where exactly this was issued."""

    template: Template
    key: str
    content: PosterContent
    edition: PosterEdition | None = None

    @property
    def path(self) -> str:
        """The address of its page, in Thai: what only staff see lies in the backend."""
        name = "posters:poster" if self.template.is_public else "poster_staff:poster"
        with translation.override(THAI):
            return reverse(name, args=[self.template.slug, self.key])

    @property
    def stamp(self) -> Stamp:
        return stamp_of(self.edition) if self.edition else live_stamp(self.path)

    @property
    def version(self) -> str:
        """What tells one picture from the next: messengers keep pictures by their address."""
        return self.content.fingerprint[:8]

    @property
    def thumbnail_url(self) -> str:
        return f"{self.path}{THUMBNAIL}?v={self.version}"

    @property
    def picture_url(self) -> str:
        return self.url_of(PORTRAIT)

    def url_of(self, size: Size) -> str:
        return f"{self.path}{size.file_name}?v={self.version}"

    def file_name_of(self, size: Size) -> str:
        return f"{self.template.slug}-{self.key}-{size.slug}-{self.version}.{size.kind}"


HOME = ("hundred-baht", "purchases", "measure")  # the first that has something to tell


# ------------------------------------------------------------------ finding one, and all
def poster_of(template: Template, key: str, today: dt.date) -> Poster | None:
    """Return a poster as it stands on a day; None for a period of which it cannot tell."""
    content = _content(template, key, today) if key in template.keys(today) else None
    return next(iter(_with_editions([(template, key, content)])), None)


def newest_posters(today: dt.date, templates: Iterable[Template] = TEMPLATES) -> list[Poster]:
    """Return the newest poster of each kind that has something to tell."""
    keys = [(template, next(iter(template.keys(today)), "")) for template in templates]
    return _with_editions(
        [(template, key, _content(template, key, today)) for template, key in keys if key]
    )


def picture_about(unit: Publishable) -> Picture | None:
    """Return the poster that goes along with what is told of a unit today; None where there is none.

    A poster for staff alone has no address outside.
    """
    template, today = template_about(unit), timezone.localdate()
    found = poster_of(template, str(unit.belongs_to_year), today) if template else None
    if found is None:
        return None
    url = found.picture_url
    file = kept_file(found.content, PORTRAIT, found.stamp)
    outside = outside_address(file, url) if file and found.template.is_public else ""
    return Picture(url, found.content.alt, found.file_name_of(PORTRAIT), outside)


def public_templates() -> list[Template]:
    return [template for template in TEMPLATES if template.is_public]


def live_content(edition: PosterEdition, today: dt.date) -> PosterContent | None:
    """Return what the poster of an edition says now; None where it has nothing to tell any more."""
    template = BY_SLUG.get(edition.slug)
    if template is None or edition.key not in template.keys(today):
        return None
    return _content(template, edition.key, today)


def outdated(today: dt.date) -> list[PosterEdition]:
    """Return the printed editions that still hang and tell something else than is true now."""
    hanging = PosterEdition.objects.hanging().newest_first()
    return [edition for edition in hanging if not is_true(edition, live_content(edition, today))]


def _content(template: Template, key: str, today: dt.date) -> PosterContent | None:
    """What a poster says does not depend on the language of whoever asks."""

    def compute() -> PosterContent | None:
        return template.make(key, today) if Agency.objects.exists() else None

    with translation.override(THAI):
        return kept(f"poster:{template.slug}:{key}:{today}", SOURCES, compute)


def home_poster(today: dt.date) -> dict[str, str] | None:
    """Return the one poster of the home page, as `home/poster.html` needs it; None without one."""
    name = f"home-poster:{today}:{translation.get_language()}"
    return kept(name, HOME_SOURCES, lambda: _home_poster(today))


def _home_poster(today: dt.date) -> dict[str, str] | None:
    found = (each for slug in HOME for each in newest_posters(today, [BY_SLUG[slug]]))
    poster = next(found, None)
    if poster is None:
        return None
    return {
        "title": poster.content.title,
        "alt": poster.content.alt,
        "thumbnail": poster.thumbnail_url,
        "picture": poster.picture_url,
        "url": reverse("posters:poster", args=[poster.template.slug, poster.key]),
    }


def _with_editions(found: list[tuple[Template, str, PosterContent | None]]) -> list[Poster]:
    rows = PosterEdition.objects.filter(
        slug__in=[template.slug for template, _key, _content in found],
        key__in=[key for _template, key, _content in found],
    )
    newest = {(row.slug, row.key): row for row in rows.order_by("number")}
    posters = []
    for template, key, content in found:
        edition = newest.get((template.slug, key))
        if content is not None:
            is_same = edition is not None and edition.fingerprint == content.fingerprint
            posters.append(Poster(template, key, content, edition if is_same else None))
    return posters
