"""Lines of a budget: what is recognised, what is refused, what stays."""

from decimal import Decimal

import pytest

from agency.models import Village
from budget.importers import LinesImporter
from budget.models import BudgetLine, BudgetYear, Heading, HeadingAlias, Source
from publishing.imports import AlreadyImported, ImportRefused, apply
from publishing.models import ImportFile, PublicationStep
from publishing.workflow import State
from tests.budget.importing import bring, choices_for, look, table_from

IMPORTER = LinesImporter()
HEADER = "แผนงาน|งาน|งบ|หมวด|โครงการ|งบประมาณ"
ROAD = "แผนงานอุตสาหกรรมและการโยธา|งานก่อสร้าง|งบลงทุน|ค่าที่ดินและสิ่งก่อสร้าง|ก่อสร้างถนน|500,000.00"
PAPER = "แผนงานบริหารงานทั่วไป|งานบริหารทั่วไป|งบดำเนินงาน|ค่าวัสดุ|วัสดุสำนักงาน|80,000.25"
TWO = "\n".join([HEADER, ROAD, PAPER])


@pytest.fixture
def order(agency, clerk):
    """Return a function that says what a clerk chose for 2566."""

    def choose(by=None, **options):
        return choices_for(by or clerk, {"year": 2566}, file="งบ.csv", **options)

    return choose


def sentences(plan):
    return [refusal.sentence for refusal in plan.refusals]


def test_lines_become_a_draft_of_the_person_who_brought_them(order, clerk):
    bring(IMPORTER, TWO, order())

    year = BudgetYear.objects.get()
    assert (year.state, year.author) == (State.DRAFT, clerk)
    assert year.own_lines.total_approved() == Decimal("580000.25")


def test_every_line_has_the_history_of_its_making_and_of_its_change(order, clerk):
    bring(IMPORTER, TWO, order())
    bring(IMPORTER, TWO.replace("80,000.25", "90,000"), order())

    line = BudgetLine.objects.get(title="วัสดุสำนักงาน")
    history = [(row.history_type, row.amount, row.history_user) for row in line.history.all()]
    assert history == [("~", Decimal("90000.00"), clerk), ("+", Decimal("80000.25"), clerk)]


def test_a_second_identical_import_changes_nothing_and_says_so(order):
    first = bring(IMPORTER, TWO, order())
    rows = BudgetLine.history.count()

    second = bring(IMPORTER, TWO, order())

    assert (first.new_rows, first.has_changed_anything) == (2, True)
    assert (second.unchanged_rows, second.has_changed_anything) == (2, False)
    assert BudgetLine.history.count() == rows


def test_the_preview_shows_old_beside_new(order):
    bring(IMPORTER, TWO, order())

    plan = look(IMPORTER, TWO.replace("500,000.00", "450,000"), order())

    (change,) = plan.comparison.changed
    assert [(each.before, each.after) for each in change.fields] == [("500,000.00", "450,000.00")]


def test_looking_writes_nothing(order):
    look(IMPORTER, TWO, order())

    assert (BudgetYear.objects.count(), BudgetLine.objects.count()) == (0, 0)


def test_a_line_that_comes_in_between_stands_in_between(order):
    bring(IMPORTER, TWO, order())
    between = ROAD.replace("ก่อสร้างถนน", "ขุดลอกคลอง")

    bring(IMPORTER, "\n".join([HEADER, ROAD, between, PAPER]), order())

    titles = [line.title for line in BudgetLine.objects.all()]
    assert titles == ["ก่อสร้างถนน", "ขุดลอกคลอง", "วัสดุสำนักงาน"]


def test_a_column_that_the_file_lacks_keeps_what_staff_wrote(order):
    bring(IMPORTER, TWO, order())
    line = BudgetLine.objects.get(title="ก่อสร้างถนน")
    line.explanation = "กว้าง 4 เมตร"
    line.save()

    file = bring(IMPORTER, TWO, order())

    line.refresh_from_db()
    assert (line.explanation, file.has_changed_anything) == ("กว้าง 4 เมตร", False)


