"""A trained pipeline helps only where it is asked for; here a rule-based one that we save ourselves."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from kg import corpus
from kg.extract.gazetteer import make
from kg.extract.mentions import Extractor
from kg.extract.statistical import Model
from kg.extract.version import VERSION
from kg.link.decide import Linker
from kg.model import BadInput
from tests.link.field import ENTRIES, document

TEXT = "In spring wattlehall moved to Tumbrel Hill. Quillon Zeitfass laughed. Marshlight came along."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pipeline = spacy.blank("en")
    patterns = [("ORG", "wattlehall"), ("PERSON", "Quillon Zeitfass"), ("EVENT", "Marshlight"), ("GPE", "Tumbrel Hill")]
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": text} for label, text in patterns])  # type: ignore[attr-defined]
    pipeline.meta.update(name="tiny", version="1.2.3")
    made = tmp_path_factory.mktemp("models") / "tiny"
    pipeline.to_disk(made)
    return made


def test_its_spans_are_in_the_record_as_features(folder: Path) -> None:
    record = Extractor(make(ENTRIES), Model(str(folder))).find(document(TEXT))
    said = {s.surface: [f for f in s.features if f.startswith("model:")] for s in record.spans}
    assert said["wattlehall"] == ["model:vendor"] and said["Quillon Zeitfass"] == ["model:person"]
    assert not said.get("Tumbrel Hill")
    assert record.extractor == f"{VERSION}+en_tiny-1.2.3"


def test_linking_takes_them_as_one_more_sign(folder: Path) -> None:
    gazetteer, made = make(ENTRIES), document(TEXT)
    plain = Linker(gazetteer).link(Extractor(gazetteer).find(made))
    helped = Linker(gazetteer).link(Extractor(gazetteer, Model(str(folder))).find(made))
    assert [(m.surface, m.kind) for m in plain.mentions] == []
    found = [(m.surface, m.kind) for m in helped.mentions]
    assert found == [("wattlehall", "vendor"), ("Quillon Zeitfass", "person"), ("Marshlight", "event")]


def test_without_one_the_record_is_as_ever() -> None:
    assert Extractor(make(ENTRIES)).find(document(TEXT)).extractor == VERSION


def test_a_model_that_is_not_installed_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="'en_no_such_model' cannot be loaded") as caught:
        list(corpus.lines(tmp_path, [], model="en_no_such_model"))
    assert "spacy download en_no_such_model" in caught.value.problems[0].hint
