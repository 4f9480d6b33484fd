"""Something new that is sent several times is saved once."""

import re
import threading
import uuid

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from agency.models import Holiday
from agency.sent_once import FIELD, SentAlready, take_once
from agency.staff_admin import SENT_TWICE

ADD = "/admin/agency/holiday/add/"
LIST = "/admin/agency/holiday/"


class Person:
    def __init__(self, pk=1):
        self.pk = pk


def sent(token, person=None, **typed):
    request = RequestFactory().post("/", {FIELD: token} | typed)
    request.user = person or Person()
    return request


def saved():
    return HttpResponseRedirect("/")


def with_mistakes():
    return HttpResponse("แก้ไข")


@pytest.fixture
def token():
    return str(uuid.uuid4())


# ------------------------------------------------------------------ the token
def test_a_form_is_taken_once(token):
    take_once(sent(token), saved)

    with pytest.raises(SentAlready):
        take_once(sent(token), saved)


def test_what_was_changed_before_it_is_sent_again_is_not_lost(token):
    take_once(sent(token, name="วันหยุด"), saved)

    assert take_once(sent(token, name="วันหยุดชดเชย"), saved).status_code == 302


def test_only_what_was_typed_tells_forms_apart(token):
    take_once(sent(token, csrfmiddlewaretoken="a"), saved)

    with pytest.raises(SentAlready):
        take_once(sent(token, csrfmiddlewaretoken="b"), saved)


def test_a_form_that_came_back_with_mistakes_is_taken_again(token):
    take_once(sent(token), with_mistakes)

    assert take_once(sent(token), saved).status_code == 302


def test_a_form_whose_saving_failed_is_taken_again(token):
    def fail():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        take_once(sent(token), fail)

    assert take_once(sent(token), saved).status_code == 302


def test_a_form_that_is_just_being_saved_is_not_taken(token):
    def sent_again():
        with pytest.raises(SentAlready):
            take_once(sent(token), saved, patience=0)
        return saved()

    assert take_once(sent(token), sent_again).status_code == 302


def test_a_form_that_is_just_being_saved_is_waited_for(token):
    """The second press shows the mistakes that the first one found."""
    is_saving, answers = threading.Event(), []

    def find_mistakes():
        is_saving.set()
        second.join(timeout=0.2)  # it waits for this one
        return with_mistakes()

    def press_again():
        is_saving.wait(timeout=10)
        answers.append(take_once(sent(token), with_mistakes, patience=10).status_code)

    second = threading.Thread(target=press_again)
    second.start()
    take_once(sent(token), find_mistakes)
    second.join(timeout=10)

    assert answers == [200]


@pytest.mark.parametrize("text", ["", "x", "๑", "a b\n"])
def test_a_form_without_a_token_is_taken_as_it_comes(text):
    answers = [take_once(sent(text), saved).status_code for _time in range(2)]

    assert answers == [302, 302]


def test_the_token_of_one_person_stops_nobody_else(token):
    take_once(sent(token, Person(1)), saved)

    assert take_once(sent(token, Person(2)), saved).status_code == 302


# ------------------------------------------------------------------ pages of staff
@pytest.fixture
def desk(client, admin_user):
    client.force_login(admin_user)
    return client


def token_of(response):
    (token,) = re.findall(rf'name="{FIELD}" value="([^"]+)"', response.content.decode())
    return token


def test_a_page_that_is_sent_twice_saves_once_and_leads_to_the_list(desk):
    typed = {"date": "7 ธ.ค. 65", "name": "วันหยุด", FIELD: token_of(desk.get(ADD))}
    desk.post(ADD, typed)

    again = desk.post(ADD, typed, follow=True)

    assert (again.request["PATH_INFO"], Holiday.objects.count()) == (LIST, 1)
    assert str(SENT_TWICE) in again.content.decode()


def test_a_page_with_mistakes_comes_back_and_can_be_sent_again(desk):
    typed = {"date": "7 ธ.ค. 65", FIELD: token_of(desk.get(ADD))}
    back = desk.post(ADD, typed | {"name": ""})

    desk.post(ADD, typed | {"name": "วันหยุด"})

    assert (back.status_code, Holiday.objects.count()) == (200, 1)
    assert token_of(back) != typed[FIELD]


def test_a_page_of_something_that_is_there_has_no_token(desk):
    day = Holiday.objects.create(date="2022-12-07", name="วันหยุด")

    assert FIELD not in desk.get(f"{LIST}{day.pk}/change/").content.decode()
