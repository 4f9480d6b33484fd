import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thai.citizen_id import find_citizen_ids, mask_citizen_ids
from thai.digits import to_thai


def with_check_digit(first_twelve: str) -> str:
    """Complete a number here, so that none that could be somebody's stands in the repository."""
    weighted = sum(
        int(digit) * weight for digit, weight in zip(first_twelve, range(13, 1, -1), strict=True)
    )
    return f"{first_twelve}{(11 - weighted % 11) % 10}"


def with_wrong_check_digit(number: str) -> str:
    return f"{number[:-1]}{(int(number[-1]) + 1) % 10}"


def dashed(number: str) -> str:
    return "-".join([number[0], number[1:5], number[5:10], number[10:12], number[12]])


NUMBER = with_check_digit("1" * 12)
COMPANY = with_check_digit("0" + "9" * 11)
MASKED = f"1-1111-XXXXX-XX-{NUMBER[-1]}"
NUMBERS = st.from_regex("[1-9][0-9]{11}", fullmatch=True).map(with_check_digit)


@pytest.mark.parametrize(
    "text",
    [NUMBER, dashed(NUMBER), dashed(NUMBER).replace("-", " "), to_thai(NUMBER)],
)
def test_a_citizen_number_is_known_however_it_is_typed(text):
    assert find_citizen_ids(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        NUMBER[:-1],
        NUMBER + "1",
        COMPANY,
        with_wrong_check_digit(NUMBER),
        "X" * 13,
    ],
)
def test_anything_else_is_no_citizen_number(text):
    assert find_citizen_ids(text) == []


def test_numbers_are_found_as_they_are_written():
    spans = [NUMBER, dashed(NUMBER), to_thai(dashed(NUMBER)).replace("-", " "), dashed(NUMBER)]

    found = find_citizen_ids(f"นาย ก ({spans[0]}) {spans[1]}, เลข{spans[2]}\nและ{spans[3]}")

    assert found == spans


@pytest.mark.parametrize("groups", ["{0}-{1}", "{0} - {1}", "{0}–{1}", "{0}\u00a0{1}"])
def test_unusual_dashes_do_not_hide_a_number(groups):
    text = groups.format(NUMBER[0], NUMBER[1:])

    assert find_citizen_ids(text) == [text]


def test_a_number_in_unusual_groups_is_found_when_hyphens_join_it():
    text = "-".join([NUMBER[:3], NUMBER[3:8], NUMBER[8:]])

    assert find_citizen_ids(f"เลข {text}.") == [text]


def grouped(number: str, *joints: str) -> str:
    groups = [number[0], number[1:5], number[5:10], number[10:12], number[12]]
    return "".join(part for pair in zip(groups, [*joints, ""], strict=True) for part in pair)


@pytest.mark.parametrize(
    "text",
    [
        grouped(NUMBER, ".", ".", ".", "."),
        to_thai(grouped(NUMBER, ".", ".", ".", ".")),
        grouped(NUMBER, "-", "-", "-\n", "-"),
        grouped(NUMBER, "-", "\r\n-", "-", "-"),
        grouped(NUMBER, " ", " ", " ", " \n"),
    ],
)
def test_points_and_the_end_of_a_line_do_not_hide_the_printed_groups(text):
    assert (find_citizen_ids(f"เลข {text}.\n"), mask_citizen_ids(text)) == (
        [text],
        MASKED if text[0] == NUMBER[0] else to_thai(MASKED),
    )


@pytest.mark.parametrize(
    "text",
    [
        grouped(with_wrong_check_digit(NUMBER), ".", ".", ".", "."),
        grouped(NUMBER, ".", " ", " ", "."),
        grouped(NUMBER, ".", ".", ".", ".") + "5",
        grouped(NUMBER, "\n", "\n", "\n", "\n"),
        grouped(NUMBER, " ", "\n", "\n", " "),
        f"{NUMBER[0]}\n{NUMBER[1:]}",
        f"{NUMBER[:5]}\n{NUMBER[5:]}",
        "1.2345 67890.12 3",
    ],
)
def test_tables_and_amounts_stay_as_they_are(text):
    assert mask_citizen_ids(text) == text


@pytest.mark.parametrize(
    "text",
    [
        f"5{NUMBER}",
        f"{NUMBER}5",
        f"๕{NUMBER}",
        f"{NUMBER[:11]}",
        f"e-GP 65107{NUMBER[:6]}",
        COMPANY,
        dashed(COMPANY),
        with_wrong_check_digit(NUMBER),
        f"{NUMBER[:6]} {NUMBER[6:]}",
        f"12-{NUMBER[:3]}-{NUMBER[3:]}",
        f"{NUMBER[:3]}-{NUMBER[3:]}-12",
        f"{NUMBER[:6]}\n{NUMBER[6:]}",
        "วันที่ 1-10-2565 2-10-2565 โทร 074-000000",
    ],
)
def test_other_numbers_stay_as_they_are(text):
    assert mask_citizen_ids(text) == text


@pytest.mark.parametrize("text", [NUMBER, dashed(NUMBER), dashed(NUMBER).replace("-", " ")])
def test_the_mask_looks_alike_however_the_number_was_written(text):
    assert mask_citizen_ids(f"ผู้รับจ้าง {text} ครับ") == f"ผู้รับจ้าง {MASKED} ครับ"


def test_the_mask_keeps_thai_digits():
    assert mask_citizen_ids(to_thai(NUMBER)) == to_thai(MASKED)


def test_a_list_number_or_an_amount_beside_it_does_not_hide_a_number():
    assert mask_citizen_ids(f"2 {NUMBER} 5,000 บาท") == f"2 {MASKED} 5,000 บาท"


def test_two_numbers_that_share_a_digit_are_both_masked():
    second = with_check_digit(f"{NUMBER[-1]}{'2' * 11}")
    text = NUMBER + f" {second[1:5]} {second[5:10]} {second[10:12]} {second[12]}"

    assert find_citizen_ids(mask_citizen_ids(text)) == []


@given(st.text(), NUMBERS, st.text())
def test_a_number_is_found_in_any_surroundings(before, number, after):
    assume(not before[-1:].isdecimal() and not after[:1].isdecimal())

    assert mask_citizen_ids(f"{before}|{number}|{after}") != f"{before}|{number}|{after}"


@given(
    st.lists(
        st.one_of(
            NUMBERS,
            NUMBERS.map(dashed),
            NUMBERS.map(lambda number: grouped(number, ".", ".", ".", ".")),
            NUMBERS.map(lambda number: grouped(number, "-", "-", "\n", "-")),
            st.text(alphabet="0123456789๑๒ -–ก.\n", max_size=9),
        )
    )
)
def test_masking_leaves_no_citizen_number(parts):
    masked = mask_citizen_ids("".join(parts))

    assert find_citizen_ids(masked) == []


@given(st.text(alphabet="0123456789 -ก.\n", max_size=60))
def test_masking_changes_nothing_where_nothing_is_found(text):
    assume(not find_citizen_ids(text))

    assert mask_citizen_ids(text) == text


@given(NUMBERS)
def test_one_wrong_digit_is_noticed(number):
    assert find_citizen_ids(with_wrong_check_digit(number)) == []