def test_the_same_line_twice_is_refused_with_both_rows(order):
    plan = look(IMPORTER, "\n".join([HEADER, ROAD, PAPER, ROAD]), order())

    (refusal,) = plan.refusals
    assert refusal.row == 4
    assert all(part in refusal.sentence for part in ["งบ.csv", "ก่อสร้างถนน", "4", "2"])


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (ROAD.replace("แผนงานอุตสาหกรรมและการโยธา", "แผนงานอวกาศ"), "แผนงานอวกาศ"),
        (ROAD.replace("งบลงทุน", "งบลับ"), "งบลับ"),
        (ROAD.replace("งานก่อสร้าง", "งานดำน้ำ"), "งานดำน้ำ"),
        (ROAD.replace("500,000.00", "-5"), "-5.00"),
        (ROAD.replace("500,000.00", "ห้าแสน"), "ห้าแสน"),
    ],
)
def test_a_row_that_is_not_understood_is_named_and_nothing_is_saved(order, row, value):
    text = "\n".join([HEADER, PAPER, row])

    (sentence,) = sentences(look(IMPORTER, text, order()))
    with pytest.raises(ImportRefused):
        bring(IMPORTER, text, order())

    assert all(part in sentence for part in ["งบ.csv", "แถว 3", "คอลัมน์", value])
    assert (BudgetYear.objects.count(), BudgetLine.objects.count()) == (0, 0)


def test_a_number_of_a_citizen_never_comes_in(order):
    plan = look(IMPORTER, "\n".join([HEADER, ROAD.replace("ถนน", "ถนน 9101700203455")]), order())

    assert [refusal.row for refusal in plan.refusals] == [2]


def test_an_unknown_plan_can_be_chosen_and_is_known_from_then_on(order, heading):
    text = "\n".join([HEADER, ROAD.replace("แผนงานอุตสาหกรรมและการโยธา", "แผนงานอุตสาหกรรมกับโยธา")])
    (name,) = look(IMPORTER, text, order()).reading.unknown
    plan = heading("plan", "00310")

    bring(IMPORTER, text, order(names={name.token: str(plan.pk)}))

    assert name.options[0] == (str(plan.pk), plan.name)
    assert BudgetLine.objects.get().plan == plan
    assert HeadingAlias.objects.filter(text="แผนงานอุตสาหกรรมกับโยธา", heading=plan).exists()
    assert look(IMPORTER, text, order()).is_ready


def test_an_unknown_work_may_become_a_new_heading_with_its_history(order, clerk):
    text = "\n".join([HEADER, ROAD.replace("งานก่อสร้าง", "งานสะพาน")])

    bring(IMPORTER, text, order(new_names=True))

    work = Heading.objects.get(name="งานสะพาน")
    assert (work.kind, work.parent.code, BudgetLine.objects.get().work) == ("work", "00310", work)
    assert work.history.get().history_user == clerk


def test_an_unknown_plan_never_becomes_a_new_heading(order):
    text = "\n".join([HEADER, ROAD.replace("แผนงานอุตสาหกรรมและการโยธา", "แผนงานอวกาศ")])

    assert len(look(IMPORTER, text, order(new_names=True)).refusals) == 1


def test_a_category_where_the_class_should_stand_is_understood(order, heading):
    text = "แผนงาน|งบ|รายการ|งบประมาณ\nแผนงานการศึกษา|ค่าวัสดุ|วัสดุการศึกษา|1,000"

    bring(IMPORTER, text, order())

    line = BudgetLine.objects.get()
    assert (line.budget_class.code, line.category.code) == ("530000", "533000")


def test_a_class_in_the_column_of_the_category_is_understood(order):
    text = "แผนงาน|งบ|หมวด|รายการ|งบประมาณ\nแผนงานการศึกษา|ค่าวัสดุ|งบดำเนินงาน|ก|1,000"

    bring(IMPORTER, text, order())

    line = BudgetLine.objects.get()
    assert (line.budget_class.code, line.category.code) == ("530000", "533000")


def test_merged_row_labels_are_filled_down(order):
    second = "||||ก่อสร้างสะพาน|300,000"

    bring(IMPORTER, "\n".join([HEADER, ROAD, second]), order())

    assert [line.work.name for line in BudgetLine.objects.all()] == ["งานก่อสร้าง"] * 2


@pytest.mark.parametrize("text", ["หมู่ที่ 3", "ม.3", "หมู่ ๓ บ้านดอน", "3", "บ้านดอน", "ดอน"])
def test_a_village_is_found_by_number_or_name(order, text):
    village = Village.objects.create(number=3, name="บ้านดอน")

    bring(IMPORTER, f"{HEADER}|หมู่บ้าน\n{ROAD}|{text}", order())

    assert BudgetLine.objects.get().village == village


