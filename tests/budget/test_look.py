"""The colours of charts can be told from the page, in light and in dark."""

import re

import pytest
from django.conf import settings

from tests.test_design import COLOUR, CSS, DARK, LIGHT, contrast

BUDGET = (settings.BASE_DIR / "static" / "css" / "budget.css").read_text()
SERIES_LIGHT = dict(re.findall(rf"--(series-\d): ({COLOUR});", BUDGET))
SERIES_DARK = {
    name: dark
    for name, _, dark in re.findall(
        rf"--(series-\d): light-dark\(({COLOUR}), ({COLOUR})\);", BUDGET
    )
}


def test_a_chart_has_five_colours_in_both_schemes():
    assert SERIES_LIGHT.keys() == SERIES_DARK.keys() == {f"series-{n}" for n in range(1, 6)}


@pytest.mark.parametrize("name", SERIES_LIGHT)
def test_a_part_can_be_told_from_the_page(name):
    light = contrast(SERIES_LIGHT[name], LIGHT["paper"])
    dark = contrast(SERIES_DARK[name], DARK["paper"])

    assert min(light, dark) >= 3


def test_browsers_without_light_dark_get_the_same_light_colours():
    pairs = re.findall(rf"--(series-\d): light-dark\(({COLOUR}), {COLOUR}\);", BUDGET)

    assert dict(pairs) == SERIES_LIGHT


def test_colours_are_named_once():
    rules = BUDGET[BUDGET.index("/* -- ") :]

    assert re.findall(COLOUR + r"\b", rules) == []


def test_the_sheet_is_not_a_second_copy_of_the_first():
    names = set(re.findall(r"^(\.[\w-]+) \{", BUDGET, re.MULTILINE))

    assert names & set(re.findall(r"^(\.[\w-]+) \{", CSS, re.MULTILINE)) == set()


def test_on_paper_the_sum_of_a_table_stands_once_at_its_end():
    paper = BUDGET.split("@media print {")[1]

    assert ".money tfoot {\n    display: table-row-group;" in paper
