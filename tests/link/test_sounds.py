"""Transliterations and mis-hearings: what sounds alike, and what must not."""

from __future__ import annotations

import pytest

from kg.link.sounds import alike, same_sound


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
