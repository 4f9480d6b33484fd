"""Build publishing/thbrk/: the Thai word list by which libthai breaks the lines of our PDFs.

    apt-get install libdatrie1-bin
    python assets/build_dictionary.py

libthai's own list is LGPL and cuts compounds of official language (หน่วย|งาน). This one is
PyThaiNLP's (CC0-1.0) plus the terms below and the words of names of companies, which are foreign
words in many spellings. libthai reads it from the folder LIBTHAI_DICTDIR.
"""

import re
import subprocess
import tempfile
from pathlib import Path

from pythainlp.corpus import thai_words

PUBLISHING = Path(__file__).parent.parent / "publishing"
TARGET = PUBLISHING / "thbrk"
COMPANY_WORDS = PUBLISHING / "data" / "company_words.txt"  # pages keep them whole as well
ALPHABET = "[0x0e01,0x0e3a]\n[0x0e40,0x0e4e]\n"
# What PyThaiNLP lacks and our papers say on every page.
OWN_TERMS = {
    "การใช้จ่าย",
    "ข้อร้องเรียน",
    "ตัวชี้วัด",
    "ทุ่งบุหลัง",
    "ทุ่งหว้า",
    "ผลการดำเนินการ",
    "ผู้รับบริการ",
    "ราคากลาง",
    "ส่วนตำบล",
    "หมู่ที่",
    "เบิกจ่าย",
    "หลังโอน",
    "อบต",
}
# A longer word would be wider than a table column, and then it is chopped anywhere.
BREAKABLE_WORD = re.compile("[ก-ฺเ-๎]{2,14}")
# Vowels and marks above and below a letter take no room; in a foreign word they are many.
ABOVE_OR_BELOW = re.compile("[ัิ-ฺ็-๎]")


def words() -> list[str]:
    known = {word for word in thai_words() | OWN_TERMS if BREAKABLE_WORD.fullmatch(word)}
    return sorted(known | set(company_words()))


def company_words() -> list[str]:
    """Return the words of names of companies, none wider than a table column."""
    found = COMPANY_WORDS.read_text(encoding="utf-8").split()
    wide = [word for word in found if not BREAKABLE_WORD.fullmatch(ABOVE_OR_BELOW.sub("", word))]
    if wide:
        raise SystemExit(f"Wider than a table column: {' '.join(wide)}")
    return found


def main() -> None:
    (TARGET / "thbrk.abm").write_text(ALPHABET)
    (TARGET / "thbrk.tri").unlink(missing_ok=True)  # trietool would add to it
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as word_list:
        word_list.write("\n".join(words()) + "\n")
        word_list.flush()
        command = ["trietool-0.2", "thbrk", "add-list", "-e", "UTF-8", word_list.name]
        subprocess.run(command, cwd=TARGET, check=True)


if __name__ == "__main__":
    main()
