"""The content of this repository is sound, and what the sources and the seed name is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.ingest import check, entries
from kg.ingest.check.values import fold

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def catalogue():
    return entries.read(ROOT)


@pytest.fixture(scope="module")
def named(catalogue) -> dict[tuple[str, str], str]:
    """(kind, folded name) → id, by names, aliases and labels."""
    found: dict[tuple[str, str], str] = {}
    for entry in catalogue.entries:
        for name in (entry.name, *(alias.name for alias in entry.aliases), *entry.labels.values()):
            found.setdefault((entry.kind, fold(name)), entry.id)
    return found


def test_the_checker_finds_no_error():
    assert [str(problem) for problem in check.check(ROOT) if problem.level == "error"] == []


@pytest.mark.parametrize(
    ("kind", "name", "id_"),
    [
        ("project", "k8s", "kubernetes"),
        ("project", "OTel", "opentelemetry"),
        ("project", "Argo CD", "argo-cd"),
        ("project", "Postgres", "postgresql"),
        ("project", "Wasm", "webassembly"),
        ("project", "OPA", "open-policy-agent"),
        ("project", "Flux CD", "flux"),
        ("project", "Golang", "go"),
        ("project", "kubectl", "kubectl"),
        ("project", "Gateway API", "gateway-api"),
        ("project", "eBPF", "ebpf"),
        ("project", "Dagger", "dagger"),
        ("project", "W3C Trace Context", "w3c-trace-context"),
        ("project", "etcd", "etcd"),
        ("project", "Keptn", "keptn"),
        ("vendor", "AWS", "amazon-web-services"),
        ("vendor", "亚马逊网络服务", "amazon-web-services"),
        ("vendor", "Azure", "microsoft-azure"),
        ("vendor", "GCP", "google-cloud"),
        ("vendor", "谷歌", "google"),
        ("vendor", "CNCF", "cloud-native-computing-foundation"),
        ("vendor", "云原生计算基金会", "cloud-native-computing-foundation"),
        ("vendor", "Docker", "docker-inc"),
        ("vendor", "Honeycomb", "honeycomb"),
        ("vendor", "LogDNA", "logdna"),
        ("vendor", "Dynatrace", "dynatrace"),
        ("vendor", "Diamanti", "diamanti"),
        ("product", "GKE", "google-kubernetes-engine"),
        ("product", "EKS", "amazon-elastic-kubernetes-service"),
        ("product", "PurePath", "purepath"),
        ("product", "Spektra", "diamanti-spektra"),
        ("product", "GitHub", "github"),
        ("product", "OpenShift", "openshift"),
        ("product", "VS Code", "visual-studio-code"),
        ("event", "KubeCon", "kubecon"),
        ("event", "KubeCon NA 2020", "kubecon-cloudnativecon-north-america-2020"),
        ("event", "KubeCon EU 2019", "kubecon-cloudnativecon-europe-2019"),
        ("event", "Ship It!", "ship-it"),
        ("topic", "可观测性", "observability"),
        ("topic", "SRE", "site-reliability-engineering"),
        ("topic", "FaaS", "function-as-a-service"),
        ("topic", "CI/CD", "continuous-integration-delivery"),
        ("person", "丹·科恩", "dan-kohn"),
        ("person", "Wojciech Tyczyński", "wojciech-tyczynski"),
        ("person", "Priyanka Sharma", "priyanka-sharma"),
        ("person", "Liz Fong Jones", "liz-fong-jones"),
        ("person", "Michael Shi", "michael-shi"),
        ("person", "Daniela Rabiser", "daniela-rabiser"),
    ],
)
def test_well_known_names_lead_to_their_entries(named, kind, name, id_):
    assert named.get((kind, fold(name))) == id_


def test_the_imports_are_whole(catalogue):
    brought = {
        origin: sum(origin in entry.origin for entry in catalogue.entries) for origin in ("landscape", "maintainers")
    }
    assert brought["landscape"] > 2000 and brought["maintainers"] > 2000
    kinds = {
        kind: sum(entry.kind == kind for entry in catalogue.entries)
        for kind in ("project", "vendor", "person", "event")
    }
    assert kinds["project"] > 1200 and kinds["vendor"] > 900 and kinds["person"] > 2000 and kinds["event"] > 200


def test_maturity_goes_with_its_dates(catalogue):
    by = {entry.id: entry for entry in catalogue.entries}
    assert (by["istio"].maturity, by["istio"].graduated) == ("graduated", "2023-07-12")
    assert [
        entry.id for entry in catalogue.entries if entry.graduated and entry.maturity not in ("graduated", "archived")
    ] == []


def test_editions_lead_to_their_series(catalogue):
    by = {entry.id: entry for entry in catalogue.entries}
    edition = by["kubecon-cloudnativecon-north-america-2020"]
    assert (edition.start, edition.end, edition.location) == ("2020-11-17", "2020-11-20", "Virtual")
    assert by[by[edition.parent].parent].id == "kubecon"


def test_no_crunchbase_data_logo_or_tracking_parameter_came_along():
    for file in [*(ROOT / "content").glob("*/*.yaml"), *(ROOT / "content/.imported").glob("*.json")]:
        text = file.read_text("utf-8")
        assert not [word for word in ("crunchbase", "utm_source", "Non-Public Organization") if word in text], file


def test_the_last_imports_are_sorted_json():
    for name in ("landscape", "maintainers"):
        kept = json.loads((ROOT / f"content/.imported/{name}.json").read_text("utf-8"))
        assert list(kept) == sorted(kept, key=lambda key: tuple(key.split("/")))
