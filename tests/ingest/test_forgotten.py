"""A forgotten person whom somebody writes anew: the checker knows them by any name, and keeps what it has looked at."""

from __future__ import annotations

import pytest

from kg.ingest import check, forgotten, remove
from tests.ingest.conftest import Instance

ADA = "name: Ada Fennick\naliases: [A. Fennick]\nlabels: {zh: 阿达·芬尼克}\nlinks: {github: https://github.com/adafen}\n"
ANEW = {
    "the same": ADA,
    "an alias": "name: Bo\naliases: [ADA fennick]\n",
    "an alias with its language": "name: Bo\naliases: [{name: 阿达·芬尼克, language: zh}]\n",
    "a label": "name: Bo\nlabels: {zh: 阿达·芬尼克}\n",
    "a GitHub name": "name: Bo\nlinks: {github: https://github.com/AdaFen}\n",
}


@pytest.mark.parametrize("name", ANEW)
def test_a_forgotten_person_written_anew_by_hand_is_an_error(instance: Instance, name: str) -> None:
    root = instance({"people/ada.yaml": ADA, "people/cy.yaml": "name: Cy\n"})
    remove.forget(root, "ada")
    assert not check.check(root)
    file = root / "content/people/bo.yaml"
    file.write_text(ANEW[name])
    for _ in range(2):
        (found,) = [problem for problem in check.check(root) if problem.level == "error"]
        assert (found.path, found.message) == ("content/people/bo.yaml", "this person asked not to be listed")
        assert found.line > 0
    file.write_text("name: Bo\n")
    assert not check.check(root)
    file.rename(file.with_name("ada.yaml"))
    assert [problem.path for problem in check.check(root) if problem.level == "error"] == ["content/people/ada.yaml"]


def test_what_was_looked_at_is_looked_at_again_when_the_list_grows(instance: Instance, monkeypatch) -> None:
    root = instance({"people/bo.yaml": "name: Bo Tarn\n", "people/cy.yaml": "name: Cy\n"})
    forgotten.remember(root, ["Ada Fennick"])
    assert not check.check(root)
    with monkeypatch.context() as patch:
        patch.setattr(forgotten, "_hash", lambda *_: pytest.fail("hashed again"))
        assert not check.check(root)
    forgotten.remember(root, ["Bo Tarn"])
    assert [problem.path for problem in check.check(root)] == ["content/people/bo.yaml"]
    (root / "content/waivers.yaml").write_text(
        "- {path: content/people/bo.yaml, finding: asked not to be listed, reason: somebody else of that name}\n"
    )
    assert not check.check(root)
