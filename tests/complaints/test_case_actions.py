"""Receiving a report: sealed to the right readers, once, with one receipt."""

import time

import pytest

from complaints.case_actions import NoReader, Report, receive
from complaints.contents import Body
from complaints.models import AuditEntry, Case, Series, Wrap
from complaints.sealing import tickets
from complaints.sealing.boxes import CannotOpen, unseal, unwrap
from tests.complaints.conftest import TODAY, key_of


def body_of(case, user):
    return Body.model_validate_json(unseal(key_of(case, user), bytes(case.body)))


def test_an_officer_reads_what_was_reported(make_officer, make_case):
    officer = make_officer()

    case = make_case("เรียกรับเงิน")

    assert body_of(case, officer).answers == {"what": "เรียกรับเงิน"}


def test_an_excluded_officer_gets_no_wrap(make_officer, make_case):
    kept_out, _other = make_officer("accused"), make_officer("other")

    case = make_case(excluded=[kept_out])

    assert Wrap.objects.filter(case=case, key=kept_out.key).count() == 0


def test_a_case_with_somebody_kept_out_is_in_the_restricted_register(make_officer, make_case):
    kept_out, _other = make_officer("accused"), make_officer("other")

    cases = [make_case(), make_case(excluded=[kept_out]), make_case()]

    restricted = f"ล {cases[1].number}/2570"
    assert [case.register_label for case in cases] == ["1/2570", restricted, "2/2570"]


def test_nothing_is_stored_when_all_officers_are_excluded(make_officer):
    accused = make_officer()
    report = Report({"what": "x"}, excluded=[accused.key.pk])

    with pytest.raises(NoReader):
        receive(report, ticket=tickets.new_ticket(time.time()), today=TODAY)

    assert Case.objects.count() == 0


def test_the_same_ticket_makes_one_case_with_one_receipt(make_officer):
    make_officer()
    ticket = tickets.new_ticket(time.time())

    receipts = {receive(Report({"what": "x"}), ticket=ticket, today=TODAY) for _each in range(3)}

    assert (len(receipts), Case.objects.count()) == (1, 1)


def test_officer_b_cannot_open_a_case_sealed_to_officer_a(make_officer, make_case):
    a, b = make_officer("a"), make_officer("b")
    case = make_case(excluded=[b])
    sealed = bytes(Wrap.objects.get(case=case, key=a.key).sealed)

    with pytest.raises(CannotOpen):
        unwrap(b.private_half, sealed)


def test_the_chain_says_nothing_in_the_clear_of_a_restricted_case(make_officer, make_case):
    kept_out, _other = make_officer("accused"), make_officer("other")

    make_case(excluded=[kept_out])

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject, Case.objects.get().series) == ("", "", Series.RESTRICTED)
