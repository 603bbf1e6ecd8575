"""Relations read from the words between two names, and quotations with their speakers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.gazetteer import make
from kg.extract.output import line
from kg.link.decide import Linker
from kg.model import Anchor
from tests.link.field import ENTRIES, document, entry, linked, record, stated, talk

WORKS = "works_for"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("We met Ada Berg, CTO at Brightmesh, there.", "CTO"),
        ("Ada Berg is a senior software engineer at Brightmesh.", "senior software engineer"),
        ("Ada Berg, who is a product manager for Kubernetes at Brightmesh, agreed.", "product manager"),
        ("Ada Berg (Senior Product Line Manager, Brightmesh)", "Senior Product Line Manager"),
        ("Brightmesh's director of engineering Ada Berg agreed.", "director of engineering"),
        ("Brightmesh CEO Ada Berg agreed.", "CEO"),
        ("“It is fine,” said Brightmesh engineer and Velar project cofounder Ada Berg.", ""),
        ("Ada Berg, a Brightmesh engineer, agreed.", "engineer"),
        ("Ada Berg from Brightmesh gave the talk.", ""),
        ("Ada Berg and the team at Brightmesh gave the talk.", ""),
        ("Ada Berg, who now works on Envoy at Brightmesh, agreed.", ""),
        ("Brightmesh's Ada Berg agreed.", ""),
        ("Panelists are Ada Berg (Brightmesh), and others.", ""),
        ("Deep dive into Envoy - Ada Berg, Brightmesh", ""),
        ("Brightmesh was first to hire Ada Berg (Envoy maintainer).", ""),
        ("I'm Ada Berg, and I'm leading research and architecture for Brightmesh.", ""),
        ("Ada Berg, Principal Manager – Mesh Ecosystem, Brightmesh", ""),
        ("Ada Berg, VP of Infrastructure & Brightmesh Fellow, agreed.", ""),
        ("Brightmesh 的首席技术官 Ada Berg 表示同意。", "首席技术官"),
        ("Ada Berg 是 CNCF 的大使和 Brightmesh 的首席执行官。", ""),
        ("明网(Brightmesh) 的分析师 Ada Berg 表示同意。", "分析师"),
        ("Ada Berg 加入了 Brightmesh。", ""),
        ("Brightmesh 最近聘请了 Ada Berg。", ""),
        ("Ada Berg，Brightmesh 工程总监向我们解释。", ""),
        ("Ada Berg 是 Brightmesh 的一名工程师。", ""),
        ("Ada Berg，Brightmesh 的首席架构师，表示同意。", "首席架构师"),
        ("Ada Berg 是 CNCF 的大使，也是 Brightmesh 的首席执行官。", ""),
        ("来自 Brightmesh 的 Envoy 维护者 Ada Berg 表示同意。", ""),
        ("Ada Berg 目前在 Brightmesh 担任产品架构师。", ""),
        ("Brightmesh 的 Ada Berg 表示同意。", ""),
        ("开发者和软件工程师在 Brightmesh ，Ada Berg 提供了它。", ""),
        ("Ada Berg, cofounder and CEO of Brightmesh, agreed.", "cofounder and CEO"),
        ("The talk that Ada Berg of Brightmesh and I gave", ""),
        ("Ada Berg, DX Engineer at Brightmesh, agreed.", "DX Engineer"),
        ("Ada Berg, Envoy Core Maintainer and Senior Software Engineer at Brightmesh, agreed.", ""),
        ("-- Ada Berg, Director of Product Management, Brightmesh", "Director of Product Management"),
        ("Ada Berg (@ada_b), Software Engineer at Brightmesh, agreed.", "Software Engineer"),
        ("Author: Ada Berg Software Engineering Intern @ Brightmesh", "Software Engineering Intern"),
        ("Author: Ada Berg, Senior Scientist and Manager, Meshes @ Brightmesh", "Senior Scientist and Manager"),
        ("Ada Berg, Staff Engineer - Cloud & Edge at Brightmesh", "Staff Engineer"),
        ("Ada Berg is a software engineer on the Brightmesh control plane team.", "software engineer"),
        ("Deep dive into Envoy - Ada Berg, (Brightmesh) (11:00)", ""),
        ("10:15am: Ada Berg, Brightmesh: Deep dive into Envoy", ""),
        ("Ada Berg, Brightmesh.", ""),
        ("A big thank you to Ada Berg, and all the folks at Brightmesh.", ""),
        ("Ada Berg recently founded her own company, Brightmesh, there.", ""),
        ("Brightmesh is a studio that was founded by Ada Berg.", ""),
        ("团队由 Ada Berg (Brightmesh 高级工程师)和我组成。", "高级工程师"),
        ("Ada Berg，Brightmesh 的行业分析师；还有别人。", "行业分析师"),
        ("Ada Berg 已经是 Brightmesh 的技术总监。", "技术总监"),
        ("Ada Berg 是 Brightmesh (明网)的技术总监。", "技术总监"),
        ("Ada Berg 是运营和网格 @ Brightmesh 的主要倡导者", "主要倡导者"),
        ("Ada Berg 作为人员和创新团队的一员，在 Brightmesh 管理工程博客。", ""),
        ("Ada Berg 领导 Brightmesh 的工程团队。", ""),
        ("总裁兼首席执行官 Ada Berg， Brightmesh 讨论了它。", ""),
        ("Brightmesh 联盟总监、云原生计算基金会(CNCF) 董事会成员 Ada Berg 说它很好。", "联盟总监"),
        ("Brightmesh 员工 Ada Berg 做出了回应。", "员工"),
        ("Author: Ada Berg, Product @ Brightmesh", ""),
        ("The moment was when Ada Berg from Brightmesh reached out.", ""),
        ("“It is fine,” Brightmesh co-founder Ada Berg stated.", "co-founder"),
        ("Brightmesh 的杰出建筑师 Ada Berg 启动了它。", "杰出建筑师"),
        ("嘉宾是 Ada Berg ，总经理，Brightmesh； 还有别人。", ""),
        ("以及 Ada Berg 解决方案工程区域总监 Brightmesh 。", ""),
        ("团队由 Ada Berg(Brightmesh 开源贡献者)和我组成。", "开源贡献者"),
        ("区块链公司 Brightmesh 的所有者 Ada Berg 讲述了它。", "所有者"),
    ],
)
def test_employment_is_read(text: str, role: str) -> None:
    said = [item for item in stated(text, WORKS) if item[1] == "Brightmesh"]
    assert [(subject, object_) for subject, object_, _ in said] == [("Ada Berg", "Brightmesh")]
    if role:
        assert said[0][2] == role


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg, formerly a director at Brightmesh, agreed.",
        "Former Brightmesh engineer Ada Berg agreed.",
        "Ada Berg is not a director at Brightmesh.",
        "Ada Berg is the author of Brightmesh in a Nutshell.",
        "Ada Berg 是 Brightmesh 的前总监。",
        "Brightmesh 的前任首席技术官 Ada Berg 表示同意。",
        "Ada Berg 在 Brightmesh 工作的三点经验",
        "Ada Berg left. Brightmesh stayed.",
        "Ada Berg 还担任过 Brightmesh 的首席布道者。",
        "Brightmesh 认证的营销人员 Ada Berg 来了，营销专家 Ada Berg 也来了。",
        "Ada Berg uses Brightmesh.",
        "We thank Bo Lindqvist, Ada Berg, Brightmesh, Carl Dahl, and all the others.",
    ],
)
def test_what_is_past_or_something_else_is_no_employment(text: str) -> None:
    assert stated(text, WORKS) == []


def test_two_speakers_of_one_talk_share_its_company() -> None:
    said = stated("Deep dive - Ada Berg & Bo Lindqvist, Brightmesh", WORKS)
    assert {(s, o) for s, o, _ in said} == {("Ada Berg", "Brightmesh"), ("Bo Lindqvist", "Brightmesh")}


def test_two_speakers_with_a_company_each_keep_theirs() -> None:
    said = stated("Deep dive - Ada Berg, Brightmesh & Bo Lindqvist, CNCF", WORKS)
    assert {s: o for s, o, _ in said} == {
        "Ada Berg": "Brightmesh",
        "Bo Lindqvist": "Cloud Native Computing Foundation",
    }


def test_a_singular_title_is_of_the_nearest_person_alone() -> None:
    said = stated("Brightmesh 的首席技术官 Ada Berg 与 Bo Lindqvist 谈论了它。", WORKS)
    assert [(s, o) for s, o, _ in said] == [("Ada Berg", "Brightmesh")]


def test_a_company_of_no_entry_keeps_its_person_in_a_list_of_two() -> None:
    said = stated("Deep dive - Ada Berg, Mesh Football & Bo Lindqvist, Brightmesh", WORKS)
    assert {(s, o) for s, o, _ in said} == {("Ada Berg", "Mesh Football"), ("Bo Lindqvist", "Brightmesh")}


def test_an_employer_that_begins_with_a_given_name_is_no_person() -> None:
    said = stated("Bo Lindqvist, Security Engineer @ Ada Works\nThe audit was carried out by Ada Works.", WORKS)
    assert said == [("Bo Lindqvist", "Ada Works", "Security Engineer")]


@pytest.mark.parametrize(
    "words",
    [
        "You're a software engineer at Brightmesh, right?",
        "What do you do at Brightmesh?",
        "So you work for Brightmesh.",
    ],
)
def test_who_is_asked_is_who_answers(words: str) -> None:
    made = talk(("Bo Lindqvist", words), ("Ada Berg", "I do."))
    assert [(s, o) for s, o, _ in stated(made, WORKS)] == [("Ada Berg", "Brightmesh")]


@pytest.mark.parametrize("words", ["If you work at Brightmesh, you know.", "Maybe you work at Brightmesh."])
def test_a_supposed_employer_is_nobodys(words: str) -> None:
    assert stated(talk(("Bo Lindqvist", words), ("Ada Berg", "I do.")), WORKS) == []


def test_with_three_who_speak_nobody_knows_who_is_asked() -> None:
    turns = (("Carl Dahl", "Hello."), ("Bo Lindqvist", "You work at Brightmesh?"), ("Ada Berg", "I do."))
    assert stated(talk(*turns), WORKS) == []


def test_a_name_in_brackets_that_spells_the_same_person_is_no_employer() -> None:
    assert stated("这是安娜·贝克尔(Anna Becker)说的。", WORKS) == []


@pytest.mark.parametrize(
    "words",
    [
        "Thanks. I'm a staff engineer at Brightmesh.",
        "Thanks. I work on proxies at Brightmesh.",
        "Well, here at Brightmesh we like proxies.",
        "Yeah. So at Brightmesh we are building a proxy.",
        "Officially, I am the communications director and the manager for all that is new for Brightmesh.",
    ],
)
def test_in_a_transcript_the_label_says_who_speaks(words: str) -> None:
    made = talk(("Bo Lindqvist", "Welcome!"), ("Ada Berg", words))
    assert [(s, o) for s, o, _ in stated(made, WORKS)] == [("Ada Berg", "Brightmesh")]


@pytest.mark.parametrize(
    "words",
    [
        "It used to be my job at Brightmesh.",
        "She is a director at Brightmesh.",
        "I was at Brightmesh once.",
        "At Brightmesh we would test.",
    ],
)
def test_what_is_over_or_of_somebody_else_is_no_employer_of_the_speaker(words: str) -> None:
    assert stated(talk(("Bo Lindqvist", "Welcome!"), ("Ada Berg", words)), WORKS) == []


@pytest.mark.parametrize(
    "text",
    [
        "Brightmesh makes Velar, which we like. We use the project Velar.",
        "The open source project Velar from Brightmesh is new. We use the project Velar.",
        "The project Velar was originally created by Brightmesh.",
        "We met Brightmesh, the people behind the project Velar.",
        "There are tools from Brightmesh, like Meshboard.",
        "Brightmesh announced a new tool called Meshboard.",
        "I like Meshboard. It's made by a company called Brightmesh.",
        "Brightmesh 推出了其可观测性平台 Meshboard。",
        "Meshboard 最初由 Brightmesh 开发。",
        "Brightmesh 的 Meshboard 很快。",
        "You can try Brightmesh Meshboard today.",
        "We met the company behind Meshboard, Brightmesh.",
        "Meshboard's creator Brightmesh was there.",
        "Meshboard was born at Brightmesh.",
        "Meshboard is a dashboard for all of us from Brightmesh.",
        "Brightmesh has a product called Meshboard.",
        "Brightmesh is working on a new thing, which is called Meshboard.",
        "Take Brightmesh - they make Meshboard, and they like it.",
        "Meshboard, a Brightmesh product, is fast.",
        "Brightmesh 专注于网格，最近发布了一个工具，名为 Meshboard ，很快。",
        "选项包括 Brightmesh (Meshboard) 等。",
        "它在 Brightmesh 内部被称为 Meshboard 。",
        "Brightmesh 发布了另一个理想化的架构，称为 Meshboard，用于保护它。",
        "它基于一项名为 Meshboard 的 Brightmesh 技术。",
        "Brightmesh 基于 Kubernetes 的容器化 Meshboard 很快。",
        "它驱动了 Brightmesh 的一些核心产品，如 Meshboard。",
        "Brightmesh 拥有的 Meshboard 很快。",
        "Brightmesh 将它集成到了其 Meshboard 开源项目中。",
        "Meshboard 背后的公司 Brightmesh 来了。",
        "Meshboard 的创建者 Brightmesh 来了。",
        "你可以试试 Brightmesh Meshboard。",
    ],
)
def test_development_is_read(text: str) -> None:
    assert [(s, o) for s, o, _ in stated(text, "develops")] in (
        [("Brightmesh", "Velar")],
        [("Brightmesh", "Meshboard")],
    )


ANYBODY_S = tuple(replace(e, vendor="") for e in ENTRIES)
"""The entries where the catalogue does not say whose a thing is."""


@pytest.mark.parametrize(
    "text",
    [
        "Try Meshboard - Brightmesh's open source platform for it.",
        "I joined Brightmesh, where we created a monitoring system called Meshboard.",
        "The Meshboard team within Brightmesh is small.",
        "Brightmesh worked with Docker to build Meshboard.",
        "Brightmesh 首先开发了 Meshboard，后来卖掉了它。",
        "Brightmesh 于 9 月首次推出 Meshboard 。",
        "Brightmesh 已经与 CNCF 等公司合作开发 Meshboard 。",
        "Brightmesh 的“网上”框架叫做 Meshboard 。",
        "Brightmesh 有几个工具，其中一个是物理引擎 Meshboard 。",
        "Brightmesh 的新 Kubernetes 框架 Meshboard 很快。",
        "Meshboard 是 Brightmesh 在 2015 年推出的开源库。",
        "我们见到了开发 Meshboard 的公司 Brightmesh 。",
        "Brightmesh 旗下 Meshboard 很快。",
        "They are engineers at Brightmesh and maintainers of the Meshboard project.",
        "Brightmesh was early. The company also launched its own Meshboard, which is fast.",
        "Brightmesh 起步很早。该公司还推出了 Meshboard ，它很快。",
        "Brightmesh 起步很早。该公司的 Meshboard 很快。",
        "Brightmesh 不仅开发了 Meshboard ，还很快。",
        "Brightmesh 不久前推出了 Meshboard 。",
        "我们试了 Meshboard，这是 Brightmesh 最新的开源项目。",
        "我们试了 Meshboard，这是 Brightmesh 最新的开源、为任何云和 Kubernetes 打造的解决方案。",
        "We tried Meshboard, which is Brightmesh's latest toy for us.",
        "2014 年，Ada Berg 在 Brightmesh 创造了 Meshboard 。",
        "他在 Brightmesh 工作时开发了 Meshboard 。",
        "Meshboard 是 Ada Berg 在 Brightmesh 工作时创建的。",
        "Meshboard 最初是 Ada Berg 在 Brightmesh 创造的。",
        "We started Meshboard at Brightmesh.",
        "Ada Berg created Meshboard while at Brightmesh.",
        "I wrote a dashboard called Meshboard in 2014 while I was at Brightmesh.",
        "Meshboard 是一个基于 Docker 的开源平台，用于管理服务和看板，最初由 Brightmesh 开发。",
        "Meshboard is an open source platform that runs on Docker and shows what all of the meshes do, "
        "which was originally created at Brightmesh.",
    ],
)
def test_development_is_read_where_the_catalogue_does_not_say_it(text: str) -> None:
    found = [r for r in linked(text, ANYBODY_S).relations if r.kind == "develops"]
    assert [(r.subject_name, r.object_name) for r in found] == [("Brightmesh", "Meshboard")]


@pytest.mark.parametrize(
    "text",
    [
        "Brightmesh's Kubernetes clusters are large.",
        "Brightmesh announced support for Envoy.",
        "CNCF projects, like Envoy, are hosted.",
        "At Brightmesh we built the service on Envoy.",
        "Brightmesh released an adapter for Envoy.",
        "支持 Envoy 的可观测性提供商 Brightmesh 来了。",
        "Velar Meshboard and Brightmesh were there.",
        "Brightmesh announced its continued support for Envoy.",
        "Brightmesh's Kubernetes platform is large.",
        "Brightmesh 推出了一个单独的 Kubernetes 容器。",
        "这是一个由 Brightmesh 开发的 Kubernetes 学习平台。",
        "CNCF 的开源项目 Envoy 很快。",
        "它在 Brightmesh 上新发布了 Envoy 。",
        "Brightmesh 将其中一个区域的 Envoy 缩小了。",
        "Brightmesh 已经扩展了其 Kubernetes 安全托管软件集。",
        "Brightmesh 的 Envoy 表示，这很好。",
        "Brightmesh's Kubernetes Service is fast.",
        "Brightmesh sells Kubernetes as a service.",
        "Linkerd replaced Flux, Brightmesh's old deployment tool.",
        "OpenTelemetry is Brightmesh's main observability tool.",
        "Linkerd is Brightmesh's first choice of service mesh platform.",
        "We use Flux, Brightmesh's tool of choice.",
        "Linkerd is a service mesh used by Brightmesh.",
        "We tried Linkerd, Brightmesh's latest investment.",
        "I joined Brightmesh, where I started using Linkerd.",
        "I joined Brightmesh, where we built a platform on Linkerd.",
        "I joined Brightmesh, where they built a pipeline with Flux.",
        "I joined Brightmesh, where we built a Linkerd plugin.",
        "We hosted the Linkerd team at Brightmesh headquarters.",
        "The Linkerd group at Brightmesh uses it.",
        "Brightmesh partnered with CNCF to launch a course called Linkerd.",
        "Ada Berg works at Brightmesh, and director of Linkerd agreed.",
        "Brightmesh released a Linkerd tutorial.",
        "Brightmesh 旗下客户使用的 Linkerd 很快。",
        "Brightmesh 有很多客户，其中一个客户使用 Linkerd。",
        "Brightmesh 与 CNCF 一起维护 Linkerd 文档。",
        "Brightmesh 发布了关于 Linkerd 的报告。",
        "Brightmesh 开发人员喜欢 Linkerd。",
        "Linkerd，这是 Brightmesh 客户喜欢的平台。",
        "Linkerd，这是 Brightmesh 新选择的平台。",
        "Linkerd 是专为 Brightmesh 设计的。",
        "他在 Brightmesh 开发了基于 Linkerd 的平台。",
        "他在 Brightmesh 开发了 Linkerd 插件。",
        "We started using Linkerd at Brightmesh.",
        "I built a plugin for Linkerd at Brightmesh.",
        "We made Linkerd run at Brightmesh.",
        "We started Linkerd at Brightmesh headquarters.",
        "Linkerd is a platform that replaced the old dashboard, developed by Brightmesh.",
        "Linkerd 是一个平台，用于取代我们的工具，由 Brightmesh 开发。",
        "Linkerd 是一个平台，由 Brightmesh 的用户使用和开发。",
        "Brightmesh released public benchmark numbers comparing Linkerd to Flux.",
        "We heard of Brightmesh's profit and Linkerd.",
        "They came from Linkerd, from Brightmesh, or whatever.",
        "That is hard for companies like Brightmesh or projects like Linkerd.",
    ],
)
def test_use_support_and_hosting_are_no_development(text: str) -> None:
    assert stated(text, "develops") == []


@pytest.mark.parametrize(
    "text",
    [
        "Brightmesh 没有开发 Linkerd。",
        "Brightmesh 不再维护 Linkerd。",
        "Brightmesh 并未发布 Linkerd。",
        "Brightmesh 计划推出 Linkerd。",
        "Brightmesh 没有与 CNCF 一起开发 Linkerd。",
        "Linkerd 是 Brightmesh 没有开发的。",
        "Brightmesh 来了。该公司没有开发 Linkerd。",
        "Linkerd 不是由 Brightmesh 开发的。",
        "没有开发 Linkerd 的公司 Brightmesh 来了。",
        "他在 Brightmesh 没有开发 Linkerd。",
        "Linkerd 是一个基于 Docker 的平台，并非由 Brightmesh 开发。",
        "Linkerd was not created by Brightmesh.",
        "Linkerd is a tool that is not maintained by Brightmesh.",
        "We never built Linkerd at Brightmesh.",
        "Brightmesh 表示其没有开发 Linkerd。",
        "如果 Brightmesh 开源 Linkerd，我们会很高兴。",
        "If Brightmesh released Linkerd, we would be happy.",
        "Nobody at Brightmesh created Linkerd.",
    ],
)
def test_what_is_denied_or_only_planned_is_no_development(text: str) -> None:
    assert stated(text, "develops") == []


@pytest.mark.parametrize(
    "text",
    [
        "Linkerd 是 Ada Berg 离开 Brightmesh 后创建的。",
        "Linkerd 由离开 Brightmesh 的工程师创建。",
        "Linkerd 最初由前 Brightmesh 员工开发。",
        "Linkerd 是 Ada Berg 加入 Brightmesh 之前开发的。",
        "Brightmesh 的客户开发了 Linkerd。",
        "Brightmesh 前员工创建了 Linkerd。",
        "Brightmesh's competitor built Linkerd.",
    ],
)
def test_what_those_made_who_are_not_there_is_no_development(text: str) -> None:
    assert stated(text, "develops") == []


@pytest.mark.parametrize(
    "text",
    [
        "Linkerd 是一个平台，类似于 Flux，最初由 Brightmesh 开发。",
        "Linkerd is a platform similar to Flux, originally developed by Brightmesh.",
    ],
)
def test_what_stands_right_before_its_maker_is_made_rather_than_what_the_sentence_begins_with(text: str) -> None:
    assert [(s, o) for s, o, _ in stated(text, "develops")] == [("Brightmesh", "Flux")]


def test_whose_a_project_of_a_community_is_stays_unsure() -> None:
    for text in ("We looked at Brightmesh's Kubernetes.", "Brightmesh 的 Kubernetes 很快。"):
        assert all(r.confidence < 0.7 for r in linked(text).relations if r.kind == "develops")


def test_of_several_vendors_before_its_thing_the_one_that_owns_it_makes_it() -> None:
    text = "Brightmesh 和 CNCF 在一起工作。他们的 Envoy 和 Meshboard 很快。"
    assert [(s, o) for s, o, _ in stated(text, "develops")] == [("Brightmesh", "Meshboard")]


def test_a_vendor_beside_its_own_thing_is_an_unsure_maker() -> None:
    found = [r for r in linked("It used to be hard for Brightmesh to break Meshboard.").relations]
    assert [(r.kind, r.subject_name, r.object_name) for r in found] == [("develops", "Brightmesh", "Meshboard")]
    assert found[0].confidence < 0.8


def test_a_thing_of_ours_is_made_by_the_speakers_employer() -> None:
    words = "I'm a staff engineer at Brightmesh. Our own Meshboard is quite fast."
    assert [(s, o) for s, o, _ in stated(talk(("Ada Berg", words)), "develops")] == [("Brightmesh", "Meshboard")]


def test_a_thing_that_we_build_is_made_by_the_speakers_employer() -> None:
    words = "At Brightmesh we are creating a new kind of board, which is called Meshboard."
    assert [(s, o) for s, o, _ in stated(talk(("Ada Berg", words)), "develops")] == [("Brightmesh", "Meshboard")]


@pytest.mark.parametrize(
    ("words", "sure"),
    [
        ("And we created the Velar project as well.", True),
        ("It runs in our Envoy cluster.", False),
        ("That is built into our Envoy.", False),
        ("And we built that on another big project called Envoy.", False),
        ("We built that into the Envoy release.", False),
    ],
)
def test_what_we_made_is_surer_than_what_is_ours(words: str, sure: bool) -> None:
    made = talk(("Bo Lindqvist", "Welcome!"), ("Ada Berg", f"I'm a staff engineer at Brightmesh. {words}"))
    velar = entry("velar", "project", "Velar", homepage="https://velar.example")
    found = [r for r in linked(made, (*ENTRIES, velar)).relations if r.kind == "develops"]
    assert [r.confidence > 0.4 for r in found] == [True] * sure


def test_a_linked_thing_of_no_entry_that_a_company_has_is_its_product() -> None:
    text = "Brightmesh 的 Lampwick ，一个很快的堆栈，是新的。"
    made = document(text, anchors=(Anchor(13, 21, "https://brightmesh.github.io/lampwick/"),))
    assert [(s, o) for s, o, _ in stated(made, "develops")] == [("Brightmesh", "Lampwick")]


QUOTES = (
    ("“It is fine as it is,” said Ada Berg.", "It is fine as it is"),
    ("Ada Berg told us: “It is fine as it is.”", "It is fine as it is"),
    ("Ada Berg spoke. “It is fine as it is,” she said.", "It is fine as it is"),
    ("“它现在就很好，”Ada Berg 说。", "它现在就很好"),
    ("Ada Berg 表示：“它现在就很好。”", "它现在就很好"),
    ("Ada Berg 来了。她说，这“现在就很好”。", "现在就很好"),
)


@pytest.mark.parametrize(("text", "quote"), QUOTES)
def test_a_quotation_has_its_speaker(text: str, quote: str) -> None:
    said = [r for r in linked(text).relations if r.kind == "said"]
    assert [r.subject_name for r in said] == ["Ada Berg"]
    assert text[said[0].start : said[0].end].startswith(quote)


def test_a_quotation_that_goes_on_has_the_same_speaker() -> None:
    assert len(stated("“这很好，”Ada Berg 说。“更重要的是它很快。”", "said")) == 2


@pytest.mark.parametrize("text", ["The talk “A Mesh for Everybody” was full.", "“Frobnitz” is a word."])
def test_a_title_or_word_between_marks_was_not_said(text: str) -> None:
    assert stated(text, "said") == []


def test_the_line_gives_quotations_of_articles_and_none_of_transcripts() -> None:
    article, interview = document(QUOTES[0][0]), talk(("Ada Berg", "She said “It is fine as it is,” said Ada Berg."))
    for made, wanted in ((article, [("Ada Berg", "It is fine as it is,")]), (interview, [])):
        found = record(made)
        out = line(made, found, Linker(make(ENTRIES)).link(found))
        assert [(r["person"], r["quote"]) for r in out["relations"] if r["type"] == "said"] == wanted


def test_a_text_of_private_characters_masks_nothing_by_itself() -> None:
    assert stated("Ada Berg, \ue000\uf000\uf8ff at Brightmesh.", WORKS) in ([], [("Ada Berg", "Brightmesh", "")])


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("Ada Berg, CEO of Frobnia Labs, agreed. Frobnia grows.", "Frobnia Labs"),
        ("Frobnia grows. Ada Berg, CEO of Frobnia Labs, agreed.", "Frobnia"),
        ("Ada Berg, CEO of Frobnia Inc, agreed.", "Frobnia"),
    ],
    ids=["introduced by it", "introduced by the short one", "legal form"],
)
def test_a_vendor_is_called_by_the_fuller_name_that_introduces_it(text: str, org: str) -> None:
    field = (*ENTRIES, entry("frobnia", "vendor", "Frobnia", "Frobnia Labs", "Frobnia Inc"))
    made = document(text)
    out = line(made, record(made, field), linked(made, field))
    assert [r["org"] for r in out["relations"] if r["type"] == WORKS] == [org]
