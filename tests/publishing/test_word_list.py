"""The word list, read back from the file that libthai reads."""

import re

import pytest

from publishing.word_list import words


def test_the_file_gives_the_words_it_was_built_from():
    found = list(words())

    assert len(found) == len(set(found)) > 50_000
    assert {"ถนน", "งบประมาณ", "ราคากลาง", "ทุ่งบุหลัง", "เบิกจ่าย", "คอนสตรัคชั่น", "น้ำ"} <= set(found)
    # A vowel or mark above or below a letter takes no room.
    letters = [re.sub("[ัิ-ฺ็-๎]", "", word) for word in found]
    assert all(re.fullmatch("[ก-ฺเ-๎]{1,14}", word) for word in letters)


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "thbrk.tri"
    path.write_bytes(b"not a trie, but long enough")

    with pytest.raises(ValueError, match="Not a trie"):
        list(words(path))
