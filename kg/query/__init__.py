"""The graph → answers and plain views: no RDF term gets past here."""
