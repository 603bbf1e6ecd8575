"""Spans → entries, or candidates, each with a score and a reason. Works from records, without texts."""
