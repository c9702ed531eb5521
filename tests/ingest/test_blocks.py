"""Blocks of many shapes of page: what each line is, and that spans cut nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.ingest import blocks

BODY = "Two people were killed when a shell hit the bus station, a nurse at the town's clinic said."


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(b.kind, b.span.of(text)) for b in blocks.split(text, title)]


def kind_of(line: str) -> str:
    """The kind of a line that stands between two paragraphs."""
    found = [b for b in blocks.split(f"{BODY}\n\n{line}\n\n{BODY}") if b.kind != "dateline"]
    assert len(found) == 3
    return found[1].kind


@pytest.mark.parametrize(
    "dateline",
    [
        "ERBIL, Iraq (AP) —",
        "DAMASCUS, March 9 (Reuters) -",
        "BEIRUT –",
        "BAMAKO, Mali —",
        "Kyiv, Ukraine —",
        "KHARTOUM (Agence France-Presse) –",
        "MOSCOW, August 24. /TASS/.",
        "KYIV. May 12 (Interfax-Ukraine) –",
        "DEIR EL-ZOUR, Syria, March 3, 2019 (AFP) —",
        "WASHINGTON/BAGHDAD (Reuters) -",
        "GENEVA (12 May 2020) –",
        "Damascus, SANA-",
        "(Reuters) -",
        "Feb 28 (Reuters) -",
        "N’DJAMENA (Sahel Desk) —",
        "LIMA, 7 AUG 89 (EFE) --",
        "SANAA, Yemen (AP)",
        "MOGADISHU:",
        "08:14",
        "7:50 GMT –",
        "[16.05]",
        "ADEN, 2 April 2020 (KUNA) --",
    ],
)
def test_a_dateline_opens_its_paragraph(dateline: str) -> None:
    text = f"Shells hit bus station\n\n{dateline} {BODY}"
    assert kinds(text) == [
        ("headline", "Shells hit bus station"),
        ("paragraph", f"{dateline} {BODY}"),
        ("dateline", dateline),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "KOSTI, Sudan, Feb 4, 2026 (Nile Desk) -",
        "BEIRUT (Reuters)",
        "KYIV, March 9",
        "GAO, Mali —",
    ],
)
def test_a_dateline_may_have_a_line_of_its_own(line: str) -> None:
    text = f"Shells hit bus station\nBy Ali Noor\n{line}\n\n{BODY}"
    assert [k for k, _ in kinds(text)] == ["headline", "byline", "dateline", "paragraph"]


@pytest.mark.parametrize("line", ["ARMY TAKES TOWN", "Gaza (again)", "RAID ON CAMP KILLS NINE, ARMY SAYS"])
def test_a_headline_is_no_dateline(line: str) -> None:
    assert kinds(f"{line}\n\n{BODY}")[0] == ("headline", line)


@pytest.mark.parametrize(
    "opening",
    [
        "The army — which denied it — said nothing.",
        "UPDATE: The road is open again, officials said on Monday evening.",
        "Hope — that is what the families of the missing still have, a teacher said.",
        "Sen. John Roe (R-Ohio) — who opposed the war — said he would vote for it.",
        "In Gao (northern Mali) the market was closed on Friday, two traders said.",
        "He said: the town has fallen, and nobody is left in it to count the dead.",
        "Fighters (some of them children) took part in the raid, residents said.",
    ],
)
def test_an_aside_is_no_dateline(opening: str) -> None:
    assert "dateline" not in [k for k, _ in kinds(f"{opening}\n\n{BODY}")]


@pytest.mark.parametrize(
    "line",
    [
        "Please tell us if you have problems posting a comment.",
        "Comments are closed.",
        "Share this article",
        "Facebook Twitter WhatsApp Email",
        "Share",
        "Sign up for our daily newsletter and get the news in your inbox.",
        "Subscribe to the Orontes Post newsletter",
        "Already a subscriber? Log in",
        "We use cookies to improve this site.",
        "© 2021 Orontes Post. All rights reserved.",
        "Copyright 2021 Levant Wire",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Read more: Fighting flares on the coast",
        "READ ALSO: A village empties",
        "Related: What we know of the strike",
        "Click here to read the full report",
        "Advertisement",
        "ADVERTISEMENT - STORY CONTINUES BELOW",
        "Follow us on Twitter",
        "Download our app for alerts",
        "Tags: Syria, Idlib",
        "4 min read",
        "More on this story",
        "Most read",
        "12 comments",
        "Listen to this article",
        "Editor's note: names have been changed for safety.",
        "The post Shells hit bus station appeared first on Orontes Post.",
        "***",
    ],
)
def test_site_furniture(line: str) -> None:
    assert kind_of(line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "TOPSHOT - Smoke rises above the old town of Taiz on April 2, 2020.",
        "FILE PHOTO: Soldiers patrol near Menaka, Mali, in 2019.",
        "FILE - A fighter stands guard in Sirte, Libya, Jan. 3, 2019.",
        "A picture taken on May 3, 2021 shows a burnt house in Sagaing.",
        "An aerial view of the camp at Kutupalong, released on 3 May 2021",
        "Rescuers search the rubble in Ariha. (Photo by A. Halabi/Levant Wire)",
        "Families wait at the crossing. REUTERS/Jane Doe",
        "Tanks near the airport of Gao [Jane Doe/AFP]",
        "Image: A burnt market in El Geneina",
        "The governor is seen in this undated file photo.",
        "Photo: Jane Doe",
        "In this image from video, a convoy crosses the bridge at Kherson.",
        "Men carry a stretcher in Marib. (Jane Doe/AFP via Getty Images)",
    ],
)
def test_captions(line: str) -> None:
    assert kind_of(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "By JANE DOE, Associated Press",
        "BY JANE DOE AND JOHN ROE",
        "By Jane Doe and John Roe in Beirut",
        "By our correspondent in Aden",
        "By Jane Doe | Levant Wire",
        "Reporting by Jane Doe; Editing by John Roe",
        "(Reporting by Jane Doe in Gao; Writing by John Roe)",
        "Jane Doe in Tripoli contributed to this report.",
        "With reporting by AFP",
        "Source: Reuters",
        "The Associated Press",
        "AFP",
        "Reuters and AFP",
        "Published March 9, 2021 4:05 pm EDT",
        "9 March 2021",
        "Updated: 2021-03-09 18:20 UTC",
        "Tuesday, March 9, 2021",
    ],
)
def test_bylines(line: str) -> None:
    assert kind_of(line) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "A video shows men in uniform setting fire to a house in the village.",
        "The army shared the picture of the dead commander on Facebook on Monday.",
        "Rebels said they had subscribed to no truce with the junta.",
        "The two sides share the blame for the fire that followed, the mission said.",
        "By Monday the rebels had left the town, and the army moved in.",
        "Images of the attack, in which 12 people were killed, spread on Telegram.",
        "More than 40 people were wounded, the hospital's director said.",
        "He read the names of the dead aloud in the square of Douma.",
        "“We have nowhere to go,” said Fatima, a mother of four.",
        "Read by the governor on state television, the order took effect at once.",
        "Reuters could not verify the footage independently.",
        "The agency AFP reported on Monday that the bridge had been blown up.",
    ],
)
def test_reports_stay_paragraphs(line: str) -> None:
    assert kind_of(line) == "paragraph"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("“We carried them out on doors, one after the other.”", "quote"),
        ("> We carried them out on doors.", "quote"),
        ("“We carried them out,” he said, “on doors.”", "paragraph"),
        ("“Come,” they cried", "paragraph"),
        ("A denial from the capital", "headline"),
    ],
)
def test_quotations_and_subheads(line: str, kind: str) -> None:
    assert kind_of(line) == kind


def test_the_title_is_the_headline_even_with_a_full_stop() -> None:
    text = f"The town has fallen.\n{BODY}\n{BODY}"
    assert kinds(text, "The town has fallen.")[0] == ("headline", "The town has fallen.")
    assert kinds(text)[0][0] == "paragraph"


def test_a_short_line_above_a_long_one_stays_apart() -> None:
    text = f"Shells hit bus station in Gao, nurse says\n{BODY} The army denied it."
    assert [k for k, _ in kinds(text)] == ["headline", "paragraph"]


def test_a_name_below_the_report_is_a_credit() -> None:
    assert kinds(f"{BODY}\n\n{BODY}\n\nNiger Bend Post")[-1] == ("byline", "Niger Bend Post")


def test_a_single_line_is_a_paragraph() -> None:
    assert kinds("Two killed in Gao, the army says")[0][0] == "paragraph"


WRAPPED = """\
   MENAKA, Mali (AP) -- Gunmen on motorcycles attacked a market
