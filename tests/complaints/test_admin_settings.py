"""Channels, time limits and steps in the staff backend, and the menu that leads there."""

import pytest
from django.urls import reverse

from agency.roles import Role
from complaints.models import Channel, HandlingStep, TimeLimit
from ita_portal.navigation import groups

PHONE = {"kind": "phone", "name": "โทรศัพท์สำนักงาน", "order": 1, "is_active": "on"}


@pytest.fixture
def keeper(client, make_user):
    """A signed-in approver, who keeps the settings."""
    user = make_user("keeper", Role.APPROVER)
    client.force_login(user)
    return user


def save(client, model, data, pk=None):
    page, args = ("change", [pk]) if pk else ("add", [])
    return client.post(reverse(f"admin:complaints_{model}_{page}", args=args), data)


def test_an_approver_adds_a_channel(client, keeper):
    save(client, "channel", PHONE | {"for_grievances": "on"})

    assert Channel.objects.get(kind="phone").for_grievances


def test_a_channel_for_nothing_is_refused_and_nothing_is_saved(client, keeper):
    response = save(client, "channel", PHONE)

    assert (response.status_code, Channel.objects.filter(kind="phone").count()) == (200, 0)


@pytest.mark.parametrize("days", ["0", "366", "-1", "สิบ"])
def test_a_limit_that_cannot_be_is_refused(client, keeper, days):
    limit = TimeLimit.objects.get(stage="answer")
    data = {"stage": "answer", "counting": "working", "legal_basis": "", "days": days}

    save(client, "timelimit", data, limit.pk)

    assert TimeLimit.objects.get(stage="answer").days == limit.days


def test_a_change_of_a_limit_leaves_who_changed_it(client, keeper):
    limit = TimeLimit.objects.get(stage="answer")
    data = {"stage": "answer", "counting": "working", "legal_basis": "มติ", "days": "5"}

    save(client, "timelimit", data, limit.pk)

    written = limit.history.first()
    assert (written.days, written.legal_basis, written.history_user) == (5, "มติ", keeper)


def test_a_limit_that_a_step_rests_on_cannot_be_deleted(client, keeper):
    limit = TimeLimit.objects.get(stage="answer")
    HandlingStep.objects.create(title="ตอบ", text="ตอบ", limit=limit)

    client.post(reverse("admin:complaints_timelimit_delete", args=[limit.pk]), {"post": "yes"})

    assert TimeLimit.objects.filter(stage="answer").count() == 1


@pytest.mark.parametrize("model", ["channel", "timelimit", "handlingstep"])
def test_a_list_costs_the_same_for_one_row_and_for_three(
    client, keeper, make_unit, model, django_assert_max_num_queries
):
    limit = TimeLimit.objects.first()
    address = reverse(f"admin:complaints_{model}_changelist")
    counts = []
    Channel.objects.all().delete()
    for number in range(3):
        unit = make_unit(f"งานที่ {number}")
        Channel.objects.create(kind="phone", name="โทร", for_questions=True, unit=unit)
        HandlingStep.objects.create(title="รับ", text="รับ", unit=unit, limit=limit)
        client.get(address)  # what is looked up once in a process is known from then on
        with django_assert_max_num_queries(40) as counted:
            client.get(address)
        counts.append(len(counted))

    assert counts[1:] == counts[:1] * 2


def test_only_complaint_officers_have_the_desk_in_their_menu(rf, make_user):
    request = rf.get("/admin/")
    links = {}
    for role in Role:
        request.user = make_user(role.value, role)
        entries = [str(entry["link"]) for group in groups(request) for entry in group["items"]]
        links[role] = reverse("desk:home") in entries

    assert links == {role: role is Role.COMPLAINT_OFFICER for role in Role}
