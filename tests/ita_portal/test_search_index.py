"""The entries of the search follow what is public, and nothing else is ever found."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from ita_portal.models import Kind, SearchEntry, SearchRefresh
from ita_portal.search.index import OVERLAP, published, refresh, reindex
from measures.models import Evidence
from procurement.models import Purchase, PurchaseDocument
from procurement.models.purchase_text import PurchaseText
from procurement.search import with_terms
from publishing.actions import approve, submit, withdraw
from publishing.workflow import State
from tests.ita_portal.search_props import entries, rebuild, titles

HIDDEN = [State.DRAFT, State.IN_REVIEW, State.SENT_BACK, State.WITHDRAWN]
WORD = "ดาวเทียม"


# ------------------------------------------------------------------ what is never found
@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_not_public_has_no_entry(
    state, make_year, make_line, make_purchase, make_measure, make_activity, make_question
):
    make_line(year=make_year(2567, state=state), title=WORD)
    make_purchase(WORD, state=state)
    make_activity(make_measure(title=WORD, state=state), title=WORD)
    make_activity(title=WORD, state=state)
    make_question(asked=WORD, state=state)
    rebuild()

    assert titles(WORD) == []


def test_a_private_answer_and_what_was_asked_are_not_found(make_question):
    make_question(asked=WORD, is_public_wish=False)
    make_question(
        asked=f"{WORD} โทร 0812345678", asker_name=WORD, asker_contact=WORD, public_text="ถนน"
    )
    rebuild()

    assert titles(WORD) == []


def test_a_step_that_is_not_approved_is_not_found(
    make_purchase, make_stage, make_contract, make_vendor
):
    stage = make_stage(make_purchase("ซื้อกระดาษ"), state=State.DRAFT)
    make_contract(stage.purchase, vendor=make_vendor(WORD), stage=stage)
    PurchaseDocument.objects.create(
        purchase=stage.purchase, stage=stage, title=WORD, document="x.pdf", document_kind="pdf"
    )
    rebuild()

    assert titles(WORD) == []


def test_evidence_is_found_only_with_its_activity(make_activity):
    shown, hidden = make_activity(), make_activity(state=State.DRAFT)
    for activity, title in ((shown, "ใบลงชื่อดาวเทียม"), (hidden, "ร่างดาวเทียม")):
        Evidence.objects.create(activity=activity, title=title, document="x.pdf")
    rebuild()

    assert titles(WORD) == ["ใบลงชื่อดาวเทียม"]


# ------------------------------------------------------------------ at once
@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_what_is_published_is_found_and_what_is_withdrawn_is_gone(
    commits, make_purchase, clerk, approver
):
    purchase = make_purchase(WORD, state=State.DRAFT, author=clerk)
    submit(purchase, by=clerk)
    assert titles(WORD) == []

    with commits():
        approve(purchase, by=approver)
    assert titles(WORD) == [WORD]

    with commits():
        withdraw(purchase, by=approver, reason="ลงซ้ำ")
    assert not SearchEntry.objects.filter(source="purchase").exists()


def test_a_withdrawn_measure_takes_everything_below_it_along(
    commits, make_measure, make_activity, approver
):
    measure = make_measure(title=WORD)
    activity = make_activity(measure, title=f"ประชุม{WORD}")
    Evidence.objects.create(activity=activity, title=f"ภาพ{WORD}", document="x.pdf")
    rebuild()
    assert len(titles(WORD)) == 3

    with commits():
        withdraw(measure, by=approver, reason="รวมเข้ากับมาตรการอื่น")

    assert entries() & {WORD, activity.title} == set()
    assert not SearchEntry.objects.filter(source="evidence").exists()


def test_a_published_year_brings_its_lines_and_plans(
    commits, make_year, make_line, clerk, approver
):
    year = make_year(2567, state=State.DRAFT, author=clerk, paper_expenditure=100_000)
    make_line(year=year, title=WORD)
    rebuild()
    submit(year, by=clerk)

    with commits():
        approve(year, by=approver)

    sources = set(SearchEntry.objects.values_list("source", flat=True))
    assert titles(WORD) == [WORD]
    assert {"budget_year", "plan", "line", "year_reports"} <= sources


def test_a_withdrawn_further_ordinance_takes_its_lines_along(
    commits, make_supplement, make_line, approver
):
    further = make_supplement()
    make_line(year=further.year, supplement=further, title=WORD)
    rebuild()

    with commits():
        withdraw(further, by=approver, reason="ศาลเพิกถอน")

    assert entries() & {WORD, str(further)} == set()


def test_a_search_that_fails_keeps_nobody_from_publishing(
    commits, settings, make_purchase, clerk, approver, caplog
):
    settings.PUBLISHED = "tests.ita_portal.test_search_index.fail"
    purchase = make_purchase(WORD, state=State.IN_REVIEW, author=clerk)

    with commits():
        approve(purchase, by=approver)

    assert Purchase.objects.get().is_published


def fail(unit):
    raise RuntimeError("the search is broken")


@pytest.mark.parametrize("state", HIDDEN)
def test_a_late_entry_shows_nothing(make_purchase, make_line, state):
    purchase = make_purchase(WORD)
    make_line(title=f"งบ{WORD}")
    rebuild()

    Purchase.objects.filter(pk=purchase.pk).update(state=state)

    assert titles(WORD) == [f"งบ{WORD}"]


# ------------------------------------------------------------------ later
def test_an_edited_place_is_found_by_its_new_name(make_purchase):
    purchase = make_purchase("ซื้อกระดาษ")
    rebuild()
    now = SearchRefresh.objects.get().at
    purchase.title = WORD
    purchase.save()

    assert list(refresh(now + dt.timedelta(minutes=5))) != []
    assert entries() & {WORD, "ซื้อกระดาษ"} == {WORD}


def test_what_hangs_on_an_edited_vendor_is_found_by_its_new_name(
    make_purchase, make_contract, make_vendor
):
    vendor = make_vendor("บริษัท เก่า จำกัด")
    make_contract(make_purchase("ซื้อกระดาษ"), vendor=vendor)
    rebuild()
    vendor.name = f"บริษัท {WORD} จำกัด"
    vendor.save()

    list(refresh(timezone.now()))

    assert titles(WORD) == ["ซื้อกระดาษ"]


def test_a_deleted_line_is_gone(make_line):
    line = make_line(title=WORD)
    make_line(title="อื่น")
    rebuild()
    line.delete()

    list(refresh(timezone.now()))

    assert WORD not in entries()


def test_a_refresh_reads_only_what_was_edited_since(make_purchase):
    purchase = make_purchase("ซื้อกระดาษ")
    rebuild()
    Purchase.history.update(history_date=timezone.now() - 2 * OVERLAP)
    Purchase.objects.filter(pk=purchase.pk).update(title=WORD)  # as nobody does

    assert list(refresh(timezone.now())) == []
    assert WORD not in entries()


def test_once_a_day_everything_is_held_against_its_source(make_purchase):
    purchase = make_purchase("ซื้อกระดาษ")
    rebuild()
    Purchase.objects.filter(pk=purchase.pk).update(title=WORD)

    list(refresh(timezone.now() + dt.timedelta(days=1)))

    assert WORD in entries()


def test_nothing_to_do_writes_nothing_and_says_nothing(make_purchase):
    make_purchase("ซื้อกระดาษ")
    rebuild()
    last = SearchRefresh.objects.get().pk

    assert list(refresh(timezone.now())) == []
    assert (rebuild(), SearchRefresh.objects.get().pk) == (0, last)


def test_an_entry_moves_with_its_day(make_purchase):
    purchase = make_purchase(WORD, listed_on=dt.date(2023, 1, 1))
    make_purchase(f"ใหม่{WORD}", listed_on=dt.date(2023, 2, 1))
    rebuild()
    purchase.listed_on = dt.date(2023, 3, 1)
    purchase.save()

    published(purchase)

    assert titles(WORD) == [WORD, f"ใหม่{WORD}"]


def test_the_command_says_how_many_were_wrong(make_purchase, capsys):
    make_purchase(WORD)
    call_command("reindex")
    SearchEntry.objects.filter(source="purchase").delete()
    capsys.readouterr()

    call_command("reindex")

    assert "1" in capsys.readouterr().out
    assert titles(WORD) == [WORD]


OLD = " ซื้อถังน้ำ 4,000 ลิตร ม 3  "  # as it was folded before numbers and villages were
VILLAGE = ["4000", "หมู่ที่ 3"]


@pytest.mark.parametrize("bring_up_to_date", ["reindex", "tick after a migration"])
def test_what_was_folded_otherwise_is_written_anew(make_purchase, bring_up_to_date):
    purchase = make_purchase("ซื้อถังน้ำ 4,000 ลิตร ม 3")
    rebuild()
    SearchEntry.objects.update(words=OLD, heading=OLD, digest="")
    PurchaseText.objects.update(text=OLD)
    SearchRefresh.objects.all().delete()  # migration 0003

    if bring_up_to_date == "reindex":
        call_command("reindex")
    else:
        list(refresh(timezone.now()))

    assert titles("ถังน้ำ 4000 ลิตร ม3") == [purchase.title]
    assert list(with_terms(Purchase.objects.all(), VILLAGE)) == [purchase]


def test_a_question_without_a_subject_has_a_short_title(make_question):
    make_question(asked="ถามว่า" + "ยาว" * 500)
    rebuild()

    assert len(titles("ถามว่า")[0]) < 200


# ------------------------------------------------------------------ the demonstration
def test_the_demonstration_can_be_searched_from_the_start(own_demonstration, db):
    kinds = set(SearchEntry.objects.values_list("kind", flat=True))

    assert (kinds, reindex(timezone.now())) == (set(Kind), 0)