town near the border on Tuesday and killed nine people, two
residents and a local official said.
   The attackers came from the north. They left after an hour
with stolen cattle, the official said, and burned
six shops.
   "They shot everyone near the well," the mayor said.
   Nobody has claimed the attack.
"""

BROKEN = """\
Gunmen attack market town

Gunmen on motorcycles attacked a market town near the border on
Tuesday and killed nine people, two residents and a local official
said.

The attackers came from the north. They left after an hour with
stolen cattle.
"""


def test_lines_broken_to_a_page_are_one_paragraph() -> None:
    found = [t for k, t in kinds(WRAPPED) if k == "paragraph"]
    assert [" ".join(t.split())[:20] for t in found] == [
        "MENAKA, Mali (AP) --",
        "The attackers came f",
        '"They shot everyone ',
        "Nobody has claimed t",
    ]
    assert [k for k, _ in kinds(BROKEN)] == ["headline", "paragraph", "paragraph"]
    assert kinds(BROKEN.replace("\n", "\r\n"))[1][1].endswith("said.")


def test_paragraphs_a_line_stay_apart() -> None:
    text = f"{BODY}\n{BODY}\nShort one.\n{BODY}"
    assert [k for k, _ in kinds(text)] == ["paragraph"] * 4


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"GAO, Mali (AP) — {BODY}", "Associated Press"),
        (f"BEIRUT, March 9 (AFP) - {BODY}", "Agence France-Presse"),
        (f"IDLIB, Syria (Levant Wire) — {BODY}", "Levant Wire"),
        (f"Headline\n\nIDLIB, Syria (Levant Wire)\n\n{BODY}", "Levant Wire"),
        (f"Headline\n\nBy Jane Doe, Reuters\n\n{BODY}", "Reuters"),
        (f"{BODY}\n\nSource: Anadolu Agency", "Anadolu Agency"),
        (f"GENEVA (12 May 2020) – {BODY}", None),
        (f"GAO — {BODY} The AP could not verify it.", None),
    ],
)
def test_the_agency_is_that_of_dateline_or_credit(text: str, agency: str | None) -> None:
    assert blocks.agency(text, blocks.split(text)) == agency


@given(st.text(alphabet=st.sampled_from("Aa. \n\r\t\xa0“”()—-,:b1\u2028"), max_size=200))
def test_spans_are_exact_and_cover_every_word(text: str) -> None:
    found = blocks.split(text)
    covered = set()
    for block in found:
        piece = block.span.of(text)
        assert piece == piece.strip()
        assert piece
        covered |= set(range(block.span.start, block.span.end))
    assert all(i in covered for i, c in enumerate(text) if c.isalnum())
    outer = [b for b in found if b.kind != "dateline"]
    assert all(a.span.end <= b.span.start for a, b in pairwise(outer))
