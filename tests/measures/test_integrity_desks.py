"""The desks of the surveys and of the No Gift Policy: what staff press, twice and wrongly too."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from agency.roles import Role
from measures.integrity_forms import ExplanationForm
from measures.models import (
    Gift,
    GiftAcknowledgement,
    GiftDeclaration,
    GiftNil,
    SurveyExplanation,
    SurveyTally,
)
from publishing.workflow import State
from tests.measures.integrity_rows import SIGNED, declaration, gift, survey

TALLIES = "/admin/measures/surveys/"
DESK = "/admin/measures/gifts/"


@pytest.fixture
def desk(client, agency, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def running(db):
    today = timezone.localdate()
    return survey(opens_on=today - dt.timedelta(9), closes_on=today + dt.timedelta(8))


def press(client, row, **typed):
    return client.post(f"{TALLIES}{row.pk}/", {"day": timezone.localdate().isoformat()} | typed)


# ------------------------------------------------------------------ counts
def test_a_count_is_kept_in_thai_or_arabic_digits_with_commas(desk, running):
    press(desk, running, answered="๑,๒๓๔")

    assert SurveyTally.objects.get().answered == 1234


def test_a_count_pressed_twice_is_kept_once(desk, running):
    press(desk, running, answered="5")

    response = press(desk, running, answered="5")

    assert (response.headers["Location"], SurveyTally.objects.count()) == (TALLIES, 1)


@pytest.mark.parametrize("answered", ["", "ห้า", "-1", "4.5", "9" * 30])
def test_what_is_no_number_comes_back_with_a_sentence(desk, running, answered):
    response = press(desk, running, answered=answered)

    form = response.context["cards"][0].form
    assert (bool(form.errors["answered"]), form["answered"].value()) == (True, answered)
    assert SurveyTally.objects.count() == 0


def test_fewer_answers_come_back_with_what_was_typed(desk, running):
    press(desk, running, answered="9")

    response = press(desk, running, answered="4")

    assert (response.context["cards"][0].form["answered"].value(), response.status_code) == (
        "4",
        200,
    )


def test_the_page_of_a_refused_count_loaded_anew_is_the_desk(desk, running):
    press(desk, running, answered="ห้า")

    assert desk.get(f"{TALLIES}{running.pk}/").headers["Location"] == TALLIES


def test_tomorrow_cannot_be_counted(desk, running):
    tomorrow = timezone.localdate() + dt.timedelta(1)

    response = press(desk, running, answered="4", day=tomorrow.isoformat())

    assert "day" in response.context["cards"][0].form.errors


def test_a_survey_that_is_not_there_is_a_404(desk):
    assert desk.post(f"{TALLIES}99/", {"answered": "1"}).status_code == 404


def test_the_desk_shows_what_closed_a_short_while_ago(desk):
    today = timezone.localdate()
    for closed, instrument in ((10, "EIT"), (40, "IIT")):
        last = today - dt.timedelta(closed)
        survey(instrument=instrument, opens_on=last, closes_on=last)

    cards = desk.get(TALLIES).context["cards"]

    assert [card.progress.survey.instrument for card in cards] == ["EIT"]


def test_the_explanations_are_filled_in_once(desk):
    for _press in range(2):
        desk.post(f"{TALLIES}explanations/")

    assert SurveyExplanation.objects.filter(state=State.DRAFT).count() == 14


# ------------------------------------------------------------------ empty halves
def test_one_press_says_that_nothing_came_and_hands_it_in(desk):
    for _press in range(2):
        desk.post(f"{DESK}2566/h1/")

    assert list(GiftNil.objects.values_list("slug", "state")) == [("h1", State.IN_REVIEW)]


def test_a_half_with_a_gift_is_not_empty(desk):
    gift(state=State.DRAFT)

    desk.post(f"{DESK}2566/h1/")

    assert GiftNil.objects.count() == 0


@pytest.mark.parametrize("slug", ["q1", "2565-10", "h9"])
def test_only_halves_and_years_can_be_empty(desk, slug):
    assert desk.post(f"{DESK}2566/{slug}/").status_code == 404


@pytest.mark.parametrize("year", ["", "2566", "abc", "99999"])
def test_the_desk_opens_for_any_year_in_the_address(desk, year):
    assert desk.get(f"{DESK}?year={year}").status_code == 200


def test_the_desk_says_that_a_new_executive_must_sign(desk, agency):
    declaration(signatory_name="คนก่อน")

    assert desk.get(f"{DESK}?year=2566").context["must_sign"] is True


# ------------------------------------------------------------------ who takes note
def names_page(row):
    return f"/admin/measures/giftdeclaration/{row.pk}/acknowledgements/"


def test_names_on_paper_are_noted_once(desk):
    row = declaration()
    typed = {"names": "นาย ก\n\n นาย  ข \nนาย ก", "day": "10 ธ.ค. 2565"}
    for _press in range(2):
        desk.post(names_page(row), typed)

    assert sorted(row.acknowledgements.values_list("name", flat=True)) == ["นาย ก", "นาย ข"]


@pytest.mark.parametrize(
    "typed",
    [
        {"names": "", "day": "10 ธ.ค. 2565"},
        {"names": "นาย ก", "day": "1 ม.ค. 2565"},
        {"names": "นาย ก", "day": "เมื่อวาน"},
        {"names": "ก" * 201, "day": "10 ธ.ค. 2565"},
    ],
)
def test_names_that_cannot_be_noted_come_back(desk, typed):
    response = desk.post(names_page(declaration()), typed)

    form = response.context["form"]
    assert (bool(form.errors), form["names"].value(), GiftAcknowledgement.objects.count()) == (
        True,
        typed["names"],
        0,
    )


def test_a_person_takes_note_once(desk, clerk):
    row = declaration()
    for _press in range(2):
        desk.post(f"/admin/measures/giftdeclaration/{row.pk}/take-note/")

    assert [each.person for each in row.acknowledgements.all()] == [clerk]


def test_nobody_takes_note_of_a_draft(desk):
    row = declaration(state=State.DRAFT)

    desk.post(f"/admin/measures/giftdeclaration/{row.pk}/take-note/")

    assert row.acknowledgements.count() == 0


def test_the_executive_takes_note_and_writes_no_names(client, agency, make_user):
    person, row = make_user("head", Role.EXECUTIVE), declaration()
    client.force_login(person)

    client.post(f"/admin/measures/giftdeclaration/{row.pk}/take-note/")
    response = client.post(names_page(row), {"names": "นาย ก", "day": "10 ธ.ค. 2565"})

    assert (response.status_code, [each.person for each in row.acknowledgements.all()]) == (
        403,
        [person],
    )


def test_a_name_is_struck_once(desk):
    row = GiftAcknowledgement.objects.create(declaration=declaration(), name="นาย ก", day=SIGNED)
    answers = [
        desk.post(f"/admin/measures/acknowledgements/{row.pk}/strike/").status_code
        for _press in range(2)
    ]

    assert (answers, GiftAcknowledgement.objects.count()) == ([302, 302], 0)


def test_who_takes_note_on_paper_and_online_counts_once(desk, clerk):
    clerk.first_name, clerk.last_name = "สมชาย", "ใจดี"
    clerk.save()
    row = declaration()

    desk.post(f"/admin/measures/giftdeclaration/{row.pk}/take-note/")
    desk.post(names_page(row), {"names": "นายสมชาย ใจดี\nนางสมหญิง ใจดี", "day": "10 ธ.ค. 2565"})

    assert desk.get(names_page(row)).context["taken"].people == 2
    assert desk.get(f"/measures/{row.fiscal_year}/gifts/").context["taken"].people == 2


def noted(count, row, *, start=1):
    for number in range(start, start + count):
        GiftAcknowledgement.objects.create(declaration=row, name=f"คนที่ {number}", day=SIGNED)


def paper(*numbers):
    return {"names": "\n".join(f"คนที่ {number}" for number in numbers), "day": "10 ธ.ค. 2565"}


def test_no_more_people_take_note_than_the_declaration_binds(desk):
    row = declaration(staff_count=3)
    noted(2, row)

    response = desk.post(names_page(row), paper(3, 4))

    sentence = str(response.context["form"].errors["names"])
    assert ("4" in sentence, "3" in sentence, row.acknowledgements.count()) == (True, True, 2)


def test_as_many_people_take_note_as_the_declaration_binds(desk):
    row = declaration(staff_count=3)
    noted(2, row)

    desk.post(names_page(row), paper(2, 3))

    assert row.acknowledgements.count() == 3


def test_without_a_number_of_staff_anybody_takes_note(desk):
    row = declaration(staff_count=None)

    desk.post(names_page(row), paper(1, 2, 3))

    assert row.acknowledgements.count() == 3


def test_nobody_takes_note_online_beyond_the_number_of_staff(desk, clerk):
    row = declaration(staff_count=1)
    noted(1, row)

    desk.post(f"/admin/measures/giftdeclaration/{row.pk}/take-note/")

    assert row.acknowledgements.filter(person=clerk).exists() is False


def test_a_second_press_is_no_refusal_where_too_many_are_noted_already(desk, clerk):
    row = declaration(staff_count=1)
    noted(2, row)
    GiftAcknowledgement.objects.create(declaration=row, person=clerk, day=SIGNED)

    response = desk.post(f"/admin/measures/giftdeclaration/{row.pk}/take-note/", follow=True)

    told = [str(each) for each in response.context["messages"]]
    assert told == [_("You have taken note of the declaration.")]


def test_the_number_of_staff_is_not_below_those_who_took_note(db):
    row = declaration(staff_count=2)
    noted(3, row)

    assert [each.at for each in row.problems()] == ["staff_count"]


# ------------------------------------------------------------------ the year and its days
@pytest.mark.parametrize(
    ("fiscal_year", "signed_on", "fields"),
    [
        (2566, dt.date(2022, 6, 30), ["fiscal_year"]),
        (2566, dt.date(2022, 7, 1), []),
        (2566, dt.date(2023, 9, 30), []),
        (2566, dt.date(2023, 10, 1), ["fiscal_year"]),
        (2590, dt.date(2022, 11, 30), ["fiscal_year"]),
        (2566, dt.date(1997, 11, 30), ["fiscal_year"]),
    ],
)
def test_a_declaration_is_signed_on_a_day_of_its_year(db, fiscal_year, signed_on, fields):
    row = declaration(state=State.DRAFT, fiscal_year=fiscal_year, signed_on=signed_on)

    assert [each.at for each in row.problems()] == fields


@pytest.mark.parametrize(
    ("fiscal_year", "fields"), [(2565, ["fiscal_year"]), (2566, []), (2599, ["fiscal_year"])]
)
def test_a_survey_is_open_in_its_year(db, fiscal_year, fields):
    row = survey(state=State.DRAFT, fiscal_year=fiscal_year)

    assert [each.at for each in row.problems()] == fields


def test_a_survey_of_a_year_without_a_page_is_refused(db):
    with pytest.raises(ValidationError, match="2700"):
        survey(state=State.DRAFT, fiscal_year=2700).clean()


# ------------------------------------------------------------------ entering
GIFT = {
    "day": "28 ธ.ค. 2565",
    "what": "กระเช้า",
    "occasion": "festival",
    "giver_kind": "private",
    "giver_name": "บริษัท ก",
    "received_for": "agency",
    "handling": "returned",
}


@pytest.mark.parametrize(("value", "value_class"), [("3000", "small"), ("3,000.50", "large")])
def test_the_value_decides_the_class(desk, value, value_class):
    desk.post("/admin/measures/gift/add/", GIFT | {"value": value.replace(",", "")})

    assert Gift.objects.get().value_class == value_class


def test_a_gift_without_value_and_class_comes_back(desk):
    response = desk.post("/admin/measures/gift/add/", GIFT)

    assert (response.status_code, Gift.objects.count()) == (200, 0)


def test_a_declaration_begins_with_the_executive_of_today(desk, agency):
    form = desk.get("/admin/measures/giftdeclaration/add/").context["adminform"].form

    assert form.get_initial_for_field(form.fields["signatory_name"], "signatory_name") == (
        agency.executive_name
    )


@pytest.mark.parametrize(
    "url", ["https://example.com/go/eit/abcdef", "http://itas.nacc.go.th/go/eit/abcdef"]
)
def test_an_address_that_is_not_official_is_refused(desk, url):
    typed = {
        "fiscal_year": 2566,
        "instrument": "EIT",
        "url": url,
        "opens_on": "1 มี.ค. 2566",
        "closes_on": "31 มี.ค. 2566",
    }

    response = desk.post("/admin/measures/survey/add/", typed)

    assert "url" in response.context["adminform"].form.errors


def test_a_declaration_is_saved_with_its_text(desk):
    typed = {
        "fiscal_year": 2566,
        "text": "ไม่รับ",
        "signatory_name": "นายก",
        "signatory_position": "นายก อบต.",
        "signed_on": "6 ธ.ค. 2565",
        "photos-TOTAL_FORMS": 0,
        "photos-INITIAL_FORMS": 0,
        "form-TOTAL_FORMS": 4,
        "form-INITIAL_FORMS": 0,
    }

    desk.post("/admin/measures/giftdeclaration/add/", typed)

    assert GiftDeclaration.objects.get().signed_on == SIGNED


# ------------------------------------------------------------------ slips of the keyboard
def test_a_refusal_is_said_also_where_the_card_is_gone(desk):
    row = survey(state=State.DRAFT)

    response = press(desk, row, answered="5")

    told = [str(each) for each in response.context["messages"]]
    assert (told, response.context["cards"]) == ([_("This survey is not published yet.")], [])


def test_a_gift_of_a_day_in_no_fiscal_year_is_refused(desk):
    typed = {"day": "7/12/2465", "what": "กระเช้า", "occasion": "festival", "giver_kind": "other"}
    typed |= {"value_class": "large", "received_for": "agency", "handling": "kept"}

    response = desk.post("/admin/measures/gift/add/", typed)

    errors = response.context["adminform"].form.errors
    assert (list(errors), Gift.objects.count()) == (["day"], 0)


def test_a_declaration_of_a_year_without_a_page_is_refused(agency):
    row = declaration(state=State.DRAFT)
    row.fiscal_year = 2700

    with pytest.raises(ValidationError, match="2700"):
        row.clean()


@pytest.mark.parametrize("path", ["/\\evil.example/", "/\t/evil.example/", "//evil.example/"])
def test_an_explanation_leads_to_no_other_site(db, path):
    form = ExplanationForm()
    form.cleaned_data = {"path": path}

    with pytest.raises(ValidationError):
        form.clean_path()
