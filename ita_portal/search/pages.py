"""Pages of the site that belong to no row, so that they are found by their name as well."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from complaints.counts import known_years
from complaints.models import Channel
from complaints.statistics_content import TITLE as STATISTICS
from ita_portal.models import Kind, SearchEntry
from ita_portal.posters import PAGE_SOURCES, newest_posters, public_templates
from ita_portal.search.entries import POSTERS_FROM, Draft, Source, place_of_year
from publishing.caching import kept
from thai.markup import ENGLISH


@dataclass(frozen=True)
class Page:
    """A page, what it is for, and what else people call what it is about.

    Its number is that of its entry: never given to another page. By `words` it is found as by its
    title, by `more` after all that has those in the title.
    """

    number: int
    name: str  # of its address
    title: Any
    text: Any
    words: str = ""
    more: str = ""


PAGES = [
    Page(
        1, "home", _("Home"),
        _("The newest figures of the budget, purchases and measures on one page."),
    ),
    Page(
        2, "budget:latest", _("Budget"),
        _("Where the money of the office goes, by plan, village and month."),
        "งบ เงิน รายจ่าย ภาษีไปไหน เบิกจ่าย ข้อบัญญัติ",
    ),
    Page(
        3, "procurement:list", _("Procurement"),
        _("What the office buys and hires: what is open for offers now, who won, and at what price."),
        "จัดซื้อ จัดจ้าง ประกาศ ประกวดราคา ผู้ชนะ สัญญา e-bidding e-GP สขร.1",
    ),
    Page(
        4, "complaints:channels", _("Complain, ask, report"),
        _("All ways to complain, to ask and to report corruption, and how long each takes."),
        "ร้องเรียน ร้องทุกข์ แจ้งเรื่อง แจ้งเหตุ ไฟดับ ถนนพัง น้ำไม่ไหล ขยะ ติดต่อ ช่องทางติดต่อ เบอร์โทร "
        "เบอร์โทรศัพท์ สายด่วน",
    ),
    Page(
        5, "complaints:ask", _("Ask or challenge"),
        _("Put a question about the budget, a purchase or a report; the answer is published here."),
        "ถามเรา สอบถาม ทักท้วง คำถาม สงสัย ขอข้อมูลข่าวสาร ข้อมูลข่าวสารของราชการ",
    ),
    Page(
        6, "complaints:corruption", _("Report corruption"),
        _("A sealed form that only the complaint officers can open; without a name if you like."),
        "ทุจริต โกง สินบน ประพฤติมิชอบ แจ้งเบาะแส ร้องเรียนเจ้าหน้าที่",
    ),
    Page(
        7, "complaints:track", _("Follow up with a receipt code"),
        _("What became of your report or your question: enter the code of your receipt."),
        "ติดตามเรื่อง รหัสติดตาม ใบรับเรื่อง สถานะ",
    ),
    Page(
        8, "complaints:questions_latest", _("Questions and answers"),
        _("What citizens asked about the money, and what the office answered."),
        "ถามตอบ ถาม-ตอบ Q&A กระทู้ คำตอบ",
    ),
    Page(
        9, "complaints:manual", _("Handling manual for reports of corruption"),
        _("Step by step: who does what with a complaint, and by when."),
        "คู่มือ ขั้นตอน เรื่องร้องเรียน แนวปฏิบัติ",
    ),
    Page(
        10, "complaints:protection", _("How a reporter is protected"),
        _("What is kept of a sealed report, who could read it, and what a break-in would surrender."),
        "คุ้มครองผู้แจ้งเบาะแส ความลับ ปลอดภัย",
    ),
    Page(
        11, "complaints:statistics_latest", _("Statistics of complaints"),
        _("How many complaints and questions came, by kind, and how fast they were answered."),
        "สถิติ เรื่องร้องเรียน จำนวน",
    ),
    Page(
        12, "measures:latest", _("Integrity and transparency"),
        _("What the agency promised to do for integrity and transparency, what it has done, and the evidence."),
        "ITA คุณธรรม ความโปร่งใส มาตรการ",
    ),
    Page(
        13, "publishing:changes", _("Record of corrections"),
        _("What was corrected or withdrawn after it was published, and why."),
        "แก้ไข ถอน ประวัติ",
    ),
    Page(
        14, "about", _("About us"),
        _("What the office is and how it is organised, who heads it, and where to find it."),
        "ข้อมูลหน่วยงาน ข้อมูลพื้นฐาน โครงสร้าง ผู้บริหาร ที่ตั้ง แผนที่ ประชากร เกี่ยวกับเรา ติดต่อเรา "
        "เบอร์โทร เบอร์โทรศัพท์ อบต. เทศบาล อบจ.",
        "นายก ปลัด หัวหน้าส่วนราชการ",
    ),
    Page(
        15, "help", _("How to use this website"),
        _("How to find the road of your village, follow a purchase, ask, and download data."),
        "วิธีใช้ ช่วยเหลือ คู่มือการใช้งาน",
    ),
    Page(16, "accessibility", _("Accessibility"),
        _("Up to which standard everybody can use this site, and what is not right yet."),
        "คนพิการ ผู้สูงอายุ WCAG",
    ),
    Page(
        17, "privacy", _("Personal data"),
        _("What personal data are kept, why, for how long, and your rights."),
        "PDPA ความเป็นส่วนตัว คุ้มครองข้อมูลส่วนบุคคล คุกกี้",
    ),
    Page(
        18, "website_policy", _("Website policy"),
        _("What the site is for, how its content may be used, and how it is kept safe."),
        "นโยบายเว็บไซต์ ลิขสิทธิ์ ความมั่นคงปลอดภัย",
    ),
    Page(19, "sitemap", _("Map of the website"), _("Every page of the site, on one page."), "แผนผังเว็บไซต์"),
    Page(
        20, "measures:surveys_latest", _("Surveys IIT and EIT"),
        _("Where to answer the surveys of ITA, how many have done so, and what each question means."),
        "แบบวัด แบบสอบถาม ประเมิน ITA QR ตอบแบบ",
    ),
    Page(
        21, "measures:gifts_latest", _("No Gift Policy"),
        _("The declaration of the executives, and the register of gifts received or refused."),
        "งดรับของขวัญ ของขวัญ นโยบายไม่รับของขวัญ สินน้ำใจ",
    ),
    Page(
        22, "posters:list", _("Posters"),
        _("Pictures with the newest figures, to save, share and print."),
        "โปสเตอร์ อินโฟกราฟิก ภาพ แผ่นพับ พิมพ์",
    ),
]  # fmt: skip
BY_NUMBER = {page.number: page for page in PAGES}
SOURCE = "page"
# Numbers of pages that come and go: of posters from here, of the statistics of a year that year.
FIRST_POSTER, YEARS = 100, range(2500, 2700)


def drafts(today: dt.date) -> Iterator[tuple[int, Draft]]:
    """Yield how each page that is there on a day is found, by its number."""
    for place, page in enumerate(PAGES):
        yield page.number, draft_of(page, place)
    yield from _posters(today)
    yield from ((year, _statistics(year)) for year in known_years(today))


def there(entries: Iterable[SearchEntry], today: dt.date) -> Iterator[int]:
    """Yield the numbers of those pages among the entries that are there on a day."""
    found = list(entries)
    yield from (entry.object_id for entry in found if entry.object_id in {*BY_NUMBER, *YEARS})
    posters = [entry for entry in found if FIRST_POSTER <= entry.object_id < YEARS.start]
    addresses = {draft.url for _number, draft in _posters(today)} if posters else set()
    yield from (entry.object_id for entry in posters if entry.url in addresses)


def draft_of(page: Page, place: int) -> Draft:
    """Return how a page is found: by its Thai and its English name."""
    with translation.override(ENGLISH):
        title, text = str(page.title), str(page.text)
    with translation.override(settings.LANGUAGE_CODE):
        return Draft(
            title=str(page.title),
            url=reverse(page.name),
            text=str(page.text),
            more=f"{page.more} {text} {_channels() if page.name == 'complaints:channels' else ''}",
            names=f"{page.words} {title}",
            place=place,
        )


def _channels() -> str:
    return " ".join(f"{each.name} {each.contact}" for each in Channel.objects.active())


def _posters(today: dt.date) -> list[tuple[int, Draft]]:
    """Return the newest poster of each kind that has something to tell."""
    return kept(f"posters of the search:{today}", PAGE_SOURCES, lambda: _new_posters(today))


@translation.override(settings.LANGUAGE_CODE)
def _new_posters(today: dt.date) -> list[tuple[int, Draft]]:
    templates = public_templates()
    found = []
    for poster in newest_posters(today, templates):
        number = FIRST_POSTER + templates.index(poster.template)
        draft = Draft(
            title=f"โปสเตอร์: {poster.content.title}",
            url=poster.path,
            text=poster.content.lead or str(poster.template.use),
            names=f"{poster.template.title} อินโฟกราฟิก",
            place=POSTERS_FROM + number,
        )
        found.append((number, draft))
    return found


@translation.override(settings.LANGUAGE_CODE)
def _statistics(year: int) -> Draft:
    return Draft(
        title=f"{STATISTICS} ปีงบประมาณ พ.ศ. {year}",
        url=reverse("complaints:statistics", args=[year]),
        text="จำนวนเรื่องที่รับ แล้วเสร็จ และอยู่ระหว่างดำเนินการ เป็นหน้าเว็บ PDF XLSX และ CSV",
        year=year,
        place=place_of_year(year, 9),
    )


def _no_rows() -> QuerySet[Any, Any]:
    raise NotImplementedError("Pages of the site are no rows.")


def _no_draft(_row: Any) -> Draft:
    raise NotImplementedError("Pages of the site are no rows.")


# As a source of entries, but written from `drafts`.
PAGE_SOURCE = Source(31, SOURCE, Kind.PAGE, _no_rows, _no_draft)
