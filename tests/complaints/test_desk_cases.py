"""Cases at the desk: whose they are, what their pages say, and what is refused to everybody else."""

import ast
import datetime as dt
import logging
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agency.roles import Role
from complaints.case_steps import set_status
from complaints.desk_urls import urlpatterns
from complaints.dialogue import from_officer
from complaints.models import (
    AuditAction,
    AuditEntry,
    Status,
    Wrap,
)
from tests.complaints.conftest import TODAY, key_of

OF_A_CASE = [each for each in urlpatterns if "number" in each.pattern.converters]
SECRET = "ผู้รับเหมาให้เงินเจ้าหน้าที่"


def address(pattern, number):
    given = dict.fromkeys(pattern.pattern.converters, 1) | {"number": number}
    return reverse(f"desk:{pattern.name}", kwargs=given)


def page_of(case):
    return f"/desk/cases/{case.number}/"


def actions():
    """What the chain says since the case was received and the desk unlocked."""
    left_out = [AuditAction.RECEIVED, AuditAction.KEY_UNLOCKED]
    return list(AuditEntry.objects.exclude(action__in=left_out).values_list("action", flat=True))


# ------------------------------------------------------------------ whose a case is
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pattern", OF_A_CASE, ids=lambda each: each.name)
def test_a_case_of_others_does_not_exist(make_officer, make_case, desk, pattern, method):
    make_officer("reader")
    accused = make_officer("accused")
    case = make_case(excluded=[accused])

    response = getattr(desk(accused), method)(address(pattern, case.number), {"sure": "on"})

    # A form asked for by GET is refused before anybody looks for the case.
    refused = 405 if (method == "get") != (pattern.name in {"case", "file"}) else 404
    assert response.status_code == refused


@pytest.mark.parametrize("pattern", OF_A_CASE, ids=lambda each: each.name)
def test_a_number_that_was_never_given_answers_the_same(make_officer, desk, pattern):
    method = "get" if pattern.name in {"case", "file"} else "post"

    response = getattr(desk(make_officer()), method)(address(pattern, "ZZZZZZZZ"))

    assert response.status_code == 404


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda each: each.name)
def test_a_stranger_is_sent_to_sign_in_from_everywhere(client, db, pattern):
    response = client.post(address_of_any(pattern))

    assert response.url.startswith("/accounts/login/")


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda each: each.name)
def test_whoever_is_no_officer_enters_nowhere(client, make_user, pattern):
    client.force_login(make_user("approver", Role.APPROVER, Role.CLERK, Role.ADMINISTRATOR))

    assert client.post(address_of_any(pattern)).status_code == 403


def address_of_any(pattern):
    given = {name: 1 for name in pattern.pattern.converters if name != "number"}
    if "number" in pattern.pattern.converters:
        given["number"] = "ABCD2345"
    return reverse(f"desk:{pattern.name}", kwargs=given)


def test_whom_the_reporter_kept_out_sees_no_trace(make_officer, make_case, desk):
    make_officer("reader")
    accused = make_officer("accused")
    case = make_case(SECRET, excluded=[accused])

    page = desk(accused).get("/desk/?status=all")

    filters = [count for _value, _label, count in page.context["filters"]]
    assert (filters, case.number in page.text) == ([0] * len(filters), False)


def test_reader_of_one_register_finds_no_gap_in_it(make_officer, make_case, desk):
    make_officer("reader")
    accused = make_officer("accused")
    cases = [make_case(), make_case(excluded=[accused]), make_case()]

    text = desk(accused).get("/desk/").text

    found = [case.register_label for case in cases if f">{case.register_label}<" in text]
    assert found == ["1/2570", "2/2570"]


def test_reader_of_restricted_cases_finds_no_gap_between_them(make_officer, make_case, desk):
    """Kept out of the second, he reads the first and the third."""
    accused, other = make_officer("accused"), make_officer("other")
    make_officer("reader")
    cases = [make_case(excluded=[each]) for each in (other, accused, other)]

    text = desk(accused).get("/desk/").text

    running = [number for number in (1, 2, 3) if f">ล {number}/2570<" in text]
    assert ([f">ล {case.number}/2570<" in text for case in cases], running) == (
        [True, False, True],
        [],
    )


def test_no_id_stands_twice_on_the_page_of_a_case(make_officer, make_case, desk):
    officer = make_officer()

    text = desk(officer).get(page_of(make_case(SECRET))).text

    ids = re.findall(r' id="([^"]+)"', text)
    assert sorted(ids) == sorted(set(ids))


def test_a_superuser_with_the_permission_and_no_key_opens_no_case(client, make_user, make_case):
    case = make_case(SECRET)
    client.force_login(make_user("root", is_superuser=True))

    response = client.get(page_of(case), follow=True)

    assert (response.request["PATH_INFO"], SECRET in response.text) == ("/desk/enrol/", False)


def test_no_case_is_read_at_the_desk_but_through_visible_to():
    found = []
    app = settings.BASE_DIR / "complaints"
    for path in [app / "reading.py", *sorted((app / "desk").rglob("*.py"))]:
        tree = ast.parse(path.read_text())
        above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        found += [
            f"{path.name}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and ast.unparse(node) == "Case.objects"
            and getattr(above[node], "attr", "") != "visible_to"
        ]

    assert found == []


