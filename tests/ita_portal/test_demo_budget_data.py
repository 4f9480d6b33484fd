"""The sample budgets add up, stand in the classification and name nobody."""

import csv
import json
import re
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings

from budget.names import name_key
from thai.fiscal import FiscalYear

DEMO = settings.BASE_DIR / "ita_portal" / "demo"
YEARS = {2565: 12, 2566: 12, 2567: 6}  # months that have been spent
# Electricity ran over its budget in August, which the third transfer of September covered.
OVERSPENT_FOR_A_WHILE = {("2566-017", 11)}
ZERO = Decimal("0.00")


def rows(name):
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def loaded(name):
    return json.loads((DEMO / name).read_text(encoding="utf-8"))


PAPERS = {paper["fiscal_year"]: paper for paper in loaded("budget_years.json")["years"]}
SUPPLEMENTS = loaded("supplements.json")["supplements"]
TRANSFERS = {int(year): events for year, events in loaded("transfers.json")["years"].items()}
VILLAGES = {str(village["number"]) for village in loaded("villages.json")["villages"]}


def further_lines(year):
    found = [each["lines"] for each in SUPPLEMENTS if each["fiscal_year"] == year]
    return [line for lines in found for line in lines]


def annual_lines(year):
    return rows(f"budget_{year}.csv")


def lines(year):
    return annual_lines(year) + further_lines(year)


def total(amounts):
    return sum((Decimal(amount or 0) for amount in amounts), ZERO)


def ordinance(given):
    return [line for line in given if not line["source"]]


def spent(line, months):
    return [Decimal(line[f"m{month}"] or 0) for month in range(1, months + 1)]


def moved(year, until=date.max):
    """What transfers up to a day brought each line, negative where they took."""
    sums = defaultdict(Decimal)
    for event in TRANSFERS[year]:
        if event["kind"] == "transfer" and date.fromisoformat(event["date"]) <= until:
            for item in event["items"]:
                sums[item["line"]] += Decimal(item["amount"])
    return sums


def spellings():
    file = settings.BASE_DIR / "budget" / "data" / "classification.json"
    headings = json.loads(file.read_text(encoding="utf-8"))
    return {
        (
            heading["kind"],
            heading["parent"],
            name_key(name),
        ): f"{heading['kind']}:{heading['code']}"
        for heading in headings
        for name in [heading["name"], *heading["aliases"]]
    }


@pytest.mark.parametrize("year", YEARS)
def test_the_lines_of_the_ordinance_add_up_to_its_paper(year):
    amounts = [line["amount"] for line in ordinance(annual_lines(year))]

    assert total(amounts) == Decimal(PAPERS[year]["paper_total"])


@pytest.mark.parametrize("year", YEARS)
def test_the_revenue_expected_is_the_expenditure(year):
    amounts = [row["amount"] for row in rows(f"revenue_{year}.csv")]

    assert total(amounts) == Decimal(PAPERS[year]["paper_total"])


def test_a_further_ordinance_spends_what_it_expects():
    sums = [
        (
            total(line["amount"] for line in each["lines"]),
            total(r["amount"] for r in each["revenue"]),
        )
        for each in SUPPLEMENTS
    ]

    assert sums == [(Decimal(each["paper_total"]),) * 2 for each in SUPPLEMENTS]


@pytest.mark.parametrize("year", YEARS)
def test_each_month_adds_up_to_its_paper(year):
    spendings = [spent(line, YEARS[year]) for line in ordinance(lines(year))]

    assert [str(sum(month, ZERO)) for month in zip(*spendings, strict=True)] == PAPERS[year][
        "paper_months"
    ]


@pytest.mark.parametrize("year", YEARS)
def test_a_year_has_the_months_that_are_over(year):
    columns = [name for name in annual_lines(year)[0] if re.fullmatch(r"m\d+", name)]

    assert columns == [f"m{month}" for month in range(1, YEARS[year] + 1)]


@pytest.mark.parametrize(
    ("year", "least", "most"), [(2565, 88, 94), (2566, 88, 94), (2567, 38, 44)]
)
def test_the_share_spent_is_that_of_a_real_year(year, least, most):
    given = ordinance(lines(year))
    share = total(sum(spent(line, YEARS[year])) for line in given) / total(
        line["amount"] for line in given
    )

    assert least <= share * 100 <= most


@pytest.mark.parametrize("year", YEARS)
def test_the_staff_costs_at_most_four_tenths_of_the_ordinance(year):
    given = ordinance(annual_lines(year))
    staff = total(line["amount"] for line in given if line["class"] == "งบบุคลากร")

    assert staff / total(line["amount"] for line in given) <= Decimal("0.40")


@pytest.mark.parametrize("year", YEARS)
def test_a_transfer_brings_what_it_takes(year):
    sums = [
        total(item["amount"] for item in event["items"])
        for event in TRANSFERS[year]
        if event["kind"] == "transfer"
    ]

    assert set(sums) == {ZERO}


@pytest.mark.parametrize("year", YEARS)
def test_changes_are_numbered_and_dated_in_order_within_the_year(year):
    events = [(event["date"], event["kind"], event["number"]) for event in TRANSFERS[year]]
    numbers = Counter()
    for _, kind, number in events:
        numbers[kind] += 1
        assert number == numbers[kind]

    assert events == sorted(events)
    assert all(FiscalYear(year).contains(date.fromisoformat(day)) for day, *_ in events)


