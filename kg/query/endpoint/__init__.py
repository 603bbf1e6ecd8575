"""The graph over HTTP: a read-only SPARQL 1.1 endpoint, the entities' IRIs, and the site beside them.

    request ──protocol──▶ Question ──workers──▶ a process of `worker` ──▶ Reply ──app──▶ response

Queries run in processes of their own, because nothing but the end of its process stops one that runs for ever.
"""
