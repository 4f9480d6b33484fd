"""Who was kept out: no page that he can ask for is other than it was before the report came."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from agency.roles import Role
from complaints import desk_urls, urls
from complaints.case_steps import opened
from complaints.contents import CleanFile, Contact
from complaints.dialogue import from_officer
from complaints.upkeep import mail_digest
from tests.complaints.conftest import key_of
from tests.complaints.story import canary

NEVER = "ABCD2345"  # a number that was not given
# What is another one each time: tokens, tickets, sums, proofs of work.
ANEW = re.compile(
    r'name="(?:csrfmiddlewaretoken|ticket|puzzle_token|form_ticket)" value="[^"]*"'
    r'|data-challenge="[^"]*"|\S*(?:บวก|ลบ)\S*เท่ากับเท่าไร'
)
HEAVY = {"manual_pdf", "statistics_pdf", "statistics_xlsx"}  # papers of what the pages say
ELSEWHERE = ["/", "/admin/", "/changes/", "/changes/feed/", "/search/?q=canary", "/sitemap.xml"]


@pytest.fixture
def reader(make_officer, agency):
    return make_officer("reader", email="reader@example.com")


@pytest.fixture
def accused(make_officer, reader):
    """An officer whom the reporter keeps out; he has every other role as well."""
    return make_officer("accused", *Role, email="accused@example.com")


@pytest.fixture
def kept_from_him(make_case, accused, reader):
    """Return a function that brings a report to the reader alone, and lets him work on it."""

    def make(word):
        today = timezone.localdate()
        files = [CleanFile(f"{word}.mp3", "audio/mpeg", word.encode(), "0" * 64)]
        contact = Contact(name=word)
        case = make_case(word, excluded=[accused], files=files, contact=contact, today=today)
        opened(case, by=reader, today=today)
        from_officer(case, key_of(case, reader), word, by=reader, today=today)
        return case

    return make


def addresses(number):
    """Return every address of the desk and of the complaints, with this number where one stands."""
    for module, given in (
        (desk_urls, {"number": number, "place": 1, "pk": 1}),
        (urls, {"number": 1, "year": 2570}),
    ):
        for pattern in module.urlpatterns:
            if pattern.name not in HEAVY:
                kwargs = {name: given[name] for name in pattern.pattern.converters}
                yield reverse(f"{module.app_name}:{pattern.name}", kwargs=kwargs)
    yield from (f"/desk/?status={status}" for status in ("all", "received", "more_asked"))
    yield from ELSEWHERE


def seen(client, number):
    """Return what each address answers to a look and, at the desk, to an empty form."""
    found = {}
    for address in addresses(number):
        name = address.replace(number, NEVER)
        found["look", name] = _answer(client.get(address))
        if address.startswith("/desk/") and address != reverse("desk:lock"):
            found["press", name] = _answer(client.post(address, {"sure": ""}))
    return found


def _answer(response):
    text = b"".join(response) if response.streaming else response.content
    place = response.headers.get("Location", "")
    return response.status_code, place, ANEW.sub("", text.decode())


def test_every_page_is_as_it_was_before_the_report_came(kept_from_him, make_case, accused, desk):
    make_case("ทุกคนอ่านได้", today=timezone.localdate())
    client, word = desk(accused), canary()
    before = seen(client, NEVER)

    case = kept_from_him(word)

    after = seen(client, case.number)
    assert [key for key, answer in after.items() if answer != before.get(key)] == []
    texts = " ".join(page for _status, _place, page in after.values())
    assert (word in texts, case.number in texts) == (False, False)


def test_the_pages_of_its_reader_do_change(kept_from_him, make_case, reader, desk):
    """Control: the pages that are compared would tell."""
    make_case("ทุกคนอ่านได้", today=timezone.localdate())
    client = desk(reader)
    before = seen(client, NEVER)

    case = kept_from_him(canary())

    after = seen(client, case.number)
    told = {key for key, answer in after.items() if answer != before.get(key)}
    home, page = reverse("desk:home"), reverse("desk:case", args=[NEVER])
    assert {("look", home), ("look", page)} <= told


def test_no_tick_and_no_mail_tells_him(kept_from_him, capsys, settings):
    settings.ADMINS = [("", "accused@example.com")]
    case = kept_from_him(word := canary())
    now = timezone.make_aware(dt.datetime.combine(timezone.localdate(), dt.time(9)))

    call_command("tick")
    list(mail_digest(now))

    said = capsys.readouterr().out + " ".join(each.subject + each.body for each in mail.outbox)
    assert (word in said, case.number in said, case.register_label in said) == (False,) * 3
    digests = [each for each in mail.outbox if not each.subject.startswith("[")]
    assert [each.to for each in digests if "accused@example.com" in each.to] == []
