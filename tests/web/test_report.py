"""The page stands alone, shows what the ledger says, and obeys no text of the web."""

import base64
import hashlib
import re
from datetime import date, timedelta
from html import unescape
from html.parser import HTMLParser

import pytest

from firsthand.model import (
    Attribution,
    CellReading,
    Corrected,
    Count,
    Decision,
    Party,
    Position,
    Producer,
    Reading,
    Span,
    Toll,
)
from firsthand.resolve.corrections import Settled
from firsthand.resolve.queue import Question
from firsthand.web import highlight, quotes, timeline, worldmap
from firsthand.web.report import reading_page, report_page
from firsthand.workspace.views import View
from tests.build import TEXT, cell, day, document, event, incident, party, place, read, toll

HOSTILE = (
    'Blast </script><script>alert(1)</script> "quoted" <img src=x onerror=alert(1)> in Menaka on Monday, police said.'
)


def attribution(**_):
    police = Party("police", Span(57, 63), "police", "state-forces")
    return Attribution("a1", police, (Span(64, 68),), (Span(0, 55),), "indirect", "say", None, None, ("police",))


def page(*incidents, questions=None, **changes):
    made = read(**changes)
    view = View(incidents, {made.document.id: made}, (Producer("0", "m", "g"),), None)
    return report_page(view, (), Position(7, "sha256:" + "ab" * 32), questions)


