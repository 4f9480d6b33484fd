"""Boxes that only the holder of a key opens: texts of any length, keys, and private keys.

libsodium through PyNaCl. A text is filled up to whole blocks, so that its sealed size tells its
length to 4 KiB only. Pure: keys and bytes in, bytes out.
"""

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

BLOCK = 4096
KEY_SIZE = 32
_LENGTH_SIZE = 4
# Argon2id for what people remember. Measured at about a tenth of a second on one core.
PASSES = 3
MEMORY = 64 * 1024 * 1024
SALT_SIZE = pwhash.argon2id.SALTBYTES


class CannotOpen(Exception):
    """The key does not fit, or the sealed bytes were changed."""


def new_key() -> bytes:
    return random(KEY_SIZE)


def seal(key: bytes, text: bytes) -> bytes:
    """Return `text` filled up and closed with a symmetric key."""
    return bytes(SecretBox(key).encrypt(_filled(text)))


def unseal(key: bytes, sealed: bytes) -> bytes:
    """Return what was sealed; raises `CannotOpen` when one bit of it is another."""
    try:
        return _emptied(SecretBox(key).decrypt(sealed))
    except (CryptoError, ValueError) as error:
        raise CannotOpen from error


def new_pair() -> tuple[bytes, bytes]:
    """Return a public and a private key."""
    private = PrivateKey.generate()
    return bytes(private.public_key), bytes(private)


def public_of(private: bytes) -> bytes:
    return bytes(PrivateKey(private).public_key)


def wrap(public: bytes, key: bytes) -> bytes:
    """Return `key` so that only the holder of the private half of `public` gets it."""
    return bytes(SealedBox(PublicKey(public)).encrypt(key))


def unwrap(private: bytes, wrapped: bytes) -> bytes:
    """Return the key that was wrapped; raises `CannotOpen` for everybody else."""
    try:
        return bytes(SealedBox(PrivateKey(private)).decrypt(wrapped))
    except (CryptoError, ValueError, TypeError) as error:
        raise CannotOpen from error


def lock(secret: str, private: bytes) -> bytes:
    """Return a private key closed with what a person remembers, salt in front."""
    salt = random(SALT_SIZE)
    return salt + bytes(SecretBox(stretched(secret.encode(), salt)).encrypt(private))


def unlock(secret: str, locked: bytes) -> bytes:
    """Return the private key; raises `CannotOpen` for a wrong secret. Takes a tenth of a second."""
    salt, box = locked[:SALT_SIZE], locked[SALT_SIZE:]
    try:
        return bytes(SecretBox(stretched(secret.encode(), salt)).decrypt(box))
    except (CryptoError, ValueError) as error:
        raise CannotOpen from error


def stretched(secret: bytes, salt: bytes, size: int = KEY_SIZE) -> bytes:
    """Return a key made from a short secret, slowly, so that guessing is slow."""
    return bytes(pwhash.argon2id.kdf(size, secret, salt, opslimit=PASSES, memlimit=MEMORY))


def _filled(text: bytes) -> bytes:
    fill = -(len(text) + _LENGTH_SIZE) % BLOCK
    return len(text).to_bytes(_LENGTH_SIZE, "big") + text + bytes(fill)


def _emptied(filled: bytes) -> bytes:
    length = int.from_bytes(filled[:_LENGTH_SIZE], "big")
    if length > len(filled) - _LENGTH_SIZE:
        raise ValueError("The length is longer than the text.")
    return filled[_LENGTH_SIZE : _LENGTH_SIZE + length]
