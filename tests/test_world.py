"""The tiny world, end to end: the pages that it must give, and what must hold of every build."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.conftest import TESTS, Run

GOLDEN = TESTS / "golden"

PAGES = (
    "index.html",
    "landscape/index.html",
    "talks/index.html",
    "projects/lumenkit/index.html",
    "projects/ferry/index.html",
    "vendors/ferry-labs/index.html",
    "people/ilse-marrowby/index.html",
    "people/chen-wangshu/index.html",
    "topics/observability/index.html",
    "events/wickcon-2024/index.html",
    "talks/night-shift-7/index.html",
    "talks/wickcon-2024-deep-water/index.html",
    "articles/tarnstore-1-0/index.html",
    "articles/lanterns-in-the-valley/index.html",
    "projects/lumenkit.ttl",
    "projects/lumenkit.jsonld",
    "sitemap.xml",
)


def files(site: Path) -> dict[str, bytes]:
    """Path → bytes of all that a build wrote, but for Pagefind's own, whose hashes vary."""
    found = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith("pagefind/")}


def text_of(name: str, data: bytes) -> str:
    """The text of a published file: archives unpacked, also Pagefind's."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    return name + "\n" + data.decode("utf-8", "replace")


def traces(folder: Path, words: re.Pattern[str]) -> list[str]:
    """The files under a folder in which (or in whose name) the words stand."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return [name for name, path in found.items() if words.search(text_of(name, path.read_bytes()))]


def own_part(html: str) -> str:
    """A page without the theme's chrome: what our templates wrote."""
    title = re.search(r"<title>.*?</title>", html, re.DOTALL)
    head = re.search(r'<meta name="color-scheme"[^>]*>(.*?)</head>', html, re.DOTALL)
    body = re.search(r'<div class="md-content" data-md-component="content">(.*)<footer class="md-foot', html, re.DOTALL)
    language = re.search(r'<html lang="[^"]*"', html)
    assert title and head and body and language, "the page has not the chrome's form"
    kept = "\n".join((language[0], title[0], head[1].strip(), body[1].strip()))
    return re.sub(r"\?v=[0-9a-f]{10}", "?v=", kept) + "\n"


def compare(name: str, found: str, update: bool) -> None:
    """Hold a text to its golden file, or write that anew."""
    path = GOLDEN / name
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert path.is_file(), f"no golden file {name}: pytest --update-golden"
    assert found == path.read_text(encoding="utf-8"), f"{name} differs; if that is meant: pytest --update-golden"


# --- golden ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_page_is_golden(built_world: Path, name: str, request: pytest.FixtureRequest) -> None:
    text = (built_world / "site" / name).read_text(encoding="utf-8")
    text = re.sub(r"\brun/\d+", "run/N", text)  # the extractor's version says nothing of the page
    compare(name, own_part(text) if name.endswith(".html") else text, request.config.getoption("--update-golden"))


def test_published_paths_are_golden(built_world: Path, request: pytest.FixtureRequest) -> None:
    theme = re.compile(r"^(assets/|search/)")
    names = [name for name in files(built_world / "site") if not theme.match(name)]
    compare("paths.txt", "\n".join(names) + "\n", request.config.getoption("--update-golden"))


def test_mentions_are_golden(world: Path, kg: Run, request: pytest.FixtureRequest) -> None:
    """Every mistake of the linker becomes a line here."""
    texts = sorted(p for p in (world / "content").rglob("*") if p.suffix in (".md", ".vtt"))
    lines = [json.loads(line) for line in kg("extract", "--root", world, *texts).stdout.splitlines()]
    columns = ("start", "end", "surface", "type", "name")
    found = [(Path(line["doc"]).stem, mention) for line in lines for mention in line["mentions"]]
    rows = ["\t".join((doc, *(str(mention.get(column, "")) for column in columns))) for doc, mention in found]
    compare("mentions.tsv", "\n".join(rows) + "\n", request.config.getoption("--update-golden"))


