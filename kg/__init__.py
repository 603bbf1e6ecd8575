"""Talkscape: the knowledge graph of what a technical community says on stage and in writing."""

__version__ = "0.1.0"
