import datetime as dt
import json
from decimal import Decimal

import pytest
from pydantic import ValidationError

from measures.report_content import OutcomeContent, ReportContent
from tests.measures.seed_report import full_content, seed_content, with_one_measure


def outcome(**fields):
    nothing = dict.fromkeys(("score_before", "score_after", "count"))
    return OutcomeContent(**{"text": "", "question": "", "count_of": "", **nothing, **fields})


def test_the_title_block_is_that_of_the_official_report():
    assert seed_content().title_lines == [
        "สรุปผลการดำเนินการ และผลลัพธ์ของการดำเนินการ",
        "ตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        "ประจำปีงบประมาณ พ.ศ.2566",
        "องค์การบริหารส่วนตำบลทุ่งบุหลัง อำเภอทุ่งหว้า จังหวัดสตูล",
    ]


def test_the_preamble_names_the_year_assessed_and_the_year_of_the_measures():
    first, second = seed_content().preamble

    assert "ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลทุ่งบุหลัง ในปีงบประมาณ พ.ศ.2565" in first
    assert "ในปีงบประมาณ พ.ศ.2566 ร่วมกันระหว่างผู้บริหารและเจ้าหน้าที่" in first
    assert second.endswith("ประจำปีงบประมาณ พ.ศ.2566 ดังต่อไปนี้")


def test_braces_in_a_name_are_only_letters():
    content = seed_content(agency="{fiscal_year}", set_by="{0.__class__}")

    assert content.title_lines[-1] == "{fiscal_year} อำเภอทุ่งหว้า จังหวัดสตูล"
    assert "ร่วมกันระหว่าง{0.__class__} ของ{fiscal_year} ไปแล้ว" in content.preamble[0]


def test_a_report_cannot_be_changed_once_made():
    with pytest.raises(ValidationError):
        seed_content().agency = "อื่น"


def test_what_an_edition_keeps_reads_back_as_it_was():
    content = full_content()

    kept = json.loads(json.dumps(content.model_dump(mode="json")))

    assert ReportContent.model_validate(kept) == content


def test_the_hash_does_not_depend_on_the_way_through_the_database():
    content = full_content()
    kept = content.model_dump(mode="json")

    shuffled = ReportContent.model_validate(dict(reversed(kept.items())))

    assert shuffled.sha256 == content.sha256


def test_the_hash_changes_with_any_word():
    assert with_one_measure(title="หนึ่ง").sha256 != with_one_measure(title="สอง").sha256


def test_the_data_keep_thai_letters_readable():
    assert "ทุ่งบุหลัง".encode() in seed_content().json_bytes


def test_the_day_alone_makes_no_new_report():
    content = seed_content()

    later = content.model_copy(update={"as_of": content.as_of + dt.timedelta(days=1)})

    assert later.says_the_same_as(content)


def test_one_other_word_makes_a_new_report():
    assert not with_one_measure(title="หนึ่ง").says_the_same_as(with_one_measure(title="สอง"))


def test_owners_and_schedules_shared_by_methods_are_said_once():
    measure = seed_content().measures[0]

    assert measure.owners == ["หัวหน้าส่วนทุกกอง"]
    assert len(measure.schedules) == 1


def test_the_table_has_a_row_per_method_and_says_shared_things_in_the_first():
    measure = seed_content().measures[0]

    first, second = measure.rows

    assert (first.title, first.owner) == (measure.title, "หัวหน้าส่วนทุกกอง")
    assert (second.title, second.owner, second.schedule) == ("", "", "")
    assert second.method == measure.methods[1]


def test_schedules_that_differ_stand_beside_their_methods():
    _first, second = seed_content().measures[2].rows

    assert second.schedule == "เดือนมกราคม 2566"


@pytest.mark.parametrize(
    ("suggestions", "dealt"),
    [
        ([], [[], []]),
        (["ก"], [["ก"], []]),
        (["ก", "ข"], [["ก"], ["ข"]]),
        (["ก", "ข", "ค"], [["ก"], ["ข", "ค"]]),
    ],
)
def test_suggestions_are_dealt_out_over_the_rows(suggestions, dealt):
    measure = seed_content().measures[0].model_copy(update={"suggestions": suggestions})

    assert [row.suggestions for row in measure.rows] == dealt


def test_a_row_of_the_seed_is_short():
    rows = [row for measure in seed_content().measures for row in measure.rows]

    assert [row for row in rows if not row.is_short] == []


@pytest.mark.parametrize("field", ["title", "suggestions"])
def test_a_row_with_a_very_long_cell_may_be_divided(field):
    text = "ยาว " * 150
    changes = {field: [text] if field == "suggestions" else text}

    assert not with_one_measure(**changes).measures[0].rows[0].is_short


def test_only_measures_that_answer_a_finding_are_listed_as_answers():
    content = full_content()

    assert [measure.number for measure in content.answers] == [1]


def test_a_score_of_the_assessment_is_cited_even_where_nothing_was_found():
    assert seed_content(assessed_score=Decimal("85.20")).cites_assessment


def test_nothing_is_cited_of_an_assessment_that_is_not_known():
    assert not seed_content().cites_assessment


@pytest.mark.parametrize(
    "before, after, said",
    [
        ("79.45", "99.18", "เพิ่มขึ้น 19.73 คะแนน"),
        ("99.18", "79.45", "ลดลง 19.73 คะแนน"),
        ("99.18", "99.18", "คะแนนเท่าเดิม"),
        (None, "99.18", ""),
        ("79.45", None, ""),
    ],
)
def test_the_change_of_a_score_is_said_in_words(before, after, said):
    before, after = (Decimal(score) if score else None for score in (before, after))

    assert outcome(score_before=before, score_after=after).change == said


def test_a_score_of_nothing_is_a_score():
    assert outcome(score_after=Decimal(0)).has_score


def test_a_question_that_the_text_quotes_is_not_said_twice():
    assert outcome(text="ในหัวข้อ ท่านทราบข้อมูลเพียงใด", question="ท่านทราบข้อมูลเพียงใด").label == ""
    assert outcome(text="คะแนนสูงขึ้น", question="ท่านทราบข้อมูลเพียงใด").label == "ท่านทราบข้อมูลเพียงใด"


def test_only_a_demonstration_says_that_it_is_one():
    assert seed_content().demonstration_notice == ""
    assert seed_content(is_demonstration=True).demonstration_notice.startswith("ข้อมูลสาธิต")