class Links(HTMLParser):
    """What a page points to, and the places in it that can be pointed to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.places = {""}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action") and value and tag != "base":
                self.targets.append(value)
            elif name == "id" and value:
                self.places.add(value)


def test_every_link_within_the_site_leads_somewhere(built_world: Path) -> None:
    site = built_world / "site"
    pages = {path.relative_to(site).as_posix(): Links(path.read_text("utf-8")) for path in site.rglob("*.html")}
    broken = []
    for name, page in pages.items():
        for target in page.targets:
            parts = urlsplit(urljoin(f"https://lanternfield.example/{name}", target))
            if parts.hostname != "lanternfield.example":
                continue
            path = unquote(parts.path).lstrip("/")
            path += "index.html" if path.endswith("/") or not path else ""
            if not (site / path).is_file():
                broken.append(f"{name} → {target}")
            elif path in pages and parts.fragment not in pages[path].places and "text=" not in parts.fragment:
                broken.append(f"{name} → {target}: no such place")
    assert broken == []


# --- what must hold of every build ------------------------------------------------------------------


def test_the_same_input_gives_the_same_bytes(world: Path, tmp_path: Path, kg: Run) -> None:
    """In another folder, by other processes, with other hash seeds."""
    other = Path(shutil.copytree(world, tmp_path / "another" / "folder"))
    kg("build", "--no-search", "--root", world, "--jobs", "1", PYTHONHASHSEED="1")
    kg("build", "--no-search", "--root", other, "--jobs", "2", PYTHONHASHSEED="2")
    one, two = files(world / "site"), files(other / "site")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_a_second_build_gives_what_a_clean_one_gives(world: Path, tmp_path: Path, kg: Run) -> None:
    """Caches save time and change nothing."""
    kg("build", "--no-search", "--root", world)
    entry = world / "content/projects/tarnstore.yaml"
    entry.write_text(entry.read_text().replace("maturity: sandbox", "maturity: incubating\naliases: [Glimmer]"))
    clean = Path(shutil.copytree(world, tmp_path / "clean", ignore=shutil.ignore_patterns("build", "site")))
    kg("build", "--no-search", "--root", world)
    kg("build", "--no-search", "--root", clean)
    one, two = files(world / "site"), files(clean / "site")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_site_url_moves_links_and_never_identifiers(world: Path, kg: Run) -> None:
    kg("build", "--no-search", "--root", world, "--site-url", "https://elsewhere.example/lanterns/")
    page = (world / "site/projects/lumenkit/index.html").read_text()
    turtle = (world / "site/projects/lumenkit.ttl").read_text()
    assert 'href="https://elsewhere.example/lanterns/projects/lumenkit/"' in page
    assert "https://lanternfield.example/id/" in turtle
    assert "https://elsewhere.example/lanterns/id/" not in turtle


# --- records, not texts -------------------------------------------------------------------------------


def clone_without_texts(world: Path, target: Path) -> Path:
    """What a clone has of sources whose text may not be published: metadata and record."""
    shutil.copytree(world, target, ignore=shutil.ignore_patterns("build", "site"))
    for folder in ("talks", "articles"):
        for path in sorted((target / "content" / folder).iterdir()):
            if path.suffix in (".md", ".vtt"):
                path.unlink()
            elif path.suffix == ".yaml":
                meta = re.sub(r"(?m)^text: .*\n", "", path.read_text())
                path.write_text(re.sub(r"(?m)^licence: .*$", "licence: not republishable", meta))
    return target


def test_a_clone_without_texts_relinks_when_an_entry_gains_an_alias(world: Path, tmp_path: Path, kg: Run) -> None:
    clone = clone_without_texts(world, tmp_path / "clone")
    kg("build", "--no-search", "--root", clone)
    page, source = clone / "site/projects/ferry/index.html", clone / "site/articles/tarnstore-1-0/index.html"
    assert "tarnstore-1-0" not in page.read_text()
    entry = clone / "content/projects/ferry.yaml"
    entry.write_text(entry.read_text() + "aliases: [Glimmer]\n")
    kg("build", "--no-search", "--root", clone)
    assert "/articles/tarnstore-1-0/" in page.read_text()
    assert "/projects/ferry/" in source.read_text()


def test_a_record_of_another_version_is_reported_as_stale(world: Path, tmp_path: Path, kg: Run) -> None:
    clone = clone_without_texts(world, tmp_path / "clone")
    record = clone / "content/talks/night-shift-7.jsonl"
    header, _, rest = record.read_text().partition("\n")
    old = json.loads(header) | {"extractor": "0"}
    record.write_text(json.dumps(old, ensure_ascii=False) + "\n" + rest)
    said = kg("build", "--no-search", "--root", clone)
    assert "night-shift-7" in said.stderr
    assert (clone / "site/talks/night-shift-7/index.html").is_file()


def test_a_source_without_a_record_is_reported(world: Path, tmp_path: Path, kg: Run) -> None:
    clone = clone_without_texts(world, tmp_path / "clone")
    (clone / "content/talks/night-shift-7.jsonl").unlink()
    assert "night-shift-7" in kg("build", "--no-search", "--root", clone).stderr


# --- bad input ----------------------------------------------------------------------------------------

BAD = {
    "content/projects/torn.yaml": ("name: [unclosed\n", "torn.yaml:"),
    "content/projects/unknown-field.yaml": ("name: Unknown\ncolour: blue\n", "unknown-field.yaml:2:1"),
    "content/projects/nowhere.yaml": ("name: Nowhere\nvendor: nobody\n", "nowhere.yaml:2:9"),
    "content/projects/bad-link.yaml": ("name: Bad\nhomepage: javascript:alert(1)\n", "bad-link.yaml:2:11"),
    "content/projects/Capital.yaml": ("name: Capital\n", "Capital.yaml"),
    "content/vendors/ferry.yaml": ("name: Ferry the vendor\n", "vendors/ferry.yaml"),
    "content/events/thirtieth.yaml": ("name: Thirtieth\nstart: '2024-02-30'\n", "thirtieth.yaml:2:8"),
    "content/people/nameless.yaml": ("links: {github: 'https://github.com/x'}\n", "nameless.yaml"),
    "content/people/empty.yaml": ("", "empty.yaml"),
    "content/people/latin.yaml": (b"name: Andr\xe9\n", "latin.yaml:1"),
    "content/people/twice.yaml": ("name: One\nname: Two\n", "twice.yaml:2:1"),
}


def test_bad_input_is_all_said_at_once_and_leaves_the_last_good_site(world: Path, kg: Run) -> None:
    kg("build", "--no-search", "--root", world)
    before = files(world / "site")
    for name, (content, _) in BAD.items():
        (world / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    said = kg("build", "--no-search", "--root", world, status=1)
    assert [place for _, place in BAD.values() if place not in said.stderr] == []
    assert "Traceback" not in said.stderr
    assert files(world / "site") == before


HOSTILE = {
    "empty.md": b"",
    "latin.txt": b"caf\xe9 \xff\xfe\x00\x81 " * 20,
    "backwards.vtt": b"WEBVTT\n\n00:00:09.000 --> 00:00:02.000\nWe use Lumenkit.\n\n"
    b"00:00:01.000 --> 00:00:00.000\nand Tarnstore\n\n00:00:00.500 --> 00:00:00.100\nand more\n",
    "timeless.vtt": b"WEBVTT\n\nno times at all\n\nand none here\n",
    "broken.json": b'{"segments": [',
}


def test_bad_sources_are_all_said_at_once_and_leave_everything_as_it_was(world: Path, tmp_path: Path, kg: Run) -> None:
    kg("build", "--no-search", "--root", world)
    before, content = files(world / "site"), files(world / "content")
    for name, data in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "huge.txt").write_bytes(b"lamp " * 10_500_000)
    names = [*HOSTILE, "huge.txt"]
    said = kg("ingest", *(tmp_path / name for name in names), "--root", world, status=1)
    assert [name for name in names if name not in said.stderr] == []
    assert "Traceback" not in said.stderr
    assert files(world / "content") == content
    assert files(world / "site") == before


# --- taking back ----------------------------------------------------------------------------------------


def test_withdraw_removes_a_source_from_everything(world: Path, kg: Run) -> None:
    kg("build", "--root", world)
    words = re.compile(r"night-shift-7|Night Shift 7")
    assert traces(world / "site", words)
    kg("withdraw", "night-shift-7", "--root", world)
    kg("build", "--root", world)
    assert traces(world / "site", words) == []
    assert traces(world / "content", words) == [".withdrawn.yaml"], "only the list of what must not come back"
    assert "night-shift-7" not in kg("query", "SELECT ?s ?p ?o { ?s ?p ?o }", "--format", "csv", "--root", world).stdout


def test_forget_removes_a_person_from_everything_and_for_good(world: Path, kg: Run) -> None:
    kg("build", "--root", world)
    words = re.compile(r"Fennick|fennick")
    assert traces(world / "site", words)
    said = kg("forget", "oduya-fennick", "--root", world)
    for attempt in ("build", "extract --again"):
        kg(*attempt.split(), "--root", world)
        kg("build", "--root", world)
        assert traces(world / "site", words) == []
        named = traces(world / "content", words)
        assert all(Path(name).suffix in (".md", ".vtt") for name in named), "only texts, in their authors' own words"
        assert all(name in said.stdout for name in named), "which the command names"
    assert "ennick" not in kg("query", "SELECT ?s ?p ?o { ?s ?p ?o }", "--format", "csv", "--root", world).stdout
