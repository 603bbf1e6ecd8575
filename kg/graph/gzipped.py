"""Gzip members that can be joined into one: a browser's decompressor refuses a file of several.

The data of each ends at a byte with an empty last block, which is left out where another follows. Nothing is compressed
anew, and the checksum of the whole comes from those of the pieces (a product of polynomials over GF(2), as in zlib).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from functools import cache

HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
LAST = b"\x03\x00"
"""An empty last block of deflate."""
_POLYNOMIAL = 0xEDB88320


def pack(data: bytes) -> bytes:
    """One gzip member: the same bytes whenever and wherever it is made."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
    return HEADER + body + LAST + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def join(members: Iterable[bytes]) -> bytes:
    """Members that `pack` made as one member.

    >>> import gzip
    >>> gzip.decompress(join([pack(b"one "), pack(b""), pack(b"two")])), join([pack(b"x")]) == pack(b"x")
    (b'one two', True)
    """
    parts, checksum, size = [HEADER], 0, 0
    for member in members:
        parts.append(member[len(HEADER) : -len(LAST) - 8])
        own, length = struct.unpack("<II", member[-8:])
        checksum = _times(_power(length), checksum) ^ own
        size += length
    return b"".join([*parts, LAST, struct.pack("<II", checksum, size & 0xFFFFFFFF)])


def _times(a: int, b: int) -> int:
    """The product of two polynomials modulo the checksum's; the highest bit is the lowest power."""
    product, bit = 0, 1 << 31
    while a:
        if a & bit:
            product ^= b
            a ^= bit
        bit >>= 1
        b = (b >> 1) ^ _POLYNOMIAL if b & 1 else b >> 1
    return product


def _power(length: int) -> int:
    """x to the power of eight times `length`: the product of that of each of its digits, of six bits."""
    product, place = 1 << 31, 3
    while length:
        if digit := length & 63:
            product = _times(_digit(digit, place), product)
        length >>= 6
        place += 6
    return product


@cache
def _digit(digit: int, place: int) -> int:
    """x to the power of `digit`, squared `place` times."""
    if digit == 1:
        return 1 << 30 if place == 0 else _times(_digit(1, place - 1), _digit(1, place - 1))
    return _times(_digit(digit - 1, place), _digit(1, place))