@pytest.mark.parametrize("text", ["ทั้งตำบล", "หมู่ที่ 1-5", "หมู่ที่ 99"])
def test_a_place_that_is_no_single_village_is_noted_and_not_refused(order, text):
    Village.objects.create(number=1)

    plan = look(IMPORTER, f"{HEADER}|หมู่บ้าน\n{ROAD}|{text}", order())

    assert (plan.is_ready, any(text in note for note in plan.reading.notes)) == (True, True)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("", Source.ORDINANCE),
        ("เงินรายได้", Source.ORDINANCE),
        ("เงินอุดหนุนทั่วไป", Source.ORDINANCE),
        ("เงินอุดหนุนเฉพาะกิจ", Source.SPECIFIC_GRANT),
        ("เงินสะสม", Source.ACCUMULATED),
        ("เงินกันไว้เบิกเหลื่อมปี", Source.CARRIED_OVER),
        ("เงินกู้", Source.LOAN),
    ],
)
def test_the_source_of_money_is_understood(order, text, source):
    bring(IMPORTER, f"{HEADER}|แหล่งเงิน\n{ROAD}|{text}", order())

    assert BudgetLine.objects.get().source == source


def test_a_line_is_known_by_its_number_whatever_its_title(order):
    bring(IMPORTER, f"{HEADER}|รหัส\n{ROAD}|007", order())

    bring(IMPORTER, f"{HEADER}|รหัส\n{ROAD.replace('ถนน', 'ถนนลาดยาง')}|007", order())

    assert [(line.code, line.title) for line in BudgetLine.objects.all()] == [
        ("007", "ก่อสร้างถนนลาดยาง")
    ]


def test_a_total_row_is_checked_and_not_imported(order):
    plan = look(IMPORTER, f"{TWO}\nรวมทั้งสิ้น|||||600,000.25", order())

    (total,) = plan.wrong_totals
    assert total.differences == {"amount": Decimal("20000.00")}
    assert len(plan.comparison.new) == 2


def test_a_control_total_is_compared_and_its_suspects_are_named(order):
    plan = look(IMPORTER, TWO, order(totals={"expenditure": "500000.00"}))

    (total,) = plan.reading.totals
    assert total.difference == Decimal("80000.25")
    assert [suspect.label for suspect in total.suspects] == ["วัสดุสำนักงาน"]
    assert plan.is_ready


def test_the_control_total_is_kept_with_the_ordinance(order):
    bring(IMPORTER, TWO, order(totals={"expenditure": "580000.25"}))

    assert BudgetYear.objects.get().controls[0].agrees


def test_lines_that_the_file_lacks_stay_unless_that_is_chosen(order):
    bring(IMPORTER, TWO, order())
    shorter = "\n".join([HEADER, ROAD])

    bring(IMPORTER, shorter, order())
    kept = BudgetLine.objects.count()
    bring(IMPORTER, shorter, order(remove=True))

    assert (kept, [line.title for line in BudgetLine.objects.all()]) == (2, ["ก่อสร้างถนน"])


def test_a_line_with_spending_is_never_removed(order, make_spending):
    bring(IMPORTER, TWO, order())
    make_spending(BudgetLine.objects.get(title="วัสดุสำนักงาน"), 5, state=State.DRAFT)

    bring(IMPORTER, "\n".join([HEADER, ROAD]), order(remove=True))

    assert BudgetLine.objects.count() == 2


def test_lines_of_a_further_ordinance_stand_beside_those_of_the_year(order, clerk):
    bring(IMPORTER, TWO, order())
    target = {"year": 2566, "supplement": 1, "effective_on": "2023-04-01"}

    bring(IMPORTER, TWO, choices_for(clerk, target))

    year = BudgetYear.objects.get()
    assert (year.own_lines.count(), year.supplements.get().own_lines.count()) == (2, 2)


@pytest.fixture
def published(order):
    bring(IMPORTER, TWO, order(totals={"expenditure": "580000.25"}))
    year = BudgetYear.objects.get()
    year.state, year.published_at = State.PUBLISHED, year.changed_at
    year.save()
    return year


CORRECTED = TWO.replace("500,000.00", "450,000.00")


def test_a_published_year_is_not_changed_by_a_clerk(order, published):
    plan = look(IMPORTER, CORRECTED, order())

    assert (plan.is_ready, len(plan.hindrances)) == (False, 1)
    with pytest.raises(ImportRefused):
        bring(IMPORTER, CORRECTED, order(reason="พิมพ์ผิด"))


