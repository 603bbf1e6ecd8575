"""Entries, sources, links and claims → RDF: one named graph a source, written with pyoxigraph."""
