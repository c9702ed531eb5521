"""Sizes and pieces of evidence, read from own sentences by the whole pipeline."""

from dataclasses import replace

import pytest

from firsthand.model import Block, Document, Item, Measure, Span, When, text_id

PUBLISHED = When("2024-06-12", "2024-06-12", "day", "given")


@pytest.fixture(scope="module")
def read():
    from firsthand.extract import pipeline

    model = pipeline.load()

    def reading(text: str):
        document = Document(
            text_id(text), text, None, None, None, "en", None, (Block(Span(0, len(text)), "paragraph"),)
        )
        return pipeline.read(replace(document, published=PUBLISHED), model)

    return reading


@pytest.mark.parametrize(
    ("text", "of", "low", "high"),
    [
        ("The group has about 2,000 fighters in the province.", "fighters", 1800, 2200),
        ("The militia controls 300 square kilometres of land.", "territory", 300, 300),
        ("Some 15,000 people are trapped inside the besieged town.", "population", 15000, 15000),
        ("The camp shelters 4,000 refugees.", "displaced", 4000, 4000),
        ("The siege has lasted 90 days.", "duration", 90, 90),
        ("A 72-hour ceasefire began in the port on Friday.", "duration", 72, 72),
        ("After a siege of six weeks the garrison gave up.", "duration", 6, 6),
        ("The jihadists hold 40 percent of the country.", "territory", 40, 40),
        ("The militia is thought to number between 400 and 600 men.", "fighters", 400, 600),
        ("The agency sent 40 trucks of food to the besieged town.", "aid", 40, 40),
        ("The fighting has displaced 12,000 people, who fled to the hills.", "displaced", 12000, 12000),
    ],
)
def test_sizes_are_read_with_their_kind(read, text, of, low, high):
    reading = read(text)
    sizes = [(c.of, c.count) for c in reading.claims if isinstance(c, Measure)]
    tolls = [(t.of, t.count) for c in reading.claims if c.kind == "event" for t in c.counts]
    found = [count for kind, count in [*sizes, *tolls] if kind == of]
    assert found, f"no {of} in {sizes + tolls}"
    assert low <= (found[0].best or found[0].low) <= high


def test_a_toll_is_no_size(read):
    claims = read("The army killed 30 fighters near Gao on Monday.").claims
    assert not [c for c in claims if isinstance(c, Measure)]


@pytest.mark.parametrize(
    "text",
    [
        "Three weeks after rebels took the dam, the lights are on again.",
        "He fled the valley with his three sons on Sunday.",
    ],
)
def test_time_and_somebodys_own_are_no_size(read, text):
    assert not [c for c in read(text).claims if isinstance(c, Measure)]


@pytest.mark.parametrize(
    ("text", "toll", "begins", "recalled"),
    [
        ("Air raids have killed 300 people in the city since April.", 300, "2024-04-01", True),
        ("Over the past year, raids on the valley have killed 70 people.", 70, None, True),
        ("Air raids have killed 30 people in the city since Monday.", 30, None, False),
        ("Rebels killed 12 people in the city on Monday.", 12, None, False),
    ],
)
def test_a_running_total_keeps_its_figure_and_is_background(read, text, toll, begins, recalled):
    (event,) = (c for c in read(text).claims if c.kind == "event")
    assert ([t.count.best for t in event.counts], bool(event.background)) == ([toll], recalled)
    assert begins is None or (event.when and event.when.start == begins)


def test_one_item_for_all_mentions_of_a_video(read):
    text = "The rebels released a propaganda video on Sunday. The video is dated 4 June. In the video a man reads."
    videos = [c for c in read(text).claims if isinstance(c, Item) and c.item == "video"]
    assert len(videos) == 1
    assert videos[0].dated is not None
    assert videos[0].dated.start == "2024-06-04"


def test_when_a_video_was_made_may_be_said_to_be_unknown(read):
    text = "The army published a video of the raid. It is unclear when the video was filmed."
    (video,) = [c for c in read(text).claims if isinstance(c, Item) and c.item == "video"]
    assert (video.made, video.made_stated_unknown) == (None, True)


def test_it_is_the_item_told_of_before(read):
    text = "The rebels released a video on Monday. It is dated 4 June 2024, but it is not known when it was filmed."
    (video,) = [c for c in read(text).claims if isinstance(c, Item) and c.item == "video"]
    assert video.dated is not None
    assert (video.dated.start, video.made, video.made_stated_unknown) == ("2024-06-04", None, True)


def test_a_photo_is_made_when_it_was_taken(read):
    text = "A photograph taken on 3 June 2024 shows burnt houses."
    (photo,) = [c for c in read(text).claims if isinstance(c, Item) and c.item == "photo"]
    assert photo.made is not None
    assert photo.made.start == "2024-06-03"


def test_a_photo_is_whose_who_put_it_out(read):
    text = "A picture taken on 3 June 2024 and released by the Syrian army shows smoke over a village held by rebels."
    (photo,) = [c for c in read(text).claims if isinstance(c, Item) and c.item == "photo"]
    assert photo.producer is not None
    assert photo.producer.name == "Syrian Armed Forces"


def test_a_text_without_evidence_has_no_items(read):
    assert not [c for c in read("Two soldiers were hurt near Gao.").claims if isinstance(c, Item)]
