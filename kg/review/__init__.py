"""What people are asked to decide, and what becomes of their answers."""

from kg.review.answers import accept, reject
from kg.review.queue import Question, Sighting, queue

__all__ = ["Question", "Sighting", "accept", "queue", "reject"]
