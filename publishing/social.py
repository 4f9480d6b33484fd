"""The picture that LINE and Facebook show beside a link: one for each section.

A section is an app whose configuration has a `social_line`: the one sentence of its picture. A
picture is made when it is first asked for.
"""

import datetime as dt
import hashlib

from django.apps import apps
from django.conf import settings

from agency.models import Agency
from publishing.addresses import lasting_path
from publishing.pdf import paper_html, print_paper
from publishing.posters.pictures import picture_of
from publishing.printed import made_once

TEMPLATE = "publishing/social.html"
WIDTH, HEIGHT = 1200, 630  # what Facebook, LINE and X ask for
SITE = "publishing"  # the section of every page that has none of its own
_MOMENT = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)  # of the paper between: nobody sees it


def line_of(section: str) -> str:
    """Return the sentence of a section; empty where it has none."""
    found = {each.label: str(getattr(each, "social_line", "")) for each in apps.get_app_configs()}
    return found.get(section, "")


def section_of(app_name: str) -> str:
    """Return the section of a page by the app that shows it."""
    return app_name if line_of(app_name) else SITE


def picture_path(section: str, agency: Agency | None) -> str:
    """Return the address of a picture: another one as soon as it looks otherwise."""
    return lasting_path("publishing:social", section, _digest(section, agency))


def picture_file(section: str, agency: Agency | None) -> str:
    """Return the stored name of a picture, made where it is not there. Raises `publishing.pdf.PdfError`."""
    html = paper_html(
        TEMPLATE,
        {
            "agency": agency,
            "line": line_of(section),
            "host": settings.SITE_URL.split("://", 1)[-1],
            "is_demonstration": _is_demonstration(agency),
        },
    )

    def make() -> bytes:
        return picture_of(print_paper(html, created=_MOMENT).pdf, WIDTH, HEIGHT)

    return made_once([html.encode(), b"social"], ".png", make)


def _digest(section: str, agency: Agency | None) -> str:
    told = [line_of(section), agency.name if agency else "", agency.seal if agency else ""]
    facts = repr([settings.RELEASE, settings.SITE_URL, _is_demonstration(agency), *map(str, told)])
    return hashlib.sha256(facts.encode()).hexdigest()[:10]


def _is_demonstration(agency: Agency | None) -> bool:
    return settings.DEMO or (agency is not None and agency.is_demonstration)
