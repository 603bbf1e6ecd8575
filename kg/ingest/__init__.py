"""Files and pages from outside → records. The only door of YAML; the checker lives here."""