def test_a_published_year_is_not_corrected_without_a_reason(order, published, approver):
    with pytest.raises(ImportRefused):
        bring(IMPORTER, CORRECTED, order(approver))

    assert not BudgetLine.objects.filter(amount=450_000).exists()


def test_a_correction_that_leaves_a_difference_unexplained_is_not_saved(order, published, approver):
    with pytest.raises(ImportRefused):
        bring(IMPORTER, CORRECTED, order(approver, reason="พิมพ์ผิด"))

    assert not BudgetLine.objects.filter(amount=450_000).exists()


def test_a_difference_is_explained_beside_the_reason(order, published, approver):
    choices = order(approver, reason="พิมพ์ผิด", explanation="เอกสารพิมพ์คลาดเคลื่อน")

    bring(IMPORTER, CORRECTED, choices)

    year, step = BudgetYear.objects.get(), PublicationStep.objects.get()
    assert (year.difference_explanation, year.problems()) == ("เอกสารพิมพ์คลาดเคลื่อน", [])
    assert "เอกสารพิมพ์คลาดเคลื่อน" in str(step.after)


def test_an_explanation_of_no_difference_is_not_kept(order, published, approver):
    totals = {"expenditure": "530000.25"}

    bring(IMPORTER, CORRECTED, order(approver, reason="พิมพ์ผิด", explanation="ก", totals=totals))

    assert BudgetYear.objects.get().difference_explanation == ""


def test_a_paper_total_that_is_not_taken_is_said(order, published):
    plan = look(IMPORTER, TWO, order(totals={"expenditure": "1"}))

    assert plan.untaken == [published]


def test_an_approver_corrects_a_published_year_on_the_record(order, published, approver):
    totals = {"expenditure": "530000.25"}

    bring(IMPORTER, CORRECTED, order(approver, reason="พิมพ์ผิด", totals=totals))

    step = PublicationStep.objects.get()
    assert (step.action, step.by, step.reason) == ("correct", approver, "พิมพ์ผิด")
    assert step.before != step.after


def test_the_same_file_again_needs_no_approver_though_the_year_is_public(order, published):
    assert look(IMPORTER, TWO, order()).is_ready


def test_what_waits_for_review_is_locked(order):
    bring(IMPORTER, TWO, order())
    BudgetYear.objects.all().update(state=State.IN_REVIEW)

    plan = look(IMPORTER, CORRECTED, order())

    assert (plan.is_ready, len(plan.hindrances)) == (False, 1)


def test_an_import_that_is_broken_off_saves_nothing(order):
    table = table_from(IMPORTER, TWO)
    file = ImportFile.objects.create(
        importer="lines", original_name="x", stored="x", sha256="0", size=1,
        uploaded_by=order().by,
    )  # fmt: skip
    rows = apply(IMPORTER, file, table, order())
    next(rows)
    next(rows)

    rows.close()

    file.refresh_from_db()
    assert (BudgetLine.objects.count(), file.is_applied) == (0, False)


def test_rows_of_another_year_are_left_out_and_that_is_said(order):
    rows = [f"2566|{ROAD}", f"2565|{PAPER}"]

    plan = look(IMPORTER, "\n".join([f"ปีงบประมาณ|{HEADER}", *rows]), order())

    assert [record.label for record in plan.comparison.new] == ["ก่อสร้างถนน"]
    assert any("2565" in note for note in plan.reading.notes)


def test_a_file_of_another_year_is_refused(order):
    plan = look(IMPORTER, f"ปีงบประมาณ|{HEADER}\n2565|{ROAD}", order())

    assert [refusal.column for refusal in plan.refusals] == ["fiscal_year"]


def test_months_of_a_plan_in_the_wrong_order_are_refused(order):
    plan = look(IMPORTER, f"{HEADER}|เดือนที่เริ่ม|เดือนที่สิ้นสุด\n{ROAD}|ม.ค.|ต.ค.", order())

    assert [refusal.column for refusal in plan.refusals] == ["ends"]


def test_one_file_is_imported_once_however_often_it_is_pressed(order):
    file = bring(IMPORTER, TWO, order())

    with pytest.raises(AlreadyImported):
        list(apply(IMPORTER, file, table_from(IMPORTER, TWO), order()))
