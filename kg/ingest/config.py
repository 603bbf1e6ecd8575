"""One instance's settings: `talkscape.yml` at its root."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.ingest.check import load
from kg.model import BadInput, Config, Problem

FILE = "talkscape.yml"


def read(root: Path, site_url: str | None = None) -> Config:
    """The settings of the instance at `root`; `site_url` moves the site's links for this run.

    Raises BadInput with every problem of the file. The base IRI never follows `site_url`.
    """
    path = root / FILE
    if not path.is_file():
        raise BadInput(
            [Problem(FILE, 0, 0, "error", f"there is no {FILE} in {root}", "is this the root of an instance?")]
        )
    file = load.one(root, path, "config")
    if file.problems:
        raise BadInput(list(file.problems))
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in file.data.items()
    }
    if site_url is not None:
        values["site_url"] = site_url
    if not str(values["site_url"]).startswith(("http://", "https://")):
        raise BadInput([Problem(FILE, 0, 0, "error", "site_url must be a URL", f"found {values['site_url']!r}")])
    values["site_url"] = str(values["site_url"]).rstrip("/") + "/"
    return Config(root=root, **values)
