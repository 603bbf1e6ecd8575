"""What a project or a category of the landscape is about, as the topic that a reader would follow for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.model import Entry

INSTEAD: Final[Mapping[str, str]] = {
    "scheduling-orchestration": "container-orchestration",
    "orchestration-and-scheduling": "container-orchestration",
    "certified-kubernetes-distribution": "kubernetes-topic",
    "certified-kubernetes-hosted": "kubernetes-topic",
    "certified-kubernetes-installer": "kubernetes-topic",
    "certified-kubernetes-ai-platform": "kubernetes-topic",
    "security-compliance": "cloud-native-security",
    "governance-policy-and-security": "cloud-native-security",
    "security": "cloud-native-security",
    "installable-platform": "serverless",
    "hosted-platform": "serverless",
    "continuous-integration-and-delivery": "continuous-integration-delivery",
    "application-frameworks": "webassembly-topic",
    "runtimes": "webassembly-topic",
    "hosted-platforms": "webassembly-topic",
    "packaging-registries-application-delivery": "webassembly-topic",
    "edge-bare-metal": "edge-computing",
    "debugging-observability": "observability",
    "storage": "cloud-native-storage",
    "network": "cloud-native-network",
    "model-asset-and-registry": "ai-machine-learning",
    "data-science": "ai-machine-learning",
    "post-training": "ai-machine-learning",
    "distributed-training": "ai-machine-learning",
    "runtime": "container-runtime",
    "automation-configuration": "infrastructure-as-code",
    "framework": "",
    "tools": "",
    "tooling": "",
    "languages": "",
    "embedded-functions": "",
    "orchestration-management": "",
    "workload-runtime": "",
    "gateway": "",
    "service": "",
    "protocol": "",
    "evaluation": "",
    "search": "",
    "paas-container-service": "",
}
"""Topic or category → its near-duplicate that readers follow (none: it says too little)."""
_AREAS: Final = {
    "gitops": "flux argo argo-cd flagger flux-operator opengitops",
    "policy-as-code": "open-policy-agent gatekeeper kyverno kubewarden rego cedar",
    "zero-trust-architecture": "spiffe spire",
    "ebpf-topic": "cilium tetragon bcc bpftrace pixie",
    "edge-computing": "k3s kubeedge openyurt superedge akri",
    "bare-metal-machine": "tinkerbell metal3",
    "platform-engineering": "backstage crossplane",
    "infrastructure-as-code": "terraform opentofu pulumi ansible crossplane",
    "supply-chain-security": "sigstore in-toto the-update-framework notary-project slsa cosign",
    "auto-scaling": "keda",
    "serverless": "knative knative-functions openfaas kubeless apache-openwhisk aws-lambda virtual-kubelet",
    "multi-cluster": "karmada clusternet",
    "multitenancy": "capsule vcluster",
    "virtualization": "kubevirt",
    "operator": "operator-framework",
    "container": "docker docker-engine podman",
    "workflow-orchestration": "argo-workflows",
    "event-streaming": "kafka pulsar",
}
BY_PROJECT: Final[Mapping[str, tuple[str, ...]]] = {
    project: tuple(topic for topic, projects in _AREAS.items() if project in projects.split())
    for names in _AREAS.values()
    for project in names.split()
}
"""Project → topics closer to it than its category in the landscape."""
WITH: Final = frozenset(
    ("security-compliance", "edge-computing", "cloud-native-network", "certified-kubernetes-distribution")
)
"""Categories that a project is about as well where it has a closer topic."""


def topics_of(entry: Entry) -> tuple[str, ...]:
    """The topics that a source is about when it is about this project, the closest first.

    >>> topics_of(Entry("flux", "project", "Flux", "", categories=("continuous-integration-delivery",)))
    ('gitops',)
    >>> topics_of(Entry("falco", "project", "Falco", "", categories=("security-compliance",)))
    ('cloud-native-security',)
    """
    near = BY_PROJECT.get(entry.id, ())
    category = entry.categories[0] if entry.categories else ""
    if near and category not in WITH:
        return near
    main = INSTEAD.get(category, category)
    return tuple(dict.fromkeys((*near, main))) if main else near
