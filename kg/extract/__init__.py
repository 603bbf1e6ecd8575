"""Text → name-like spans and relation cues. The only door of spaCy."""
