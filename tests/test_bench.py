"""The arithmetic of the benchmarks; what they measure is not judged here."""

import gzip
import os
import subprocess
from http.client import HTTPMessage

import pytest
from django.db.models import Count
from django.utils import timezone

from bench.arithmetic import cheapness, percentile, table, verdict
from bench.client import Answer
from bench.growth import FEW, PLANS, Page
from bench.growth import row as growth_row
from bench.growth_run import add_year
from bench.paper import Paper, best_of
from bench.paper import row as paper_row
from bench.paper_run import illustrated
from bench.purchases_run import FEW as FEW_PURCHASES
from bench.purchases_run import ODD, OPEN, put
from bench.servers import cpu_between, cpu_by_process
from bench.sites import WAITRESS_LIMITS
from bench.size import Weight, faces_of, links_of, weigh
from bench.web import Costs, query_cells
from budget.models import Spending, TransferItem
from ita_portal.management.commands.serve import LIMITS
from measures.report_content import ActivityContent, MeasureContent, PhotoContent
from procurement.models import Purchase, PurchaseText
from procurement.status import Status


@pytest.mark.parametrize(
    "values, share, expected",
    [
        ([5], 0.99, 5),
        ([3, 1, 2], 0.5, 2),
        (list(range(1, 101)), 0.99, 99),
        (list(range(1, 102)), 0.99, 100),
        ([4, 1], 0, 1),
        ([4, 1], 1, 4),
    ],
)
def test_percentile_is_the_nearest_rank(values, share, expected):
    assert percentile(values, share) == expected


def test_cheapness_compares_each_round_with_itself():
    constant, page = [1.0, 4.0, 1.0], [2.0, 8.0, 10.0]

    result = cheapness(constant, page)

    assert result == 0.5


@pytest.mark.parametrize(
    "value, at_least, expected",
    [(1, True, "met"), (0.9, True, "MISSED"), (1, False, "met"), (1.1, False, "MISSED")],
)
def test_a_target_is_met_on_its_border(value, at_least, expected):
    assert verdict(value, 1, at_least=at_least) == expected


def test_a_table_aligns_names_left_and_figures_right():
    text = table("Title", ["page", "ms"], [["/", "1.5"], ["/long/", "12.5"]])

    assert text == "Title\n  page      ms\n  /        1.5\n  /long/  12.5"


def test_only_the_cpu_since_then_counts():
    before = {os.getpid(): 0.0}

    spent = cpu_between(before, [os.getpid()])

    assert spent == pytest.approx(cpu_between({}, [os.getpid()]), rel=0.1)


def test_a_process_that_ended_costs_nothing_more():
    ended = subprocess.Popen(["true"])
    ended.wait()

    assert cpu_by_process([ended.pid]) == {}


def test_the_constant_response_is_served_as_the_portal_is():
    assert WAITRESS_LIMITS == LIMITS


def test_the_fastest_run_is_reported():
    slow, fast = paper(seconds=4.0), paper(seconds=2.0)

    assert best_of([slow, fast]) == fast


def test_paper_is_stated_as_a_part_of_what_is_allowed():
    cells = paper_row("large", paper(seconds=1.5, peak_megabytes=500))

    assert cells[:5] == ["large: 20 pages, 40 photos", "0.50", "2.00", "MISSED", "1.50"]


def test_no_photo_is_lost_when_they_are_dealt_out():
    photos = [photo(number) for number in range(7)]

    measure = illustrated(measure_with_activities(3), 5, photos)

    dealt = [item.caption for activity in measure.activities for item in activity.photos]
    assert (measure.number, sorted(dealt)) == (5, [str(number) for number in range(7)])


def test_an_answer_weighs_what_is_sent_compressed():
    text = b"<p>" * 1000
    packed = gzip.compress(text, 6, mtime=0)

    assert weigh(answer(text)) == Weight(len(packed), len(text))
    assert weigh(answer(packed, encoding="gzip")) == Weight(len(packed), len(text))


def test_what_a_page_downloads_is_found_in_it():
    page = answer(b'<link href="/static/css/a.1.css"><script src="/static/b.js"></script>')
    style = answer(b'@font-face{src:url("../fonts/s.woff2")}')

    assert links_of(page) == ["/static/css/a.1.css", "/static/b.js"]
    assert faces_of("/static/css/a.1.css", style) == ["/static/fonts/s.woff2"]


@pytest.mark.django_db
def test_a_large_year_is_the_small_one_many_times_over():
    year = add_year(2 * FEW)

    lines = year.lines.order_by()
    by_plan = dict(lines.values_list("plan").annotate(Count("pk")))
    assert list(by_plan.values()) == [2 * FEW // PLANS] * PLANS
    assert lines.values("order").distinct().count() == 2 * FEW
    assert Spending.objects.public().filter(line__in=lines).count() == 4 * FEW
    assert TransferItem.objects.public().filter(line__in=lines).count() == 2 * FEW // 11 + 1


@pytest.mark.parametrize("count", [1, 3, 2 * FEW_PURCHASES])
def test_the_purchases_of_a_benchmark_are_as_many_as_asked(db, count):
    put(count)

    found = Purchase.objects.published()
    texts = PurchaseText.objects.filter(purchase__in=found)
    assert (found.count(), texts.count()) == (count, count)
    assert texts.filter(text__contains=ODD).count() == 1
    assert found.with_status(Status.OPEN, timezone.localdate()).count() == min(count - 1, OPEN)


def test_growth_compares_each_round_with_itself():
    few = Costs(server=[1.0, 2.0, 1.0], database=[1.0, 2.0, 1.0])
    many = Costs(server=[2.0, 4.0, 1.0], database=[0.0, 0.0, 4.0])

    cells = growth_row(Page("line", ("/a", "/b")), [few, many], [0.5, 2.0])

    assert cells[:4] == ["line", "1.00", "1.2", "met"]
    assert cells[-2:] == ["0.50", "2.00"]


@pytest.mark.parametrize(
    "counted, expected",
    [([40, 8], ["40", "8", "met"]), ([9, 9], ["9", "9", "MISSED"]), (None, ["", "", ""])],
)
def test_queries_are_judged_by_the_second_visit(counted, expected):
    assert query_cells(counted) == expected


def paper(*, seconds, peak_megabytes=100.0):
    return Paper(
        pages=20,
        photos=40,
        seconds=seconds,
        cpu_seconds=1.0,
        peak_megabytes=peak_megabytes,
        file_megabytes=1.0,
    )


def photo(number):
    return PhotoContent(file="", web="", width=1, height=1, alt="", caption=str(number))


def measure_with_activities(count):
    row = ActivityContent(title="", text="", place="", when="", photos=[], evidence=[])
    return MeasureContent.model_construct(number=1, activities=[row] * count)


def answer(body, *, encoding=""):
    headers = HTTPMessage()
    if encoding:
        headers["Content-Encoding"] = encoding
    return Answer(200, headers, body)
