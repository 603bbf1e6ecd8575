"""For whom a person works, and what only looks like it; who is cited."""

from __future__ import annotations

import pytest

from tests.link.field import linked, stated, talk

WORKS = "works_for"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Currently employed by Brightmesh, Ada Berg looks after its mesh.", ""),
        ("At Brightmesh, Ada Berg leads the mesh team.", ""),
        ("At Brightmesh, Ada Berg works on its mesh.", ""),
        ("At Brightmesh, Ada Berg is a principal engineer.", "principal engineer"),
        ("Ada Berg, manager, Developer Relations at Brightmesh", "manager, Developer Relations"),
        ("Brightmesh, a studio that is led by Ada Berg, agreed.", ""),
        ("嘉宾：Ada Berg（现任 Brightmesh 工程师）。", "工程师"),
        ("Ada Berg，Meshboard 首席传道者兼副总裁Brightmesh；", "首席传道者兼副总裁"),
        ("阿达·伯格(Ada Berg)是 Brightmesh 的首席技术官之一。", "首席技术官"),
        ("Ada Berg 博士是 Brightmesh 的技术布道者，她写代码。", "技术布道者"),
        ("Ada Berg 是 Brightmesh 认知应用、网络和生态系统高级副总裁，负责它。", "认知应用、网络和生态系统高级副总裁"),
        ("Ada Berg 是这个世界的主要思想家之一，Brightmesh 的首席倡导者，她说得很好。", "首席倡导者"),
        ("Ada Berg ，Brightmesh的产品总监详细描述了它。", "产品总监"),
        ("《Brightmesh》的高级编辑 Ada Berg 主持了它。", "高级编辑"),
        ("Brightmesh 创始人&出版商 Ada Berg 主持了它。", "创始人&出版商"),
        ("Brightmesh 的高级架构师、 Linkerd，的项目负责人 Ada Berg 说它很好。", "高级架构师"),
        ("Brightmesh 项目经理和 Linkerd 的核心贡献者之一 Ada Berg说它很好。", "项目经理"),
        ("Brightmesh 安全团队的 Ada Berg 发现了它。", ""),
        ("Ada Berg, Linkerd Core Maintainer, Head of Development @ Brightmesh", "Head"),
        ("Ada Berg, also a Linkerd Ambassador and Head of Trading at Brightmesh, agreed.", "Head of Trading"),
        ("Ada Berg, Industry Analyst at Brightmesh", "Industry Analyst"),
        ("Ada Berg, Meshops Engineer II at Brightmesh", "Engineer II"),
        ("Ada Berg, Backend Developer for Brightmesh", "Backend Developer"),
        ("Ada Berg, Senior Manager, Environments group at Brightmesh", "Senior Manager"),
    ],
)
def test_employment_is_read(text: str, role: str) -> None:
    assert stated(text, WORKS) == [("Ada Berg", "Brightmesh", role)]


def test_a_first_name_after_the_employer_is_of_who_was_introduced_by_title() -> None:
    text = "Ada Berg, Principal Engineer\n\nCurrently employed by Brightmesh, Ada looks after its mesh."
    assert [(s, o) for s, o, _ in stated(text, WORKS)] == [("Ada Berg", "Brightmesh")]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg, manager, visited the office at Brightmesh.",
        "Ada Berg, VP, said she had met people at Brightmesh.",
        "Ada Berg, keynote talk @ Brightmesh",
        "Ada Berg, Keynote Talk @ Brightmesh",
        "Ada Berg, live tonight @ Brightmesh",
        "See Ada Berg, Thursday booth 12 @ Brightmesh",
        "The panel at Brightmesh is moderated and led by Ada Berg.",
        "A workshop on Brightmesh, run by Ada Berg.",
        "Brightmesh, which was founded by Ada Berg in 2012 and left by her in 2015, agreed.",
        "Ada Berg founded her own company, Brightmesh, then sold it, is at CNCF.",
        "Ada Berg founded Brightmesh in 2012 and left it in 2015.",
        "I met Ada Berg, Brightmesh.",
        "In the room were Ada Berg, Brightmesh.",
        "Ada Berg is president of the Brightmesh conference.",
        "At Brightmesh, Ada Berg is giving a talk.",
        "At Brightmesh, Ada Berg is a customer engineer's friend.",
        "Not currently working at Brightmesh, Ada Berg sings.",
        "I'm currently working at Brightmesh, Ada Berg is my friend.",
        "Brightmesh, led by Ada Berg until 2015, agreed.",
        "Companies like Brightmesh, founded by Ada Berg, who is now at CNCF, agreed.",
        "嘉宾：Ada Berg（前 Brightmesh 工程师）。",
        "Ada Berg（采访 Brightmesh 工程师）说它很好。",
        "Ada Berg 采访了一位工程师，Brightmesh。",
        "Ada Berg 感谢所有工程师 Brightmesh。",
        "Ada Berg 作为客户，在 Brightmesh 负责的会议上演讲。",
        "Ada Berg 在 Brightmesh 负责的会议上演讲。",
        "Ada Berg 负责 Brightmesh 开发的 Meshboard 产品。",
        "Ada Berg 负责 Brightmesh 推出的产品。",
        "Ada Berg 还表示，她在 Brightmesh 担任产品经理时，看到了它。",
        "Ada Berg 在 Brightmesh 担任产品经理时，看到了它。",
        "此前，Ada Berg 是 Brightmesh 的创始人。",
        "Ada Berg:前 Brightmesh 基金会主席，她写作。",
        "Ada Berg 指出，Linkerd 很好，也是完全由 Brightmesh 员工管理的项目。",
        "Ada Berg 是 Brightmesh Strategy TAG 的联合主席。",
    ],
)
def test_a_visit_a_talk_a_founding_or_another_s_work_is_no_employment(text: str) -> None:
    assert [item for item in stated(text, WORKS) if item[1] == "Brightmesh"] == []


