"""Files sealed piece by piece (libsodium secretstream), so that cutting one short shows.

A sealed file is the header of the stream, then for each piece its length in four bytes and the
piece; the last one carries the final tag. The file is filled up to whole blocks before.
"""

from collections.abc import Iterator
from typing import BinaryIO

from nacl import bindings
from nacl.exceptions import CryptoError

from complaints.sealing.boxes import BLOCK, CannotOpen

PIECE = 64 * 1024
_HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
_MORE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_LAST = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_EXTRA = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_SIZE = 8  # bytes in which the true size stands before the content


def seal_file(key: bytes, content: bytes, out: BinaryIO) -> None:
    """Write `content` sealed with a key of its own."""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    out.write(bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key))
    pieces = list(_pieces(content))
    for number, piece in enumerate(pieces, start=1):
        tag = _LAST if number == len(pieces) else _MORE
        sealed = bindings.crypto_secretstream_xchacha20poly1305_push(state, piece, None, tag)
        out.write(len(sealed).to_bytes(4, "big") + sealed)


def open_file(key: bytes, sealed: BinaryIO) -> bytes:
    """Return the content; raises `CannotOpen` when a byte was changed, added or is missing."""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    try:
        header = sealed.read(_HEADER)
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
        return _emptied(b"".join(_pulled(state, sealed)))
    except (CryptoError, ValueError, TypeError) as error:
        raise CannotOpen from error


def _emptied(filled: bytes) -> bytes:
    size = int.from_bytes(filled[:_SIZE], "big")
    if size > len(filled) - _SIZE:
        raise ValueError("The size is more than the content.")
    return filled[_SIZE : _SIZE + size]


def _pieces(content: bytes) -> Iterator[bytes]:
    framed = len(content).to_bytes(_SIZE, "big") + content
    framed += bytes(-len(framed) % BLOCK)
    return (framed[at : at + PIECE] for at in range(0, len(framed), PIECE))


def _pulled(
    state: bindings.crypto_secretstream_xchacha20poly1305_state, sealed: BinaryIO
) -> Iterator[bytes]:
    tag = _MORE
    while tag != _LAST:
        size = int.from_bytes(sealed.read(4), "big")
        if not _EXTRA <= size <= PIECE + _EXTRA:
            raise ValueError("The file ends before its end.")
        piece, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, sealed.read(size))
        yield piece
    if sealed.read(1):
        raise ValueError("The file goes on after its end.")
