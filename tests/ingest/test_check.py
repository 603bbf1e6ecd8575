"""The checker speaks like a compiler: every problem at once, by line and column, with a hint."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import check
from kg.ingest.check import shape, syntax, values


def told(root: Path) -> list[str]:
    return [str(problem) for problem in check.check(root)]


GOOD = {
    "projects/lumen.yaml": "name: Lumen\nrepositories: [https://git.example.org/lumen]\n"
    "homepage: https://lumen.example.org\n",
    "vendors/quill.yaml": "name: Quillworks\n",
}
ONE = "content/projects/b.yaml"


def test_good_content_has_no_problems(instance):
    assert told(instance(GOOD)) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "name: B\nhompage: https://b.example.org\n",
            ":2:1: error: unknown field 'hompage' (did you mean 'homepage'?)",
        ),
        (
            "name: B\nhomepage: otel.io\n",
            ":2:11: error: homepage must be a URL (found 'otel.io'; did you mean 'https://otel.io'?)",
        ),
        (
            "name: B\nhomepage: https://b.example.org/?utm_source=x&a=1\n",
            ":2:11: error: homepage must not carry tracking parameters (did you mean 'https://b.example.org/?a=1'?)",
        ),
        ("name: B\naccepted: 2021-02-30\n", ":2:11: error: accepted is no day of the calendar (found '2021-02-30')"),
        (
            "name: B\naccepted: last May\n",
            ":2:11: error: accepted must be a date as 2021-05-04, 2021-05 or 2021 (found 'last May')",
        ),
        (
            "name: B\nmaturity: gradated\n",
            ":2:11: error: maturity must be one of sandbox, incubating, graduated, archived "
            "(did you mean 'graduated'?)",
        ),
        ("name: B\nvendor: quil\n", ":2:9: error: there is no vendor 'quil' (did you mean 'quill'?)"),
        ("name: B\nvendor: lumen\n", ":2:9: error: 'lumen' is a project, not a vendor"),
        ("name: B\nparent: b\n", ":2:9: error: the entry refers to itself"),
        ("aliases: [b]\n", ":1:1: error: name is missing"),
        ("name: Bee\nmatch: {Be: never}\n", ":2:9: error: 'Be' is no name of the entry (did you mean 'Bee'?)"),
        ("name: B\naliases: b\n", ":2:10: error: aliases must be a list (found 'b')"),
        ("name: B\nsummary:\n", ":2:9: error: summary must be text (found nothing)"),
        ("name: B\naliases: [x, x]\n", ":2:10: error: aliases names x twice"),
        (
            "name: B\nlinks: {githb: https://a.example.org}\n",
            ":2:9: error: unknown field 'links.githb' (did you mean 'github'?)",
        ),
        ("name: B\nname: C\n", ":2:1: error: the key 'name' stands here twice (keep one of the two)"),
        (
            "name: B: C\n",
            ":1:8: error: not YAML: mapping values are not allowed in this context "
            "(quote the text where it holds a colon)",
        ),
        (
            "name: !!python/name:os.system B\n",
            ":1:7: error: the tag !!python/name:os.system is not allowed (write plain text)",
        ),
        ("", ":1: error: the file is empty"),
        ("name: \udcff\n", ":1:7: error: not UTF-8 (byte 0xff) (save it as UTF-8)"),
        (
            "name: lumen\naliases: [b]\n",
            "content/projects/lumen.yaml:1:7: error: 'Lumen' is also the name of content/projects/b.yaml "
            "(merge the two)",
        ),
        (
            "name: B\nrepositories: [https://git.example.org/lumen.git]\n",
            "content/projects/lumen.yaml:2:16: error: the repository git.example.org/lumen also belongs to "
            "content/projects/b.yaml (merge the two)",
        ),
        (
            "name: B\nhomepage: http://www.lumen.example.org/\n",
            "content/projects/lumen.yaml:3:11: warning: lumen.example.org is also the homepage of "
            "content/projects/b.yaml",
        ),
        ("name: B\naliases: [LUMEN]\n", ":2:11: error: the alias 'LUMEN' is the name of content/projects/lumen.yaml"),
        (
            "name: B\naccepted: 2021-05-04\nincubating: 2021-05-03\n",
            ":3:13: error: incubating lies before accepted (2021-05-03 is before 2021-05-04)",
        ),
    ],
)
def test_each_problem_in_its_words(instance, text, line):
    assert told(instance({**GOOD, "projects/b.yaml": text})) == [ONE + line if line.startswith(":") else line]


def test_all_problems_of_all_files_at_once(instance):
    root = instance(
        {
            "projects/a.yaml": "name: A\nmaturity: old\nhomepage: a b\n",
            "projects/b.yaml": "name: [\n",
            "people/Upper.yaml": "name: U P\n",
            "people/c.yml": "name: C\n",
            "vendors/d.yaml": "name: D\nwebsite: x\n",
        }
    )
    assert {problem.path for problem in check.check(root)} == {
        "content/projects/a.yaml",
        "content/projects/b.yaml",
        "content/people/Upper.yaml",
        "content/people/c.yml",
        "content/vendors/d.yaml",
    }
    assert sum(problem.path.endswith("a.yaml") for problem in check.check(root)) == 2


def test_a_file_with_a_fault_of_its_own_is_told_at_once_what_it_refers_to_in_vain(instance):
    root = instance({"projects/b.yaml": "name: B\nhompage: x\nvendor: nobody\ncategories: [1, none]\nparent: {a: b}\n"})
    told = [(problem.line, problem.message) for problem in check.check(root)]
    assert told == [
        (2, "unknown field 'hompage'"),
        (3, "there is no vendor 'nobody'"),
        (4, "there is no topic '1'"),
        (4, "there is no topic 'none'"),
        (5, "parent must be text"),
    ]


def test_a_name_in_place_of_an_id_is_told_the_id(instance):
    files = {
        "vendors/red-lamp.yaml": "name: Red Lamp\n",
        "people/bo.yaml": "name: Bo\nemployers:\n  - vendor: Nobody & Sons\n  - vendor: Red Lamp\n",
        "projects/b.yaml": "name: B\nvendor: Red Lamp\ncategories: [Red Lamp]\n",
    }
    said = [line for line in told(instance(GOOD | files)) if "must be an id" in line]
    assert [line.endswith("; did you mean 'red-lamp'?)") for line in said] == [False, True, True, False]
    assert said[1].startswith("content/people/bo.yaml:4:13: error: ") and "(found 'Red Lamp'; " in said[1]


def test_only_the_chosen_files_are_told(instance):
    root = instance({"projects/a.yaml": "nam: A\n", "vendors/d.yaml": "nam: D\n"})
    assert {problem.path for problem in check.check(root, [root / "content/vendors/d.yaml"])} == {
        "content/vendors/d.yaml"
    }
    assert {problem.path for problem in check.check(root, [root / "content/projects"])} == {"content/projects/a.yaml"}


def test_ids_are_unique_over_all_kinds(instance):
    root = instance({"projects/docker.yaml": "name: Docker\n", "vendors/docker.yaml": "name: Docker\n"})
    assert told(root) == [
        "content/vendors/docker.yaml:1:1: error: the id 'docker' is taken by content/projects/docker.yaml "
        "(ids are unique over all kinds)"
    ]


def test_a_former_id_is_never_given_away(instance):
    root = instance({"projects/a.yaml": "name: A\nformer_ids: [b]\n", "projects/b.yaml": "name: B\n"})
    assert "the former id 'b' is taken by content/projects/b.yaml" in told(root)[0]


def test_parents_do_not_run_in_circles(instance):
    root = instance({"topics/a.yaml": "name: A\nbroader: [b]\n", "topics/b.yaml": "name: B\nbroader: [a]\n"})
    assert [line.partition("error: ")[2] for line in told(root)] == [
        "broader leads back to 'a' itself",
        "broader leads back to 'b' itself",
    ]


def test_a_part_may_share_its_project_s_repository(instance):
    part = "name: Lumenctl\nparent: lumen\nrepositories: [https://git.example.org/lumen]\n"
    assert told(instance({**GOOD, "projects/lumenctl.yaml": part})) == []


def test_two_people_of_one_name_are_only_asked_about(instance):
    root = instance({"people/ada.yaml": "name: Ada Fennick\n", "people/ada-fennick.yaml": "name: Ada Fennick\n"})
    assert ["warning" in line and "one person or two?" in line for line in told(root)] == [True]


def test_references_of_sources_and_rulings(instance):
    talk = (
        "title: T\nurl: ''\nmedium: talk\npublisher: P\naffiliation: independent\n"
        "date: unknown\nlanguage: en\nevent: con\n"
    )
    root = instance({"talks/t.yaml": talk, "rulings/r.yaml": "- {surface: X, entry: gone, source: t}\n"})
    assert told(root) == [
        "content/rulings/r.yaml:1:23: error: there is no project, product, vendor, person, event or topic 'gone'",
        "content/talks/t.yaml:8:8: error: there is no event 'con'",
    ]


CLAIM = "- claim: {subject: lumen, predicate: %s, object: %s}\n  verdict: rejected\n"


@pytest.mark.parametrize(
    ("ruling", "message"),
    [
        (CLAIM % ("behind", "quill"), ""),
        (CLAIM % ("behind", "quil"), "1:54: error: there is no project, product, vendor, person, event, topic, talk or "
         "article 'quil' (did you mean 'quill'?)"),
        (CLAIM % ("mantains", "quill"), "did you mean 'maintains'?"),
        ("- claim: {subject: lumen, object: quill}\n  verdict: rejected\n", "predicate is missing"),
        (CLAIM.replace("rejected", "accepted") % ("behind", "quill"), "verdict must be"),
        (CLAIM.partition("\n")[0] % ("behind", "quill"), "verdict is missing"),
        (CLAIM % ("behind", "quill") + "  surface: Lumen\n", "on a surface or on a claim"),
        ("- reason: none\n", "on a surface or on a claim"),
        (CLAIM % ("behind", "quill") + "  entry: quill\n", "3:10: error: entry does not go with a claim"),
        ("- {surface: Lumen, verdict: rejected}\n", "verdict does not go with a surface"),
    ],
)  # fmt: skip
def test_a_ruling_on_a_claim_names_what_is_there(instance, ruling, message):
    found = told(instance({**GOOD, "rulings/r.yaml": ruling}))
    assert len(found) == bool(message)
    assert all(line.startswith("content/rulings/r.yaml:") and message in line for line in found), found


def test_a_file_of_rulings_may_be_called_as_an_entry(instance):
    root = instance({**GOOD, "projects/b.yaml": "name: B\nparent: lumen\n", "rulings/lumen.yaml": "- surface: Lumen\n"})
    assert told(root) == []


def test_a_waiver_passes_over_and_a_useless_one_is_told(instance):
    waiver = "- {path: content/projects/*.yaml, finding: is also the homepage of, reason: one page for both}\n"
    root = instance(
        {
            **GOOD,
            "projects/b.yaml": "name: B\nhomepage: https://lumen.example.org\n",
            "waivers.yaml": waiver,
        }
    )
    assert told(root) == []
    (root / "content/projects/b.yaml").unlink()
    assert told(root) == [
        "content/waivers.yaml:1:3: warning: the waiver 'is also the homepage of' for content/projects/*.yaml "
        "covers nothing (take it out)"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchors and aliases (& and *) are not allowed"),
        ("name: " + "[" * 200_000, "nested deeper than 12 levels"),
        ("- " * 5000 + "x", "nested deeper than 12 levels"),
        ("name: " + "x" * 10_000_000, "the file is larger than 1 MB"),
        ("".join(" " * i + "a:\n" for i in range(40)), "nested too deep"),
    ],
)
def test_bombs_are_refused(text, message):
    data, problems = syntax.parse(text.encode(), "x.yaml")
    assert data is None
    assert message in {problem.message for problem in problems}


def test_a_large_file_in_the_content_is_refused(instance):
    root = instance({"projects/big.yaml": "name: " + "x" * 10_000_000})
    assert ["larger than 1 MB" in line for line in told(root)] == [True]


@given(st.binary(max_size=300))
def test_any_bytes_give_data_or_problems_with_a_place(raw):
    data, problems = syntax.parse(raw, "x.yaml")
    assert data is None or not problems
    assert all(problem.path == "x.yaml" and problem.line >= 0 and problem.column >= 0 for problem in problems)


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["name", "aliases", "homepage", "links", "vendor", "accepted", "x"]), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_any_data_is_either_valid_or_told_about(data):
    findings = list(shape.check("project", data))
    valid = isinstance(data, dict) and not findings
    assert valid or findings
    for path, _, message, hint in findings:
        assert message and isinstance(hint, str) and isinstance(path, tuple)


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 12, 31)))
def test_every_day_of_the_calendar_is_a_date(day):
    assert values.is_date(day.isoformat())
    assert values.is_date(day.isoformat()[:7])


@given(st.text(max_size=40))
def test_tracking_parameters_go_and_nothing_else_does(text):
    url = f"https://example.org/{text}"
    clean = values.without_tracking(url)
    assert values.without_tracking(clean) == clean
    assert "utm_" in url or "clid" in url or len(clean) >= len(url.replace("?", "").replace("&", ""))
