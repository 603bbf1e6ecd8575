"""The review queue and what becomes of its answers, in an instance of three articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import corpus, review
from kg.ingest import entries
from kg.model import BadInput
from kg.review import Question

ARTICLE = """title: {title}
url: https://gazette.example/{id}
medium: article
publisher: {publisher}
affiliation: {affiliation}
date: '2024-05-01'
date_basis: stated
language: en
licence: CC-BY-4.0
text: {id}.md
"""
TEXTS = {
    "rain": "[Velin Oakes](https://github.com/velin-oakes), an engineer at Brightmesh, said that it rains.\n",
    "snow": "[Velin Oakes](https://github.com/velin-oakes), an engineer at Brightmesh, said that it snows.\n",
    "wind": "Lei Chen, an engineer at Quarrystone, said that it blows. They wrote it for the "
    "[Tumbrel](https://github.com/example/tumbrel) project. Velin Oakes said so.\n",
}
ENTRIES = {
    "vendors/brightmesh": "name: Brightmesh\n",
    "vendors/quarrystone": "name: Quarrystone\n",
    "people/lei-chen": "name: Lei Chen\nemployers:\n  - vendor: brightmesh\n",
    "people/velin-oakley": "name: Velin Oakley\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "talkscape.yml").write_text(
        "name: Weather\nbase_iri: https://weather.example/\nsite_url: https://weather.example/\n", "utf-8"
    )
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    for id_, text in TEXTS.items():
        (articles / f"{id_}.md").write_text(text, "utf-8")
        publisher, affiliation = ("Brightmesh", "vendor") if id_ == "snow" else ("Gazette", "independent")
        told = ARTICLE.format(title=id_.title(), id=id_, publisher=publisher, affiliation=affiliation)
        (articles / f"{id_}.yaml").write_text(told, "utf-8")
    for id_, text in ENTRIES.items():
        (tmp_path / f"content/{id_}.yaml").parent.mkdir(exist_ok=True)
        (tmp_path / f"content/{id_}.yaml").write_text(text, "utf-8")
    corpus.extract(tmp_path, entries.read(tmp_path), jobs=1)
    return tmp_path


def asked(root: Path) -> dict[str, Question]:
    return {question.name: question for question in review.queue(root, jobs=1)}


def test_the_most_supported_comes_first_with_its_evidence(root: Path) -> None:
    first, *_ = review.queue(root, jobs=1)
    assert (first.about, first.name, first.kind) == ("new", "Velin Oakes", "person")
    assert (first.sources, first.independent, first.mentions) == (3, 2, 3)
    assert first.relations == ("works_for Brightmesh",) and first.employers == ("brightmesh",)
    assert first.links == ("github.com/velin-oakes",) and first.nearest == ("velin-oakley",)
    assert [(place.source, place.start, place.surface) for place in first.evidence][0] == ("rain", 0, "Velin Oakes")
    assert "link:github.com/velin-oakes" in first.evidence[0].features


def test_a_name_without_a_tie_is_a_question_of_identity(root: Path) -> None:
    question = asked(root)["Lei Chen"]
    assert (question.about, question.nearest, question.relations) == (
        "identity",
        ("lei-chen",),
        ("works_for Quarrystone",),
    )


def test_accepting_writes_an_entry_with_what_is_known(root: Path) -> None:
    open_ = asked(root)
    person = review.accept(root, "Velin Oakes", "person", question=open_["Velin Oakes"])
    project = review.accept(root, "Tumbrel", "project", question=open_["Tumbrel"])
    assert person.relative_to(root).as_posix() == "content/people/velin-oakes.yaml"
    made = {entry.id: entry for entry in entries.read(root).entries}
    assert dict(made["velin-oakes"].links) == {"github": "https://github.com/velin-oakes"}
    assert [job.vendor for job in made["velin-oakes"].employers] == ["brightmesh"]
    assert made["tumbrel"].repositories == ("https://github.com/example/tumbrel",) and project.is_file()
    assert {"Velin Oakes", "Tumbrel"}.isdisjoint(asked(root))


def test_accepting_under_an_entrys_id_adds_a_name_or_settles_an_identity(root: Path) -> None:
    file = review.accept(root, "Velin Oakes", "person", "velin-oakley")
    assert "- Velin Oakes" in file.read_text("utf-8") and file.stem == "velin-oakley"
    ruling = review.accept(root, "Lei Chen", "person", "lei-chen", source="wind")
    assert ruling.relative_to(root).as_posix() == "content/rulings/review.yaml"
    assert asked(root).keys() == {"Tumbrel"}


def test_rejecting_keeps_a_name_out_of_the_queue(root: Path) -> None:
    review.reject(root, "Tumbrel", reason="A cart.")
    file = review.reject(root, "Velin Oakes", source="rain")
    assert file.read_text("utf-8").count("- surface:") == 2
    assert "Tumbrel" not in asked(root) and asked(root)["Velin Oakes"].sources == 2


@pytest.mark.parametrize(
    ("name", "kind", "id_"),
    [("Velin Oakes", "topic", None), ("Velin Oakes", "person", "No Id"), ("Velin Oakes", "person", "brightmesh")],
    ids=["kind", "id", "another kind's entry"],
)
def test_unsound_answers_change_nothing(root: Path, name: str, kind: str, id_: str | None) -> None:
    before = sorted(path.read_bytes() for path in (root / "content").rglob("*.yaml"))
    with pytest.raises(BadInput):
        review.accept(root, name, kind, id_)
    assert sorted(path.read_bytes() for path in (root / "content").rglob("*.yaml")) == before


def test_a_name_is_ruled_on_once(root: Path) -> None:
    review.reject(root, "Tumbrel")
    with pytest.raises(BadInput, match="ruled on already"):
        review.reject(root, "Tumbrel")
