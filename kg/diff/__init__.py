"""What a change does: two states of an instance, compared in entries, claims, triples, pages and mentions.

states (a folder or a git revision → all that is known of it) → changes (two states → Diff) → report (Diff → text).
"""
