"""Boxes: only the right key opens them, one changed bit is noticed, sizes tell little."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.sealing.boxes import (
    BLOCK,
    CannotOpen,
    lock,
    new_key,
    new_pair,
    public_of,
    seal,
    unlock,
    unseal,
    unwrap,
    wrap,
)

KEY = new_key()
PUBLIC, PRIVATE = new_pair()
TEXT = "เรียกรับเงินค่าเซ็นงาน".encode()


def flipped(data, place):
    changed = bytearray(data)
    changed[place % len(data)] ^= 1
    return bytes(changed)


# ------------------------------------------------------------------ texts
@given(st.binary(max_size=3 * BLOCK))
@settings(max_examples=50, deadline=None)
def test_every_text_comes_back(text):
    assert unseal(KEY, seal(KEY, text)) == text


@given(st.integers(min_value=0))
@settings(max_examples=100, deadline=None)
def test_one_flipped_bit_anywhere_is_noticed(place):
    with pytest.raises(CannotOpen):
        unseal(KEY, flipped(seal(KEY, TEXT), place))


@pytest.mark.parametrize("change", [lambda box: box[:-1], lambda box: box + b"\0", lambda box: b""])
def test_cut_and_added_bytes_are_noticed(change):
    with pytest.raises(CannotOpen):
        unseal(KEY, change(seal(KEY, TEXT)))


def test_another_key_opens_nothing():
    with pytest.raises(CannotOpen):
        unseal(new_key(), seal(KEY, TEXT))


def test_the_text_does_not_stand_in_the_box():
    assert TEXT not in seal(KEY, TEXT)


def test_the_same_text_never_looks_the_same():
    assert len({seal(KEY, TEXT) for _each in range(5)}) == 5


@pytest.mark.parametrize("size", [0, 1, 100, BLOCK - 4])
def test_every_short_text_has_the_same_size(size):
    assert len(seal(KEY, b"x" * size)) == len(seal(KEY, b""))


@pytest.mark.parametrize(("size", "blocks"), [(BLOCK - 4, 1), (BLOCK - 3, 2), (2 * BLOCK, 3)])
def test_sizes_grow_by_whole_blocks(size, blocks):
    extra = len(seal(KEY, b"")) - BLOCK

    assert len(seal(KEY, b"x" * size)) == blocks * BLOCK + extra


# ------------------------------------------------------------------ keys for one reader
def test_the_reader_gets_the_key():
    assert unwrap(PRIVATE, wrap(PUBLIC, KEY)) == KEY


def test_another_reader_gets_nothing():
    with pytest.raises(CannotOpen):
        unwrap(new_pair()[1], wrap(PUBLIC, KEY))


@given(st.integers(min_value=0))
@settings(max_examples=50, deadline=None)
def test_one_flipped_bit_of_a_wrap_is_noticed(place):
    with pytest.raises(CannotOpen):
        unwrap(PRIVATE, flipped(wrap(PUBLIC, KEY), place))


@pytest.mark.parametrize("wrapped", [b"", b"short", b"\0" * 80])
def test_what_is_no_wrap_does_not_open(wrapped):
    with pytest.raises(CannotOpen):
        unwrap(PRIVATE, wrapped)


def test_the_public_half_follows_from_the_private_one():
    assert public_of(PRIVATE) == PUBLIC


# ------------------------------------------------------------------ under what people remember
def test_the_passphrase_opens_the_private_half():
    assert unlock("ทุ่งนา ฝนตก", lock("ทุ่งนา ฝนตก", PRIVATE)) == PRIVATE


def test_a_wrong_passphrase_opens_nothing():
    with pytest.raises(CannotOpen):
        unlock("ทุ่งนา ฝนแล้ง", lock("ทุ่งนา ฝนตก", PRIVATE))


def test_every_lock_has_a_salt_of_its_own():
    assert len({lock("x", PRIVATE)[:16] for _each in range(3)}) == 3
