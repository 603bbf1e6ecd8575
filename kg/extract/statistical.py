"""A trained spaCy pipeline as one more finder of names: only where it is asked for by name, never by default."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from kg.model import BadInput, Problem

KINDS: Final = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "vendor",
    "PRODUCT": "product",
    "EVENT": "event",
    "WORK_OF_ART": "work",
}
"""A model's label → what the feature `model:KIND` says of a span."""
_NEEDED: Final = frozenset({"ner", "entity_ruler", "tok2vec", "transformer", "sentencizer"})


class Finder(Protocol):
    """Finds names in a text."""

    name: str

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, kind) of each name."""
        ...


class Model:
    """A spaCy pipeline by the name of its package or the path of its folder."""

    def __init__(self, name: str) -> None:
        """Load it without the parts that find no names. Raises BadInput where it is not installed."""
        import spacy  # here, as most runs have no model

        try:
            self.nlp = spacy.load(name)
        except (OSError, ValueError, ImportError) as error:
            hint = f"install it first (python -m spacy download {name}), or leave --model out"
            told = f"the model {name!r} cannot be loaded: {str(error).splitlines()[0]}"
            raise BadInput([Problem("--model", 0, 0, "error", told, hint)]) from None
        self.nlp.select_pipes(enable=[pipe for pipe in self.nlp.pipe_names if pipe in _NEEDED])
        meta = self.nlp.meta
        self.name = f"{meta['lang']}_{meta['name']}-{meta['version']}"

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, kind) of each name of a kind that we know, in pieces that the pipeline takes."""
        size = self.nlp.max_length
        for start in range(0, len(text), size):
            for entity in self.nlp(text[start : start + size]).ents:
                if entity.label_ in KINDS:
                    yield start + entity.start_char, start + entity.end_char, KINDS[entity.label_]
