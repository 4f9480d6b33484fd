"""The Thai word list of `publishing/thbrk`, read from the file that libthai reads. Pure.

The file is a trie of libdatrie, all numbers big-endian: the alphabet as ranges of characters, the
branches as a double array, and behind each last branch the rest of a word.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TRIE = Path(__file__).parent / "thbrk" / "thbrk.tri"
_ALPHABET, _BRANCHES, _ENDS = 0xD9FCD9FC, 0xDAFCDAFC, 0xDFFCDFFC
_ROOT = 2


def words(path: Path = TRIE) -> Iterator[str]:
    """Return every word of the list."""
    reader = _Reader(path.read_bytes())
    letters = reader.alphabet()
    base, check = reader.branches()
    ends = reader.ends(letters)
    following: dict[int, list[int]] = {}
    for place, before in enumerate(check):
        if before > 0:
            following.setdefault(before, []).append(place)
    waiting = [(_ROOT, "")]
    while waiting:
        place, begun = waiting.pop()
        if base[place] < 0:
            yield begun + ends[-base[place]]
            continue
        for after in following.get(place, []):
            waiting.append((after, begun + letters[after - base[place]]))


class _Reader:
    """The three parts of the file, to be read in order."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def alphabet(self) -> list[str]:
        """Return the letter of each code; code 0 ends a word."""
        self._expect(_ALPHABET)
        (count,) = self._numbers(">i")
        ranges = [self._numbers(">ii") for _each in range(count)]
        return ["", *(chr(code) for first, last in ranges for code in range(first, last + 1))]

    def branches(self) -> tuple[list[int], list[int]]:
        """Return where the branches of each place begin, and to which place each belongs."""
        self._expect(_BRANCHES)
        (count,) = self._numbers(">i")
        # The two numbers just read are the first cell; the others follow.
        cells = [0, 0, *self._numbers(f">{2 * (count - 1)}i")]
        return cells[::2], cells[1::2]

    def ends(self, letters: list[str]) -> dict[int, str]:
        """Return the rest of a word, by the number that a last branch has."""
        self._expect(_ENDS)
        _free, count = self._numbers(">ii")
        found = {}
        for number in range(1, count + 1):
            _next, _data, length = self._numbers(">iih")
            (codes,) = self._numbers(f">{length}s")
            found[number] = "".join(letters[code] for code in codes)
        return found

    def _expect(self, mark: int) -> None:
        (found,) = self._numbers(">I")
        if found != mark:
            raise ValueError(f"Not a trie of libdatrie: {found:#x} where {mark:#x} should be.")

    def _numbers(self, layout: str) -> tuple[Any, ...]:
        found = struct.unpack_from(layout, self.data, self.at)
        self.at += struct.calcsize(layout)
        return found