class Tags(HTMLParser):
    """All tags with their attributes; complains of an id that stands twice and a link that leads nowhere."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_the_page_needs_no_network():
    text = page(incident())
    for tag, attributes in Tags(text).tags:
        assert tag not in ("link", "iframe", "object", "img")
        assert not attributes.get("src") and not (attributes.get("href") or "#").startswith("http")
    assert "default-src 'none'" in unescape(text) and "@import" not in text and "url(" not in text


def test_every_link_leads_to_something_on_the_page():
    tags = Tags(page(incident({"actor": (cell(party("rebels")),)}))).tags
    ids = [a["id"] for _, a in tags if "id" in a]
    assert len(ids) == len(set(ids))
    links = {a["href"] for t, a in tags if t == "a" and a.get("href", "").startswith("#")}
    assert links and all(link[1:] in ids for link in links)


def test_hostile_text_is_shown_and_not_obeyed():
    text = page(incident(), text=HOSTILE, title=HOSTILE, outlet="<b>Evil</b>", url="javascript:alert(1)", claims=())
    tags = Tags(text).tags
    assert len([t for t, _ in tags if t == "script"]) == 1
    assert not any(k.startswith("on") for _, a in tags for k in a)
    assert not any((a.get("href") or "").startswith("javascript") for _, a in tags)
    assert "&lt;script&gt;alert(1)" in text


def test_equal_ledgers_give_equal_bytes():
    assert page(incident()) == page(incident())


def test_the_policy_lets_just_this_script_run():
    text = page(incident())
    script = re.search(r"<script>(.*?)</script>", text, re.S)
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode() if script else None
    assert f"script-src 'sha256-{digest}'" in unescape(text)


def test_an_incident_shows_figures_origins_grade_and_dispute():
    text = page(incident({"killed": (toll(14), toll(20, 20, 20, "o2"))}))
    for words in ("≥14", "police", "F3", "one origin", "Ménaka, ML", "2021-05-03", "Remote explosive/landmine/IED"):
        assert words in text


def test_what_waits_for_a_decision_stands_with_its_command():
    asked = Question(
        "tolls", 0.5, (incident().claims[0],), "A <title>", ("14 against 20",), ("firsthand decide --same a1",)
    )
    text = page(incident(), questions=(asked,))
    assert "A &lt;title&gt;" in text and "<code>firsthand decide --same a1</code>" in text
    assert f'href="#i-{incident().id}">incident' in text.split('id="review"')[1]
    assert "Nothing waits for a decision" in page(incident(), questions=())
    assert 'id="review"' not in page(incident())


def test_each_reading_of_a_cell_opens_the_sentence_that_it_stands_in():
    told = event()
    made = incident({"type": (CellReading("ASSAULT", "asserted", "o1", (told.id,)),)}, claims=(told.id,))
    opened = page(made).split("<blockquote>")[1].split("</blockquote>")[0]
    assert '<mark class="event">mine</mark>' in opened and 'class="hop outlet"' in opened and "#c-" in opened


def test_of_several_figures_of_a_claim_the_one_that_is_meant_is_marked():
    text = "A mine killed 14 traders and 2 drivers near Menaka, police said."
    ends = {14: text.index("14"), 2: text.index("2 d")}
    counts = [Count(n, n, n, str(n), Span(at, at + len(str(n))), None, True) for n, at in ends.items()]
    tolls = tuple(Toll("killed", None, count) for count in counts)
    told = event(counts=tolls)
    made = read(text=text, claims=(told,))
    [found] = quotes.Quotes({made.document.id: made}).of("killed", toll(2, 2, 2, claims=(told.id,)))
    assert found.words == "2"


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("Two died. A mine killed six near the old bridge. He fled.", "A ", " killed six near the old bridge."),
        ("x " * 200 + "a mine went off" + " y" * 200, "…", "…"),
    ],
)
def test_a_quote_is_a_sentence_or_ends_between_words(words, before, after):
    at = words.index("mine")
    found = quotes.quote(event(), document(text=words), Span(at, at + 4))
    assert found.words == "mine" and found.before.startswith(before) and found.after.endswith(after)


def test_the_filters_know_days_and_country():
    row = next(a for t, a in Tags(page(incident())).tags if t == "tr" and "data-id" in a)
    assert (row["data-from"], row["data-to"], row["data-country"]) == ("2021-05-03", "2021-05-03", "ML")


def test_evidence_is_marked_and_linked_to_its_claim():
    made = Reading(Producer("0", "m", "g"), document(), (attribution(),), (event(attribution="a1"),))
    text = reading_page(made)
    assert '<mark class="event quoted">mine</mark>' in text
    assert '<mark class="place quoted">Menaka</mark>' in text
    assert '<mark class="source">police</mark>' in text and '<mark class="cue">said</mark>' in text
    assert text.count('<span class="hop') >= 2


def test_pieces_put_together_are_the_text():
    found = highlight.marks((event(),), (attribution(),))
    [paragraph] = highlight.paragraphs(document(), found)
    assert "".join(p.text for p in paragraph.pieces) == TEXT
    assert [p.ends for p in paragraph.pieces if p.text == "mine"] == [(1,)]


@pytest.mark.parametrize(
    ("dates", "labels"),
    [
        (["2021-05-03", "2021-05-05"], ["2021-05-03", "2021-05-04", "2021-05-05"]),
        (["2021-01-04", "2021-05-05"], 18),
        (["2019-01-04", "2021-05-05"], 29),
        ([], []),
    ],
)
def test_the_timeline_has_every_step_of_its_time(dates, labels):
    told = [incident(id=f"{n:016x}", when=day(d)) for n, d in enumerate(dates)]
    bars = timeline.bars(told, {i.id: "x" for i in told}, ["x"])
    assert (len(bars) if isinstance(labels, int) else [b.label for b in bars]) == labels
    assert sum(b.total for b in bars) == len(dates)
    assert [b.last for b in bars[:-1]] == [str(date.fromisoformat(b.day) - timedelta(days=1)) for b in bars[1:]]
    ticks = timeline.ticks(bars)
    assert len(ticks) == min(len(bars), timeline.TICKS) and set(ticks) <= set(bars)
    assert (ticks[:1], ticks[-1:]) == (bars[:1], bars[-1:])


def test_a_place_without_coordinates_is_on_no_map():
    told = [incident(), incident(id="00000000000000b2", where=place(lat=None, lon=None))]
    made = worldmap.world_map(told, {i.id: "x" for i in told})
    assert [d.id for d in made.discs] == ["00000000000000a1"]
    assert made.view[0] < 2.4 < made.view[0] + made.view[2]


def test_a_country_is_drawn_as_a_disc_and_not_as_a_pin():
    told = [incident(where=place(precision="country")), incident(id="00000000000000b2")]
    wide, narrow = worldmap.world_map(told, {i.id: "x" for i in told}).discs
    assert wide.r > 50 * narrow.r


def test_outlines_cover_the_world():
    names = {c["name"] for c in worldmap.outlines()["countries"]}
    assert {"Syria", "Mali", "Ukraine", "Myanmar", "Sudan"} <= names and len(names) > 200


def test_what_people_said_stands_with_the_incident_and_the_claim():
    made = Corrected("k1" * 8, event().id, "killed", "ana <b>", "2026-03-04T10:00:00Z", (), (), None, "a slip")
    decided = Decision("d1" * 8, "ben", "2026-03-05T10:00:00Z", ((event().id,),), "seen")
    read_ = read()
    settled = Settled((read_,), (decided,), {event().id: (made,)})
    found = incident(corrections=(made,), decisions=(decided.id,))
    view = View((found,), {read_.document.id: read_}, (Producer("0", "m", "g"),), None, settled=settled)
    text = report_page(view, (), Position(7, "sha256:" + "ab" * 32))
    assert "corrected by ana &lt;b&gt;" in text and "(a slip)" in text
    assert "Decided: same: 00000000, by ben on 2026-03-05 (seen)" in text
    assert '<dd class="said">Corrected' in text.split('class="cards"')[1]
