"""Transliterations and mis-hearings: what sounds alike, and what must not."""

from __future__ import annotations

import pytest

from kg.link.sounds import alike, initial, same_sound


@pytest.mark.parametrize(
    ("han", "latin"),
    [
        ("贝克尔", "Becker"),
        ("安德森", "Anderson"),
        ("马丁", "Martin"),
        ("沃克", "Walker"),
        ("罗宾逊", "Robinson"),
        ("琼斯", "Jones"),
    ],
)
def test_transliterations_sound_like_their_names(han: str, latin: str) -> None:
    assert alike(han, latin) >= 0.72


@pytest.mark.parametrize(
    ("han", "latin"), [("贝克尔", "Morgan"), ("马丁", "Sharma"), ("琼斯", "Becker"), ("特使", "Anderson"), ("", "Ada")]
)
def test_other_names_do_not(han: str, latin: str) -> None:
    assert alike(han, latin) < 0.72


@pytest.mark.parametrize(
    ("heard", "name"), [("link or d", "Linkerd"), ("cube control", "Kube control"), ("post grass", "Postgres")]
)
def test_captions_mishear(heard: str, name: str) -> None:
    assert same_sound(heard, name)


@pytest.mark.parametrize(("heard", "name"), [("go", "ko"), ("about", "Envoy"), ("", "")])
def test_short_or_other_words_are_not_heard_as_names(heard: str, name: str) -> None:
    assert not same_sound(heard, name)


@pytest.mark.parametrize(
    ("han", "latin", "wanted"),
    [
        ("麦克拉蒂", "Gerrity", False),
        ("麦克拉蒂", "McLarty", True),
        ("赖特", "Wright", True),
        ("奈特", "Knight", True),
        ("菲利普斯", "Phillips", True),
        ("胡安", "Juan", True),
        ("伯格", "Morgan", False),
    ],
)
def test_a_first_consonant_that_is_written_in_one_way_has_to_agree(han: str, latin: str, wanted: bool) -> None:
    assert initial(han, latin) is wanted
