"""The topics that a source is about: by its own words, its events, and inherited from its central projects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import exp
from typing import Final

from kg.model import Gazetteer, Link, Record, Source, Span, TopicLink
from kg.names import tokens

MOST: Final = 4
"""Topics that one source is about, at most."""
LEAST: Final = 0.38
"""Score from which a topic counts."""
OPENING: Final = 120
"""Code points at a text's start that hold its title."""
GENERAL: Final = frozenset(
    """
service services network storage tools tool tooling host hosts cluster clusters container containers pod pods protocol
protocols search framework frameworks language languages runtime runtimes platform platforms gateway gateways data
training inference evaluation database databases firewall abstraction ingress node nodes provisioning monitoring
security api apis virtual-machine vm vms operator operators debugging 服务 网络 存储 工具 主机 集群 容器 协议 搜索
框架 语言 运行时 平台 网关 数据 训练 推理 评估 数据库 防火墙 抽象 入口 节点 供应 安全 虚拟机 调试 方法
云原生应用 云原生应用程序 社区 可移植性
""".split()
)
"""Labels that almost every source of the field uses: they count where a title or heading has them, little else."""
INSTEAD: Final = {
    "scheduling-orchestration": "container-orchestration",
    "security-compliance": "cloud-native-security",
    "security": "cloud-native-security",
    "installable-platform": "serverless",
    "hosted-platform": "serverless",
    "framework": "serverless",
    "tools": "serverless",
    "languages": "",
    "application-frameworks": "webassembly-topic",
    "runtimes": "webassembly-topic",
    "embedded-functions": "webassembly-topic",
    "hosted-platforms": "webassembly-topic",
    "orchestration-management": "webassembly-topic",
    "application-definition-image-build": "",
    "edge-bare-metal": "edge-computing",
    "network": "",
    "storage": "",
    "gateway": "",
    "service": "",
}
"""Landscape category → the topic that readers follow for it (none: the category says too little)."""
COMMUNITY: Final = "community"


class Finder:
    """Finds topics in records."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Index the topics' labels, and the topics that are named like a project."""
        self.entries = gazetteer.entries
        self.labels: dict[str, list[str]] = defaultdict(list)
        self.own = {id_: f"{id_}-topic" for id_ in self.entries if f"{id_}-topic" in self.entries}
        for name in gazetteer.names:
            if name.kind == "topic" and name.policy != "never":
                self.labels[" ".join(w.lower() for w, _, _ in tokens(name.text))].append(name.entry)
        self.longest = max((label.count(" ") + 1 for label in self.labels), default=1)

    def rank(self, record: Record, mentions: Sequence[Link], source: Source | None) -> tuple[TopicLink, ...]:
        """The topics of a source, most central first."""
        scores, because = self._stated(record)
        stated = set(scores)
        for topic, score, label in (*self._inherited(mentions), *self._gathering(record, mentions)):
            scores[topic] += score
            because.setdefault(topic, label)
        ranked = sorted(
            ((s, t) for t, s in scores.items() if s >= LEAST and t in self.entries), key=lambda x: (-x[0], x[1])
        )
        return tuple(TopicLink(t, round(min(s, 1.0), 3), t not in stated, because[t]) for s, t in ranked[:MOST])

    def _inherited(self, mentions: Sequence[Link]) -> Iterator[tuple[str, float, str]]:
        """(topic, score, project) of the projects that have a fair share of the source's mentions."""
        counted = Counter(m.entry for m in mentions if m.entry and m.kind in ("project", "product"))
        total = max(8, sum(counted.values()))
        for id_, count in sorted(counted.items()):
            share = count / total
            if id_ in self.own:
                yield self.own[id_], 1.7 * share, self.entries[id_].name
            elif share > 0.12:
                for category in self.entries[id_].categories[:1]:
                    if topic := INSTEAD.get(category, category):
                        yield topic, 0.9 * share, self.entries[id_].name

    def _gathering(self, record: Record, mentions: Sequence[Link]) -> Iterator[tuple[str, float, str]]:
        """Community, where a source speaks of events all the time."""
        events = [m for m in mentions if m.kind == "event"]
        if events:
            often = 1000 * len(events) / max(record.words, 400)
            yield COMMUNITY, 0.11 * min(often, 8), events[0].name

    def _stated(self, record: Record) -> tuple[dict[str, float], dict[str, str]]:
        counts: dict[str, float] = defaultdict(float)
        titled: dict[str, float] = defaultdict(float)
        because: dict[str, str] = {}
        for span in record.spans:
            for label, topic in self._within(span):
                if topic in self.own.values():
                    continue
                counts[topic] += 0.15 if label in GENERAL else 1.0
                if span.start < OPENING:
                    titled[topic] = max(titled[topic], 0.2 if label in GENERAL else 0.35)
                elif "heading" in span.features:
                    titled[topic] = max(titled[topic], 0.08 if label in GENERAL else 0.2)
                because.setdefault(topic, label)
        per = 1000 / max(record.words, 500)
        return defaultdict(
            float, {t: 0.75 * (1 - exp(-0.22 * c * per)) + titled[t] for t, c in counts.items()}
        ), because

    def _within(self, span: Span) -> list[tuple[str, str]]:
        words = [w.lower() for w, _, _ in tokens(span.surface)]
        out, i = [], 0
        while i < len(words):
            for j in range(min(len(words), i + self.longest), i, -1):
                label = " ".join(words[i:j])
                if label in self.labels:
                    bare = label.replace(" ", "") if not label.isascii() else label
                    out += [(bare, topic) for topic in self.labels[label]]
                    i = j - 1
                    break
            i += 1
        return out
