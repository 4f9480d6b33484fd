"""Keys of officers: what opens them, who gets one, and what ends them."""

import pytest

from agency.roles import Role
from complaints.case_steps import close
from complaints.key_actions import (
    KeyStaysClosed,
    change_passphrase,
    check_passphrase,
    enrol,
    open_key,
    retire,
    use_personal_code,
)
from complaints.models import AuditAction, AuditEntry, Case, OfficerKey, Outcome
from complaints.sealing.boxes import public_of
from publishing.workflow import ActionRefused
from tests.complaints.conftest import PASSPHRASE, TODAY

OTHER = "กระบุง ตะกร้า มะพร้าว เรือแจว นกเอี้ยง ดอกจาน"


@pytest.fixture
def newcomer(make_user, recovery):
    return make_user("newcomer", Role.COMPLAINT_OFFICER)


def actions():
    return list(AuditEntry.objects.values_list("action", flat=True))


def test_the_passphrase_opens_the_private_half(newcomer):
    enrol(newcomer, PASSPHRASE, today=TODAY)

    private = open_key(newcomer, PASSPHRASE, today=TODAY)

    assert public_of(private) == bytes(OfficerKey.objects.get().public)


def test_spaces_and_thai_digits_of_a_passphrase_do_not_matter(newcomer):
    enrol(newcomer, "ทุ่งนา ๑๒ แปลง อยู่ริมคลอง", today=TODAY)

    private = open_key(newcomer, " ทุ่งนา  12 แปลง อยู่ริมคลอง", today=TODAY)

    assert public_of(private) == bytes(OfficerKey.objects.get().public)


def test_a_wrong_passphrase_opens_nothing_and_is_in_the_chain(newcomer):
    enrol(newcomer, PASSPHRASE, today=TODAY)

    with pytest.raises(KeyStaysClosed):
        open_key(newcomer, OTHER, today=TODAY)

    assert actions() == [AuditAction.KEY_ENROLLED, AuditAction.KEY_FAILED]


def test_an_officer_gets_one_key(newcomer):
    enrol(newcomer, PASSPHRASE, today=TODAY)

    with pytest.raises(ActionRefused):
        enrol(newcomer, OTHER, today=TODAY)

    assert OfficerKey.objects.count() == 1


def test_a_superuser_who_is_no_officer_gets_no_key(make_user, recovery):
    root = make_user("root", is_superuser=True)

    with pytest.raises(ActionRefused):
        enrol(root, PASSPHRASE, today=TODAY)

    assert OfficerKey.objects.count() == 0


@pytest.mark.parametrize(
    "passphrase", ["", "สั้นไป", "ก" * 40, "ab ab ab ab ab ab ab", "หนึ่ง สอง สาม"]
)
def test_a_short_or_repeated_passphrase_is_refused(passphrase):
    with pytest.raises(ActionRefused):
        check_passphrase(passphrase)


@pytest.mark.parametrize("passphrase", ["กา ขา งา ตา ปา มา", "ทุ่งนาริมคลองฝนตก"])
def test_six_words_or_fifteen_characters_are_enough(passphrase):
    assert check_passphrase(passphrase) is None


def test_the_personal_code_sets_a_new_passphrase(newcomer):
    code = enrol(newcomer, PASSPHRASE, today=TODAY)

    use_personal_code(newcomer, f" {code.lower().replace('-', ' ')}", OTHER, today=TODAY)

    private = open_key(newcomer, OTHER, today=TODAY)
    assert public_of(private) == bytes(OfficerKey.objects.get().public)


def test_a_wrong_personal_code_changes_nothing(newcomer):
    enrol(newcomer, PASSPHRASE, today=TODAY)
    before = bytes(OfficerKey.objects.get().locked)

    with pytest.raises(KeyStaysClosed):
        use_personal_code(newcomer, "ABCD-EFGH", OTHER, today=TODAY)

    assert bytes(OfficerKey.objects.get().locked) == before


def test_the_old_passphrase_is_dead_after_a_change(newcomer):
    enrol(newcomer, PASSPHRASE, today=TODAY)

    change_passphrase(newcomer, PASSPHRASE, OTHER, today=TODAY)

    with pytest.raises(KeyStaysClosed):
        open_key(newcomer, PASSPHRASE, today=TODAY)


def test_who_leaves_can_no_longer_read_open_cases(make_officer, make_case):
    leaving, _colleague = make_officer("leaving"), make_officer("colleague")
    case = make_case()

    retire(leaving.key, by=leaving, today=TODAY)

    assert (case.wraps.filter(key=leaving.key).count(), case.wraps.count()) == (0, 3)


def test_who_leaves_sees_no_closed_case_either(make_officer, make_case):
    leaving, colleague = make_officer("leaving"), make_officer("colleague")
    close(make_case(), Outcome.UNSUBSTANTIATED, by=colleague, today=TODAY)

    retire(leaving.key, by=leaving, today=TODAY)

    assert Case.objects.visible_to(leaving).count() == 0


def test_the_only_reader_of_an_open_case_does_not_leave(make_officer, make_case):
    alone = make_officer()
    make_case()

    with pytest.raises(ActionRefused):
        retire(alone.key, by=alone, today=TODAY)

    assert OfficerKey.objects.active().count() == 1


def test_nobody_retires_the_key_of_a_working_colleague(make_officer):
    honest, accused = make_officer("honest"), make_officer("accused")

    with pytest.raises(ActionRefused):
        retire(honest.key, by=accused, today=TODAY)

    assert OfficerKey.objects.active().count() == 2


def test_a_colleague_retires_the_key_of_who_has_left(make_officer):
    gone, colleague = make_officer("gone"), make_officer("colleague")
    gone.groups.clear()

    retire(gone.key, by=colleague, today=TODAY)

    assert OfficerKey.objects.get(user=gone).retired_on == TODAY


def test_an_administrator_retires_no_key(make_officer, make_user):
    officer, administrator = make_officer(), make_user("administrator", Role.ADMINISTRATOR)

    with pytest.raises(ActionRefused):
        retire(officer.key, by=administrator, today=TODAY)

    assert OfficerKey.objects.active().count() == 1
