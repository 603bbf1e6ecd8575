"""Measuring: what counts as a gold mention, and that the figures follow hits, misses and false ones."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from kg import accuracy
from kg.accuracy import Score, relation, wanted
from kg.model import BadInput
from kg.reliability import gold_files

GOLD = {
    "entities": [
        {"type": "person", "name": "Ada Berg", "surfaces": ["Ada Berg", "Ada"]},
        {"type": "project", "name": "Lumen", "surfaces": ["Lumen"], "exclude": ["the Lumen of a lamp"]},
        {"type": "vendor", "name": "溪流", "surfaces": ["溪流"]},
    ]
}


def test_every_place_of_a_surface_is_wanted_once_by_its_longest_name() -> None:
    text = "Ada Berg wrote Lumen. Ada likes Lumens, the Lumen of a lamp, and溪流公司."
    assert wanted(text, GOLD) == Counter(
        {("person", "adaberg"): 1, ("person", "ada"): 1, ("project", "lumen"): 1, ("vendor", "溪流"): 1}
    )


def test_scores_follow_hits_gold_and_said() -> None:
    score = Score()
    score.add(Counter(a=2, b=1), Counter(a=1, c=1))
    assert (score.precision, score.recall, score.f1) == (1 / 2, 1 / 3, 2 / 5)
    assert Score().f1 == 1.0


def test_relations_are_compared_by_folded_ends() -> None:
    one = {"type": "works_for", "person": "Ada  Berg", "org": "Bright-Mesh", "role": "CTO"}
    assert relation(one) == relation(one | {"person": "ada berg", "org": "BrightMesh", "role": ""})
    assert relation({"type": "sponsors", "org": "A", "object": "B"}) is None


def test_a_gold_folder_is_measured_by_stage(kg, world: Path, tmp_path: Path) -> None:
    (tmp_path / "post-one.md").write_text("# Brightmesh\n\nAda Berg, CTO at Brightmesh, spoke.\n")
    entities = [
        {"type": "person", "name": "Ada Berg", "surfaces": ["Ada Berg"]},
        {"type": "vendor", "name": "Brightmesh", "surfaces": ["Brightmesh"]},
    ]
    stated = [{"type": "works_for", "person": "Ada Berg", "org": "Brightmesh", "role": "CTO"}]
    (tmp_path / "post-one.json").write_text(json.dumps({"entities": entities, "relations": stated, "topics": []}))
    said = kg("evaluate", tmp_path, "--json", "--root", world).stdout
    scores = json.loads(said.splitlines()[-1])
    whole = scores[accuracy.STAGES[-1][0]]
    assert whole["mentions core, post"] == whole["relations works_for"] == 1.0
    assert scores["gazetteer alone"]["mentions person"] < 1.0
    assert "are right" in said


def test_a_folder_without_gold_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no gold document"):
        gold_files([tmp_path])
    with pytest.raises(BadInput, match="no such folder"):
        gold_files([tmp_path / "none"])