@pytest.mark.parametrize("year", YEARS)
def test_no_transfer_makes_a_line_negative(year):
    amounts = {line["code"]: Decimal(line["amount"]) for line in lines(year)}
    days = [date.fromisoformat(event["date"]) for event in TRANSFERS[year]]
    left = [amounts[code] + sum_ for day in days for code, sum_ in moved(year, day).items()]

    assert [amount for amount in left if amount < 0] == []


@pytest.mark.parametrize("year", YEARS)
def test_a_change_of_explanation_begins_with_the_explanation_of_the_line(year):
    explanations = {line["code"]: line["explanation"] for line in lines(year)}
    changes = [
        item
        for event in TRANSFERS[year]
        if event["kind"] == "explanation"
        for item in event["items"]
    ]

    assert [c for c in changes if c["before"] != explanations[c["line"]]] == []


def test_only_the_line_meant_to_spends_more_than_it_may_at_the_end_of_a_month():
    over = set()
    for year, months in YEARS.items():
        for period in FiscalYear(year).months()[:months]:
            transfers = moved(year, period.last_day)
            for line in lines(year):
                allowed = Decimal(line["amount"]) + transfers[line["code"]]
                if sum(spent(line, months)[: period.number]) > allowed:
                    over.add((line["code"], period.number))

    assert over == OVERSPENT_FOR_A_WHILE


def test_money_came_back_in_a_month():
    returned = [
        (line["code"], month)
        for year, months in YEARS.items()
        for line in lines(year)
        for month, amount in enumerate(spent(line, months), start=1)
        if amount < 0
    ]

    assert returned == [("2566-020", 6), ("2567-024", 5)]


@pytest.mark.parametrize("year", YEARS)
def test_every_line_stands_in_the_classification(year):
    known = spellings()
    areas = {parent for kind, parent, _ in known if kind == "plan"}
    wrong = []
    for line in lines(year):
        plan = next(
            (
                known[key]
                for area in areas
                if (key := ("plan", area, name_key(line["plan"]))) in known
            ),
            None,
        )
        work = known.get(("work", plan, name_key(line["work"])))
        budget_class = known.get(("class", None, name_key(line["class"])))
        category = known.get(("category", budget_class, name_key(line["category"])))
        if not (work and known.get(("type", category, name_key(line["type"])))):
            wrong.append(line["code"])

    assert wrong == []


@pytest.mark.parametrize("year", YEARS)
def test_every_revenue_stands_in_the_classification(year):
    known = spellings()
    given = rows(f"revenue_{year}.csv")
    given += [r for each in SUPPLEMENTS if each["fiscal_year"] == year for r in each["revenue"]]
    wrong = [
        row
        for row in given
        if (
            "revenue_category",
            known.get(("revenue_group", None, name_key(row["group"]))),
            name_key(row["category"]),
        )
        not in known
    ]

    assert wrong == []


@pytest.mark.parametrize("year", YEARS)
def test_lines_have_numbers_of_their_own_known_units_villages_and_sources(year):
    given = lines(year)
    units = loaded("budget_years.json")["units"] + loaded("measures_2566.json")["units"]

    assert len({line["code"] for line in given}) == len(given)
    assert {line["unit"] for line in given} <= {unit["name"] for unit in units}
    assert {line["village"] for line in given} <= {"", *VILLAGES}
    assert {line["source"] for line in given} == (
        {"", "carried_over", "specific_grant"} | ({"accumulated"} if year > 2565 else set())
    )
    assert all(1 <= int(line["starts"]) <= int(line["ends"]) <= 12 for line in given)


@pytest.mark.parametrize(
    ("year", "periods"), [(2565, ["year"]), (2566, ["h1", "year"]), (2567, ["h1"])]
)
def test_the_progress_of_projects_is_told_once_for_each(year, periods):
    reports = loaded(f"progress_{year}.json")["reports"]
    codes = {line["code"] for line in lines(year)}

    assert list(reports) == periods
    for told in reports.values():
        named = [row["code"] for row in told]
        assert len(named) == len(set(named))
        assert set(named) <= codes
        assert {row["status"] for row in told} <= {
            "done",
            "in_progress",
            "not_started",
            "cancelled",
        }
        assert [row["code"] for row in told if not row["result"]] == []


@pytest.mark.parametrize("year", YEARS)
def test_nothing_is_called_not_started_that_has_been_paid(year):
    paid = {"h1": 6, "year": 12}
    by_code = {line["code"]: line for line in lines(year)}
    wrong = [
        (period, row["code"])
        for period, told in loaded(f"progress_{year}.json")["reports"].items()
        for row in told
        if row["status"] in {"not_started", "cancelled"}
        and any(spent(by_code[row["code"]], min(paid[period], YEARS[year])))
    ]

    assert wrong == []


def test_the_data_say_that_they_are_samples():
    names = ["budget_years", "supplements", "transfers", "villages"]
    names += [f"progress_{year}" for year in YEARS]

    assert [name for name in names if "ตัวอย่าง" not in loaded(f"{name}.json")["note"]] == []


def test_there_is_no_number_of_a_person_or_a_telephone():
    # The made-up numbers of vendors are held against the check digit in test_demo_procurement.
    files = [file for kind in ("*.csv", "*.json") for file in DEMO.glob(kind)]
    files = [file for file in files if file.name != "vendors.csv"]
    looks_personal = re.compile(
        r"(?<![\d.])(\d[- ]?){12}\d(?!\d)|(?<![\d.,-])0\d[- ]?\d{3,4}[- ]?\d{4}(?!\d)"
    )

    assert [file.name for file in files if looks_personal.search(file.read_text("utf-8"))] == []
