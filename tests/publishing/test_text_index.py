"""The index of what texts contain, on a table of its own."""

from dataclasses import replace

import pytest
from django.db import connection

from publishing import text_index
from publishing.text_index import KeepTextIndex, RemoveTextIndex, TextIndex

INDEX = TextIndex("text_index_sample", "number", "words", part_bits=1)


@pytest.fixture
def table(db):
    """A table with its index, made as a migration does; the end of the test takes both back."""
    operation = KeepTextIndex(INDEX)
    run("CREATE TABLE text_index_sample (number bigint PRIMARY KEY, words text NOT NULL)")
    add(100, "ก่อนมีดัชนี")
    operation.database_forwards("publishing", editor(), None, None)
    return operation


def editor():
    """The one of a migration, not entered: SQLite's refuses to begin in the transaction of a test."""
    return connection.SchemaEditorClass(connection)


def run(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def add(number, words):
    run("INSERT INTO text_index_sample (number, words) VALUES (%s, %s)", number, words)


def newest(*needles, most=10, **bounds):
    question = INDEX.ask(needles)
    return question.newest(most=most, **bounds) if question else []


def found(*needles, most=10):
    return sorted(newest(*needles, most=most))


def test_texts_that_were_there_before_are_found(table):
    assert found("มีดัชนี") == [100]


@pytest.mark.parametrize(
    "needles, expected",
    [
        (["ถนน"], [1, 2]),
        (["นน"], [1, 2]),
        (["งบ"], [3]),
        (["ปู"], [4]),
        (["ถนนคอนกรีต"], [1]),
        (["ถนน", "คอนกรีต"], [1]),
        (["ถนน", "งบ"], []),
        (["ไม่มี"], []),
        (["ฮฮ"], []),
        (["100%"], [5]),
        (["0%"], [5]),
        (["a_b"], [6]),
        (["a%b"], []),
        (['"quoted"'], [7]),
        (['d"'], [7]),
        (["it's"], [8]),
        (["a OR b"], [9]),
        (["back\\slash"], [10]),
        (["😀😀"], [11]),
        (["{}"], [12]),
        (["a*"], []),
        (["ถนนถนน"], []),
        (["abcd"], []),  # all its groups of characters are there, but apart
    ],
)
def test_texts_are_found_by_what_they_contain(table, needles, expected):
    texts = [
        "ก่อสร้างถนนคอนกรีต  ",
        "ถนนลูกรัง  ",
        "งบประมาณ  ",
        "เลี้ยงปู  ",
        "ครบ 100%  ",
        "a_b  ",
        'said "quoted"  ',
        "it's  ",
        "a OR b  ",
        "back\\slash  ",
        "😀😀  ",
        "{}  ",
        "abc bcd  ",
    ]
    for number, text in enumerate(texts, start=1):
        add(number, text)

    assert found(*needles) == expected


def test_no_more_are_read_than_asked(table):
    for number in range(1, 6):
        add(number, "ถนน  ")

    assert len(found("ถนน", most=3)) == 3


def test_without_a_needle_nothing_is_found(table):
    add(1, "ถนน  ")

    assert found() == []


def test_a_changed_text_is_found_by_its_new_words_alone(table):
    add(1, "ถนน  ")
    run("UPDATE text_index_sample SET words = %s", "คลอง  ")

    assert (found("ถนน"), found("คลอง")) == ([], [1, 100])


def test_a_deleted_text_is_not_found(table):
    add(1, "ถนน  ")
    run("DELETE FROM text_index_sample")

    assert found("ถนน") == []


def test_the_index_can_be_removed_and_made_again(table):
    add(1, "ถนน  ")
    table.database_backwards("publishing", editor(), None, None)
    table.database_forwards("publishing", editor(), None, None)

    assert found("ถนน") == [1]


def test_the_operation_says_what_it_does(table):
    assert table.describe() == "Keep an index of what text_index_sample.words contains"


# ------------------------------------------------------------------ the newest first
@pytest.mark.parametrize("many", [1, 1000])  # PostgreSQL walks back, or asks the index
def test_the_highest_keys_come_first_however_they_are_looked_for(table, monkeypatch, many):
    monkeypatch.setattr(text_index, "MANY", many)
    for number in (3, 20_000_000_000, 7, 5):
        add(number, "ถนนลูกรัง  ")

    assert newest("ถนน", most=3) == [20_000_000_000, 7, 5]
    assert newest("ถนน", "กรัง") == [20_000_000_000, 7, 5, 3]
    assert newest("ไม่มี") == []


def test_the_highest_keys_of_many_parts_come_first(table):
    for number in (*range(1, 40, 3), 2**40):
        add(number, "ถนนลูกรัง  ")

    assert newest("ถนน", most=4) == [2**40, 37, 34, 31]


@pytest.mark.parametrize("many", [1, 1000])
def test_keys_below_the_least_are_not_found(table, monkeypatch, many):
    monkeypatch.setattr(text_index, "MANY", many)
    for number in (3, 7, 5):
        add(number, "ถนนลูกรัง  ")

    assert newest("ถนน", least=5) == [7, 5]


@pytest.mark.parametrize("many", [1, 1000])
def test_keys_from_the_upper_bound_on_are_not_found(table, monkeypatch, many):
    monkeypatch.setattr(text_index, "MANY", many)
    for number in (3, 7, 5):
        add(number, "ถนนลูกรัง  ")

    assert newest("ถนน", least=3, below=7) == [5, 3]


def test_an_index_that_was_removed_can_be_made_in_another_way(table):
    removed = RemoveTextIndex(INDEX)
    add(6, "ถนน  ")

    removed.database_forwards("publishing", editor(), None, None)
    KeepTextIndex(replace(INDEX, part_bits=20)).database_forwards(
        "publishing", editor(), None, None
    )
    removed.database_forwards("publishing", editor(), None, None)
    removed.database_backwards("publishing", editor(), None, None)

    assert newest("ถนน") == [6]


def test_what_removes_an_index_says_so():
    said = "Remove the index of what text_index_sample.words contains"

    assert RemoveTextIndex(INDEX).describe() == said
