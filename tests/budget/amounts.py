"""Where amounts of a paper lie over each other: the boxes of their words, as poppler finds them."""

import re
import subprocess

_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</word>'
)
_AMOUNT = re.compile(r"-?[๐-๙]{1,3}(,[๐-๙]{3})*\.[๐-๙]{2}")


def overlapping(pdf):
    """Return words that hold more than one amount, or touch the word before on their line."""
    command = ["pdftotext", "-bbox", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    found = []
    for page in text.split("<page ")[1:]:
        words = [(float(y), float(x), float(end), word) for x, y, end, word in _WORD.findall(page)]
        found += [word for *_box, word in words if len(_AMOUNT.findall(word)) > 1]
        money = sorted(each for each in words if _AMOUNT.fullmatch(each[3]))
        for one, two in zip(money, money[1:], strict=False):
            if one[0] == two[0] and one[2] > two[1] - 2:
                found.append(two[3])
    return found
