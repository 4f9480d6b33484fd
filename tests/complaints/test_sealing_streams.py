"""Sealed files: pieces in order, whole or not at all."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.sealing.boxes import BLOCK, CannotOpen, new_key
from complaints.sealing.streams import PIECE, open_file, seal_file

KEY = new_key()
LONG = bytes(range(256)) * 1024  # four pieces and a bit


def sealed(content, key=KEY):
    out = BytesIO()
    seal_file(key, content, out)
    return out.getvalue()


def opened(data, key=KEY):
    return open_file(key, BytesIO(data))


def pieces_of(data):
    """The header and the sealed pieces with their lengths in front."""
    header, rest, pieces = data[:24], data[24:], []
    while rest:
        size = 4 + int.from_bytes(rest[:4], "big")
        pieces.append(rest[:size])
        rest = rest[size:]
    return header, pieces


LONG_SEALED = sealed(LONG)


@given(st.binary(max_size=5000))
@settings(max_examples=50, deadline=None)
def test_every_content_comes_back(content):
    assert opened(sealed(content)) == content


@pytest.mark.parametrize("size", [0, 1, BLOCK - 8, PIECE - 8, PIECE - 7, 3 * PIECE])
def test_contents_at_the_edges_of_pieces_come_back(size):
    content = b"x" * size

    assert opened(sealed(content)) == content


@given(st.integers(min_value=0, max_value=len(LONG_SEALED) - 1))
@settings(max_examples=60, deadline=None)
def test_one_flipped_bit_anywhere_is_noticed(place):
    changed = bytearray(LONG_SEALED)
    changed[place] ^= 1

    with pytest.raises(CannotOpen):
        opened(bytes(changed))


@given(st.integers(min_value=0, max_value=len(LONG_SEALED) - 1))
@settings(max_examples=60, deadline=None)
def test_a_file_cut_anywhere_is_noticed(length):
    with pytest.raises(CannotOpen):
        opened(LONG_SEALED[:length])


@pytest.mark.parametrize("extra", [b"\0", b"more", LONG_SEALED])
def test_bytes_after_the_end_are_noticed(extra):
    with pytest.raises(CannotOpen):
        opened(LONG_SEALED + extra)


def test_pieces_in_another_order_are_noticed():
    header, pieces = pieces_of(LONG_SEALED)
    pieces[0], pieces[1] = pieces[1], pieces[0]

    with pytest.raises(CannotOpen):
        opened(header + b"".join(pieces))


def test_a_piece_left_out_is_noticed():
    header, pieces = pieces_of(LONG_SEALED)

    with pytest.raises(CannotOpen):
        opened(header + b"".join([pieces[0], *pieces[2:]]))


def test_a_piece_of_another_file_is_noticed():
    header, pieces = pieces_of(LONG_SEALED)
    _other, foreign = pieces_of(sealed(LONG))

    with pytest.raises(CannotOpen):
        opened(header + b"".join([pieces[0], foreign[1], *pieces[2:]]))


def test_another_key_opens_nothing():
    with pytest.raises(CannotOpen):
        opened(LONG_SEALED, new_key())


def test_what_is_no_file_does_not_open():
    with pytest.raises(CannotOpen):
        opened(b"")


@pytest.mark.parametrize("size", [0, 1, 4000, BLOCK - 8])
def test_small_files_have_the_same_size(size):
    assert len(sealed(b"x" * size)) == len(sealed(b""))
