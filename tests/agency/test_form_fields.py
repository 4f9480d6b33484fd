import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from agency.form_fields import (
    BuddhistDateField,
    ClockField,
    FigureField,
    PublicTextField,
    WholeNumberField,
    offer,
)
from agency.models import Unit, User


class DateForm(forms.Form):
    day = BuddhistDateField()


@pytest.mark.parametrize("text", ["7 ธันวาคม 2565", "๗ ธ.ค. ๖๕", "07/12/2565", "2022-12-07"])
def test_a_date_is_read_as_people_write_it(text):
    assert BuddhistDateField().clean(text) == dt.date(2022, 12, 7)


def test_a_date_that_does_not_exist_is_refused_in_thai():
    with pytest.raises(ValidationError, match="ไม่มีวันที่ “31 ก.พ. 66” ในปฏิทิน"):
        BuddhistDateField().clean("31 ก.พ. 66")


def test_a_date_is_shown_in_words():
    form = DateForm(initial={"day": dt.date(2022, 12, 7)})

    assert 'value="7 ธันวาคม 2565"' in form["day"].as_widget()


def test_a_date_that_was_refused_is_shown_as_it_was_typed():
    form = DateForm({"day": "เมื่อวาน"})

    assert 'value="เมื่อวาน"' in form["day"].as_widget()


def test_a_date_typed_in_another_way_is_no_change():
    form = DateForm({"day": "7/12/65"}, initial={"day": dt.date(2022, 12, 7)})

    assert form.has_changed() is False


@pytest.mark.parametrize("typed", ["09:30", "9.30", "09.30 น.", " ๐๙.๓๐ น "])
def test_a_time_is_read_as_people_write_it(typed):
    assert ClockField().clean(typed) == dt.time(9, 30)


@pytest.mark.parametrize("typed", ["25:99", "เช้า", "930"])
def test_what_is_no_time_is_not_called_missing(typed):
    with pytest.raises(ValidationError) as refused:
        ClockField().clean(typed)

    assert refused.value.code == "invalid"


@pytest.mark.parametrize("typed", ["1250", "1,250", " ๑,๒๕๐ ", "๑๒๕๐"])
def test_a_whole_number_is_read_as_people_write_it(typed):
    assert WholeNumberField().clean(typed) == 1250


@pytest.mark.parametrize("typed", ["1,25", "12.5", "สิบ"])
def test_what_is_no_whole_number_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        WholeNumberField().clean(typed)

    assert refused.value.code == "invalid"


@pytest.mark.parametrize("typed", ["1234.50", "1,234.5", "๑,๒๓๔.๕๐"])
def test_a_figure_with_decimals_is_read_as_people_write_it(typed):
    assert FigureField().clean(typed) == Decimal("1234.50")


def test_a_decimal_comma_is_not_taken_for_a_thousand():
    with pytest.raises(ValidationError) as refused:
        FigureField().clean("85,33")

    assert refused.value.code == "invalid"


def test_a_number_typed_in_thai_figures_is_no_change():
    class CountForm(forms.Form):
        count = WholeNumberField()

    assert CountForm({"count": "๔๒"}, initial={"count": 42}).has_changed() is False


@pytest.mark.parametrize(
    "typed, kept",
    [("ทํางาน", "ทำงาน"), ("นํ้า\u200b", "น้ำ"), (" \u200bก ", "ก"), ("a\x00b", "ab")],
)
def test_text_is_kept_in_one_spelling(typed, kept):
    assert PublicTextField().clean(typed) == kept


@pytest.mark.parametrize(
    "number", ["9101700203455", "9-1017-00203-45-5", "๙๑๐๑๗๐๐๒๐๓๔๕๕", "9 1017 00203 45 5"]
)
def test_a_citizen_number_is_refused(number):
    with pytest.raises(ValidationError, match="XXXXX-XX"):
        PublicTextField().clean(f"นาย ก เลขประจำตัว {number}")


def test_other_numbers_pass():
    assert PublicTextField().clean("เลขที่โครงการ 65127380001") == "เลขที่โครงการ 65127380001"


# ------------------------------------------------------------------ menus
def offered(row, name, rows):
    """Return what the menu of a form of this row offers, beside what it is told to."""
    form = forms.modelform_factory(type(row), fields=[name])(instance=row)
    offer(form, name, rows)
    return {choice.name for choice in form.fields[name].queryset}


def test_a_menu_offers_what_stands_there_though_it_is_no_longer_in_use(make_unit):
    old = make_unit("กองเก่า", is_active=False)
    make_unit("กองเก่ากว่า", is_active=False)
    part = make_unit("งานพัสดุ", parent=old)

    assert offered(part, "parent", Unit.objects.active()) == {"กองเก่า", "งานพัสดุ"}


def test_a_menu_of_several_offers_all_that_stand_there(make_unit, make_user):
    person = make_user("somsri", units=[make_unit("กองเก่า", is_active=False)])
    make_unit("กองคลัง")

    assert offered(person, "units", Unit.objects.active()) == {"กองเก่า", "กองคลัง"}


@pytest.mark.parametrize("row", [Unit(name="ใหม่"), User(username="new")])
def test_a_menu_of_something_new_offers_only_what_is_in_use(make_unit, row):
    make_unit("กองเก่า", is_active=False)
    name = "parent" if isinstance(row, Unit) else "units"

    assert offered(row, name, Unit.objects.active()) == set()


def test_a_menu_that_was_to_offer_nothing_offers_what_stands_there(make_unit):
    part = make_unit("งานพัสดุ", parent=make_unit("กองคลัง"))

    assert offered(part, "parent", Unit.objects.none()) == {"กองคลัง"}
