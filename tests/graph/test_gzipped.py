import gzip
import random
import zlib

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.gzipped import join, pack


@given(st.lists(st.binary(max_size=300)))
def test_joined_members_are_one_member_with_all_the_data(pieces):
    joined = join(map(pack, pieces))
    reader = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert reader.decompress(joined) == b"".join(pieces)
    assert reader.eof and not reader.unused_data


def test_large_pieces():
    pick = random.Random(4)
    pieces = [pick.randbytes(size) for size in (1 << 20, 0, 1, 77_777)] + [b"a" * (1 << 22)]
    joined = join(map(pack, pieces))
    assert gzip.decompress(joined) == b"".join(pieces)
    assert join([joined, pack(b"more")]) == join([*map(pack, pieces), pack(b"more")])
