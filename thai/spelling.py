"""Words that differ in one letter: one is wrong, missing or too many, or two have changed places.

A vowel sign and a tone mark are letters here as any other.
"""


def shortened(word: str) -> set[str]:
    """Return a word, and it with each of its letters left out.

    Two words that differ in one letter always have one of these in common, so near words are found
    by looking these up: nothing has to be compared with every word there is.
    """
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def is_near(one: str, other: str) -> bool:
    """Whether one letter makes the difference between two words that are not the same."""
    if one == other:
        return False
    same = next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    one, other = one[same:], other[same:]
    changed = one[1:] == other[1:]
    added = one == other[1:] or one[1:] == other
    swapped = one[:2] == other[1::-1] and one[2:] == other[2:]
    return changed or added or swapped