# ------------------------------------------------------------------ the list
def test_late_cases_stand_on_top(make_officer, make_case, desk):
    officer = make_officer()
    today = timezone.localdate()
    fresh = make_case(today=today)
    late = make_case(today=today - dt.timedelta(days=30))

    page = desk(officer).get("/desk/")

    names = [[case.number for case in page.context[part]] for part in ("late", "others")]
    assert names == [[late.number], [fresh.number]]


def test_a_case_is_new_until_it_was_opened(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case(today=timezone.localdate())
    before = client.get("/desk/").context["others"][0].is_new

    client.get(page_of(case))

    assert (before, client.get("/desk/").context["others"][0].is_new) == (True, False)


def test_the_list_is_filtered_by_status(make_officer, make_case, desk):
    officer = make_officer()
    first, second = make_case(), make_case()
    set_status(first, Status.EXAMINING, by=officer, today=TODAY)

    text = desk(officer).get("/desk/?status=received").text

    assert (first.number in text, second.number in text) == (False, True)


def test_one_case_and_three_cost_the_same_queries(make_officer, make_case, desk):
    client = desk(make_officer())
    make_case()
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get("/desk/")
    make_case()
    make_case()

    with CaptureQueriesContext(connection) as three:
        client.get("/desk/")

    assert len(three) == len(one)


# ------------------------------------------------------------------ the page of a case
def test_the_answer_stands_under_its_question(make_officer, make_case, desk):
    client = desk(make_officer())

    answer = client.get(page_of(make_case(SECRET))).context["answers"][0]

    assert (answer.text, answer.label != "what") == (SECRET, True)


def test_a_page_of_a_case_is_kept_nowhere(make_officer, make_case, desk):
    response = desk(make_officer()).get(page_of(make_case()))

    told = [response.headers[name] for name in ("Cache-Control", "Content-Security-Policy")]
    assert (told[0], "unsafe" in told[1]) == ("private, no-store", False)


def test_what_a_reporter_writes_is_shown_as_text(make_officer, make_case, desk):
    text = desk(make_officer()).get(page_of(make_case("<script>alert(1)</script>"))).text

    assert "<script>alert" not in text


def test_the_letters_are_read_in_order(make_officer, make_case, desk):
    officer = make_officer()
    case = make_case()
    for words in ("ขอถามเพิ่ม", "ขอบคุณ"):
        from_officer(case, key_of(case, officer), words, by=officer, today=TODAY)

    letters = desk(officer).get(page_of(case)).context["letters"]

    assert [said.entry.letter.text for said in letters] == ["ขอถามเพิ่ม", "ขอบคุณ"]


def test_the_chain_of_a_normal_case_is_shown(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case()
    client.get(page_of(case))

    links = client.get(page_of(case)).context["links"]

    assert [link.action for link in links] == [AuditAction.RECEIVED, AuditAction.OPENED]


def test_the_chain_of_a_restricted_case_is_not_shown(make_officer, make_case, desk):
    officer, accused = make_officer(), make_officer("accused")
    case = make_case(excluded=[accused])

    assert desk(officer).get(page_of(case)).context["links"] == []


def test_whom_the_reporter_kept_out_is_not_offered_as_a_reader(make_officer, make_case, desk):
    officer, accused = make_officer(), make_officer("accused")
    case = make_case(excluded=[accused])
    later = make_officer("later")

    page = desk(officer).get(page_of(case))

    assert list(page.context["candidates"]) == [later.key]


def test_opening_is_noted_once_while_the_desk_is_open(make_officer, make_case, desk):
    client = desk(make_officer())
    case = make_case()

    client.get(page_of(case))
    client.get(page_of(case))

    assert actions() == [AuditAction.OPENED]


# ------------------------------------------------------------------ what was changed is not shown
@pytest.fixture
def changed_case(make_officer, make_case):
    """A case with one bit of its sealed text turned over."""
    make_officer()
    case = make_case(SECRET)
    body = bytearray(case.body)
    body[100] ^= 1
    case.body = bytes(body)
    case.save()
    return case


def test_a_changed_text_ends_on_a_page_that_says_so(changed_case, desk):
    response = desk(Wrap.objects.exclude(key=None).get().key.user).get(page_of(changed_case))

    assert (response.status_code, response.context["reference"] in response.text) == (500, True)


def test_the_log_says_nothing_of_a_changed_case(changed_case, desk, caplog):
    caplog.set_level(logging.DEBUG)

    desk(Wrap.objects.exclude(key=None).get().key.user).get(page_of(changed_case))

    own = [each for each in caplog.records if each.name == "complaints.desk"]
    assert [len(own), changed_case.number in own[0].getMessage()] == [1, False]


def test_a_changed_wrap_is_as_bad(make_officer, make_case, desk):
    officer = make_officer()
    case = make_case()
    wrap = Wrap.objects.get(key=officer.key)
    wrap.sealed = bytes(wrap.sealed)[:-1] + bytes([bytes(wrap.sealed)[-1] ^ 1])
    wrap.save()

    assert desk(officer).get(page_of(case)).status_code == 500
