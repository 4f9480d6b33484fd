import pytest

from publishing.workflow import (
    EDITABLE,
    NEXT,
    Action,
    ActionRefused,
    State,
    check_approver,
    check_reason,
    next_state,
)


def test_every_state_has_its_row():
    assert NEXT.keys() == set(State)


def test_the_table_is_the_decided_one():
    steps = {(state, action, to) for state, row in NEXT.items() for action, to in row.items()}

    assert steps == {
        (State.DRAFT, Action.SUBMIT, State.IN_REVIEW),
        (State.IN_REVIEW, Action.APPROVE, State.PUBLISHED),
        (State.IN_REVIEW, Action.SEND_BACK, State.SENT_BACK),
        (State.SENT_BACK, Action.SUBMIT, State.IN_REVIEW),
        (State.PUBLISHED, Action.CORRECT, State.PUBLISHED),
        (State.PUBLISHED, Action.WITHDRAW, State.WITHDRAWN),
    }


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_every_other_step_is_refused(state, action):
    if action in NEXT[state]:
        assert next_state(state, action) == NEXT[state][action]
    else:
        with pytest.raises(ActionRefused):
            next_state(state, action)


def test_only_drafts_and_what_was_sent_back_may_be_edited():
    assert {State.DRAFT, State.SENT_BACK} == EDITABLE


@pytest.mark.parametrize("action", [Action.SEND_BACK, Action.WITHDRAW, Action.CORRECT])
@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_some_actions_need_a_reason(action, reason):
    with pytest.raises(ActionRefused):
        check_reason(action, reason)


@pytest.mark.parametrize("action", [Action.SUBMIT, Action.APPROVE])
def test_other_actions_need_none(action):
    assert check_reason(action, "") is None


@pytest.mark.parametrize(
    ("contributors", "others_exist", "refused"),
    [({1}, True, True), ({1}, False, False), ({2}, True, False), (set(), True, False)],
)
def test_nobody_approves_own_work_where_another_could(contributors, others_exist, refused):
    def attempt():
        check_approver(approver=1, contributors=contributors, others_exist=others_exist)

    if refused:
        with pytest.raises(ActionRefused):
            attempt()
    else:
        assert attempt() is None