@pytest.mark.parametrize("joint", ["与", "，"])
def test_of_two_people_with_a_title_each_keeps_the_own_employer(joint: str) -> None:
    said = stated(f"Brightmesh 的总监{joint} CNCF 的成员 Ada Berg 讨论了它。", WORKS)
    assert [(s, o) for s, o, _ in said] == [("Ada Berg", "Cloud Native Computing Foundation")]


@pytest.mark.parametrize("words", ["We had Tom from Frobnia on the show.", "Marcos from Uruguay wrote to us."])
def test_where_a_first_name_is_from_may_be_a_place_or_a_joke(words: str) -> None:
    made = linked(talk(("Bo Lindqvist", words), ("Ada Berg", "Yes.")))
    assert [r for r in made.relations if r.kind == WORKS] == []


@pytest.mark.parametrize(
    "text",
    [
        "“这很好，非常好。”Bo Lindqvist 援引 Ada Berg 的话说。",
        "Bo Lindqvist 引用了 Ada Berg 的话：“这很好，非常好，我们都喜欢。”",
    ],
    ids=["after", "before"],
)
def test_who_is_cited_speaks_and_not_who_cites(text: str) -> None:
    introduced = "Brightmesh 的工程师 Bo Lindqvist 来了。\n" + text
    assert [r.subject_name for r in linked(introduced).relations if r.kind == "said"] == ["Ada Berg"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“我们主张这样做，因为它很好。”是 Ada Berg 反对的主张。", []),
        ("Ada Berg 主张：“我们先测试，然后再发布它。”", ["Ada Berg"]),
    ],
    ids=["opposed", "claimed"],
)
def test_to_claim_is_to_say_only_with_a_colon(text: str, speakers: list[str]) -> None:
    assert [r.subject_name for r in linked(text).relations if r.kind == "said"] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "Brightmesh CEO Ada Berg and CTO Bo Lindqvist agreed.",
        "Brightmesh 的首席执行官 Ada Berg 和首席技术官 Bo Lindqvist 同意了。",
    ],
)
def test_a_second_officer_beside_the_first_works_for_the_same(text: str) -> None:
    assert {(s, o) for s, o, _ in stated(text, WORKS)} == {("Ada Berg", "Brightmesh"), ("Bo Lindqvist", "Brightmesh")}


def test_of_two_people_in_a_row_the_clause_after_the_comma_is_of_the_second() -> None:
    text = "CNCF 首席软件工程师 Ada Berg 和 Kubernetes 用户 Joan Lindqvist ，目前是 Brightmesh 的经理，讨论了它。"
    assert ("Ada Berg", "Brightmesh") not in [(s, o) for s, o, _ in stated(text, WORKS)]


def test_who_is_the_subject_before_a_comma_does_not_work_for_the_employer_of_another() -> None:
    text = "Joan Lindqvist 是 CNCF 的软件工程师，Ada Berg 是 Brightmesh 的高级软件工程师。"
    assert ("Ada Berg", "Cloud Native Computing Foundation") not in [(s, o) for s, o, _ in stated(text, WORKS)]


@pytest.mark.parametrize(
    "words", ["Thank you, Tilda (Mokerji), you are kind.", "We heard Tilda Quorn, Shorang (and others)."]
)
def test_names_side_by_side_in_speech_are_a_list(words: str) -> None:
    made = linked(talk(("Bo Lindqvist", words), ("Ada Berg", "Yes.")))
    assert [r for r in made.relations if r.kind == WORKS] == []


def test_who_is_from_somewhere_after_a_comma_and_an_and_speaks_for_nobody_else() -> None:
    made = linked(
        talk(("Bo Lindqvist", "I am joined by Joan Tesser, and Ada Berg from Brightmesh."), ("Ada Berg", "Hi."))
    )
    assert [(r.subject_name, r.object_name) for r in made.relations if r.kind == WORKS] == [("Ada Berg", "Brightmesh")]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("And I've been at Brightmesh now for three years.", ["Brightmesh"]),
        ("And I had been at Brightmesh for three years.", []),
        ("And I've been at KubeCon for three days.", []),
        ("And I've been at FrobniaCon.", []),
    ],
    ids=["still", "no more", "an event", "named like an event"],
)
def test_where_a_speaker_has_been_for_years_is_the_employer(words: str, wanted: list[str]) -> None:
    made = linked(talk(("Bo Lindqvist", words), ("Ada Berg", "Yes.")))
    assert [r.object_name for r in made.relations if r.kind == WORKS] == wanted
