from publishing.differences import Difference, compare


def test_labels_keep_the_order_of_the_new_text():
    before = [("ชื่อ", "เดิม"), ("สถานที่", "ศาลา")]
    after = [("สถานที่", "ศาลา"), ("ชื่อ", "ใหม่")]

    assert compare(before, after) == [
        Difference("สถานที่", "ศาลา", "ศาลา"),
        Difference("ชื่อ", "เดิม", "ใหม่"),
    ]


def test_what_is_gone_stands_last_with_empty_new_text():
    assert compare([("ชื่อ", "ก"), ("สถานที่", "ข")], [("ชื่อ", "ก")]) == [
        Difference("ชื่อ", "ก", "ก"),
        Difference("สถานที่", "ข", ""),
    ]


def test_a_label_that_repeats_is_read_as_lines():
    assert compare([], [("ภาพ", "หนึ่ง"), ("ภาพ", "สอง")]) == [Difference("ภาพ", "", "หนึ่ง\nสอง")]


def test_only_different_texts_count_as_changed():
    assert [d.is_changed for d in compare([("ก", "1"), ("ข", "2")], [("ก", "1"), ("ข", "3")])] == [
        False,
        True,
    ]
