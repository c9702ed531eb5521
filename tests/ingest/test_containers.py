"""JSON Lines, feeds and web archives: one bad record costs only itself."""

import gzip
import json

import pytest

from firsthand import ingest
from firsthand.ingest.jsonl import GIVE_UP

# ---- JSON Lines


def test_a_json_line_is_a_report(write, one) -> None:
    record = {
        "id": "x1",
        "text": " Two died in Gao.\n\nThe army denied it. ",
        "title": "Two die",
        "outlet": "Bend Post",
    }
    document = one(write("a.jsonl", json.dumps(record | {"published": "2020-03-09"})))
    assert document.text == record["text"]
    assert (document.title, document.outlet, document.url) == ("Two die", "Bend Post", "x1")
    assert document.published is not None
    assert (document.published.start, document.published.basis) == ("2020-03-09", "metadata")


def test_a_url_goes_before_an_id(write, one) -> None:
    assert (
        one(write("a.jsonl", '{"id": 7, "url": "https://a.example/1", "text": "Two died."}')).url
        == "https://a.example/1"
    )
    assert one(write("b.jsonl", '{"id": 7, "text": "Two died."}')).url == "7"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"[1, 2]", "no JSON object"),
        (b'"text"', "no JSON object"),
        (b"12", "no JSON object"),
        (b"{", "no JSON:"),
        (b'{"id": 1}', 'no "text"'),
        (b'{"text": ["a"]}', 'no "text"'),
        (b'{"text": "  "}', 'no "text"'),
        (b'{"text": "\\ud800"}', "surrogate"),
        (b'{"text": "\xff"}', "broken UTF-8"),
        (b"[" * 1900, "nested too deep"),
        (b'{"text": "' + b"a" * 3000 + b'"}', "longer than"),
    ],
)
def test_a_bad_line_costs_only_itself(write, read, line: bytes, message: str) -> None:
    good = b'{"text": "Two died in Gao."}\n'
    reports, failures = read(write("a.jsonl", good + line + b"\n" + good), max_bytes=2000)
    assert [r.location[-8:] for r in reports] == ["jsonl:1", "jsonl:3"] or len(reports) == 2
    assert len(failures) == 1
    assert message in failures[0].message
    assert failures[0].location.endswith("a.jsonl:2")
    assert "one object a line" in failures[0].hint


@pytest.mark.parametrize("date", ["2020-02-30", "2099-01-01", "noon"])
def test_a_bad_date_is_dropped_and_told(write, read, date: str) -> None:
    reports, failures = read(write("a.jsonl", json.dumps({"text": "Two died.", "published": date})))
    assert reports[0].published is None
    assert date in failures[0].message


@pytest.mark.parametrize(
    "date", ["2020-03-09", "2020-03-09T23:00:00-08:00", 1583712000, "Mon, 09 Mar 2020 10:00:00 GMT"]
)
def test_dates_as_containers_write_them(write, one, date: str | int) -> None:
    published = one(write("a.jsonl", json.dumps({"text": "Two died.", "published": date}))).published
    assert (published.start, published.end, published.precision) == ("2020-03-09", "2020-03-09", "day")


def test_another_format_is_given_up(write, read) -> None:
    reports, failures = read(write("a.json", "[\n" + '{"a": 1},\n' * 1000 + "]"))
    assert reports == []
    assert len(failures) == GIVE_UP + 1
    assert "the rest was not read" in failures[-1].message


def test_lines_are_read_as_they_are_asked_for(write) -> None:
    path = write("a.jsonl", '{"text": "Two died."}\n' * 50_000)
    assert next(ingest.read(path)).location.endswith(":1")


# ---- feeds

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Bend Post</title>
<link>https://post.example</link>%s</channel></rss>"""
ITEM = """<item><title>Shells hit Gao</title><link>https://post.example/1?a=1&b=2</link>
<pubDate>Mon, 09 Mar 2020 23:50:00 -0500</pubDate><description>Short.</description><content:encoded><![CDATA[
<p>GAO, Mali (AP) &#8212; Two people&nbsp;died on <b>Monday</b>, a nurse said.</p><script>x()</script>
<p>The army denied it.</p>]]></content:encoded></item>"""


def test_an_item_is_a_report(write, one) -> None:
    document = one(write("a.rss", RSS % ITEM))
    assert (
        document.text
        == "Shells hit Gao\nGAO, Mali (AP) — Two people died on Monday, a nurse said.\nThe army denied it."
    )
    assert (document.title, document.outlet, document.url) == (
        "Shells hit Gao",
        "Bend Post",
        "https://post.example/1?a=1&b=2",
    )
    assert document.published is not None
    assert document.published.start == "2020-03-09"
    assert document.agency == "Associated Press"


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("<item><title>Broken</title><description>An <b>open tag</description></item>", "not well-formed"),
        ("<item><title>Cut off</title><description>It ends here", "cut off"),
        ("<item><title></title><link>https://post.example/2</link></item>", "no text"),
        ("<item></item>", "no text"),
        ("<item><title>Bad \x01 byte</title></item>", "not well-formed"),
    ],
)
def test_a_broken_item_costs_only_itself(write, read, broken: str, message: str) -> None:
    reports, failures = read(write("a.xml", RSS % (ITEM + broken + ITEM)))
    assert [ingest.document(r).title for r in reports] == ["Shells hit Gao"] * 2
    assert len(failures) == 1
    assert message in failures[0].message
    assert failures[0].location.endswith("#item 2")


def test_an_items_bad_date_is_dropped_and_told(write, read) -> None:
    reports, failures = read(write("a.rss", RSS % ITEM.replace("2020", "2098")))
    assert (reports[0].published, len(failures)) == (None, 1)
    assert "future" in failures[0].message


def test_html_entities_and_bare_ampersands_are_forgiven(write, one) -> None:
    document = one(write("a.rss", RSS % "<item><title>War &amp; peace &nbsp;in Gao & Timbuktu</title></item>"))
    assert document.title == "War & peace in Gao & Timbuktu"


def test_escaped_markup_is_read_as_markup(write, one) -> None:
    markup = "&lt;p&gt;Two died.&lt;/p&gt;&lt;p&gt;One lived.&lt;/p&gt;"
    item = f"<item><title>Two die</title><description>{markup}</description></item>"
    assert one(write("a.rss", RSS % item)).text == "Two die\nTwo died.\nOne lived."


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Bend Post</title><entry><title type="html">
Two &lt;i&gt;die&lt;/i&gt;</title><id>urn:1</id><link href="https://post.example/x"/>
<published>2020-03-09T23:00:00Z</published><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Two died.</p><p>One lived.</p></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Bend Post</title></channel><item><title>Two die</title>
<link>https://post.example/x</link><dc:date>2020-03-09</dc:date><description>Two died.
One lived.</description></item></rdf:RDF>"""


@pytest.mark.parametrize("feed", [ATOM, RDF, ATOM.encode("utf-16")])
def test_other_kinds_of_feed(write, one, feed: str | bytes) -> None:
    document = one(write("a.xml", feed))
    assert (document.title, document.outlet, document.url) == ("Two die", "Bend Post", "https://post.example/x")
    assert document.text.split() == "Two die Two died. One lived.".split()
    assert document.published is not None
    assert document.published.start == "2020-03-09"


@pytest.mark.parametrize("body", ["<rss version='2.0'><channel></channel></rss>", "<rss", "plain words"])
def test_no_feed(write, read, body: str) -> None:
    reports, failures = read(write("a.rss", body))
    assert (reports, len(failures)) == ([], 1)
    assert "no feed" in failures[0].message


def test_entities_of_a_doctype_are_not_expanded(write, read) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    item = "<item><title>Two die &a; &f;</title></item>"
    reports, _ = read(write("a.rss", (RSS % item).replace("<rss", bomb + "<rss", 1)))
    assert all("root:" not in ingest.document(r).text and "aaaa" not in ingest.document(r).text for r in reports)


# ---- web archives

PAGE = b"<html><body><article>" + b"<p>Two people died in Gao on Monday, a nurse at the hospital said.</p>" * 4
PAGE += b"<p>The army denied that it had fired.</p></article></body></html>"


def record(
    url: str, body: bytes, headers: bytes = b"", status: bytes = b"200 OK", media: bytes = b"text/html"
) -> bytes:
    http = b"HTTP/1.1 " + status + b"\r\nContent-Type: " + media + b"\r\n" + headers
    http += b"Content-Length: %d\r\n\r\n" % len(body) + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-03-10T05:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:{url}>\r\nContent-Type: application/http; msgtype=response\r\n"
    return head.encode() + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"


GOOD = record("https://post.example/2020/03/09/gao/", PAGE)


@pytest.mark.parametrize(
    "packed", [lambda r: b"".join(r), lambda r: b"".join(map(gzip.compress, r)), lambda r: gzip.compress(b"".join(r))]
)
def test_pages_of_an_archive(write, read, packed) -> None:
    records = [
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n",
        GOOD,
        record("https://post.example/gone", PAGE, status=b"404 Not Found"),
        record("https://post.example/a.png", b"\x89PNG", media=b"image/png"),
        record("https://post.example/zipped", gzip.compress(PAGE, mtime=0), b"Content-Encoding: gzip\r\n"),
        record("https://post.example/a.txt", b"Two people died in Gao, a nurse said.", media=b"text/plain"),
    ]
    reports, failures = read(write("a.warc.gz", packed(records)))
    assert failures == []
    assert [(r.kind, r.url) for r in reports] == [
        ("html", "https://post.example/2020/03/09/gao/"),
        ("html", "https://post.example/zipped"),
        ("text", "https://post.example/a.txt"),
    ]
    assert reports[0].fetched == "2020-03-10T05:00:00Z"
    assert reports[0].published is not None  # from the address, never from the crawl
    assert (reports[0].published.start, reports[1].published) == ("2020-03-09", None)
    assert "denied" in ingest.document(reports[1]).text


@pytest.mark.parametrize("cut", [5, 40, 150, len(gzip.compress(GOOD, mtime=0)) - 12])
def test_a_truncated_archive_gives_what_is_whole(write, read, cut: int) -> None:
    reports, failures = read(write("a.warc.gz", (gzip.compress(GOOD, mtime=0) * 2)[:-cut]))
    assert len(reports) in (1, 2)
    assert len(failures) == 1
    assert "broken or cut off" in failures[0].message
    assert "fetch the archive again" in failures[0].hint


@pytest.mark.parametrize("cut", [30, 300, len(GOOD) - 60])
def test_a_truncated_plain_archive(write, read, cut: int) -> None:
    reports, failures = read(write("a.warc", (GOOD * 2)[:-cut]))
    assert len(reports) in (1, 2)
    assert len(failures) == 1
    assert "broken or cut off" in failures[0].message


def test_a_corrupt_archive(write, read) -> None:
    body = bytearray(gzip.compress(GOOD, mtime=0) * 3)
    body[len(body) // 2] ^= 0xFF
    reports, failures = read(write("a.warc.gz", bytes(body)))
    assert len(reports) in (1, 2)
    assert "broken" in failures[-1].message


def test_a_gzip_bomb_is_not_inflated(write, read) -> None:
    bomb = gzip.compress(record("https://post.example/bomb", b"\0" * 30_000_000))
    good = gzip.compress(GOOD, mtime=0)
    assert len(bomb) < 60_000
    reports, failures = read(write("a.warc.gz", good + bomb + good), max_bytes=100_000)
    assert len(reports) == 1  # what follows a bomb is not worth inflating it
    assert "gzip bomb" in failures[0].message


def test_a_large_record_is_left_out(write, read) -> None:
    large = gzip.compress(record("https://post.example/large", b"word " * 40_000))
    zipped = gzip.compress(
        record("https://post.example/z", gzip.compress(b"\0" * 9_000_000, mtime=0), b"Content-Encoding: gzip\r\n")
    )
    good = gzip.compress(GOOD, mtime=0)
    reports, failures = read(write("a.warc.gz", good + large + good + zipped + good), max_bytes=100_000)
    assert len(reports) == 3
    assert ["larger than 0.1 MB" in f.message for f in failures] == [True, True]


@pytest.mark.parametrize(
    "body", [b"no archive at all", b"\x1f\x8b not gzip", gzip.compress(b"hello", mtime=0), b"WARC/1.0\r\n"]
)
def test_no_archive(write, read, body: bytes) -> None:
    reports, failures = read(write("a.warc", body))
    assert (reports, len(failures)) == ([], 1)


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE [" * 300_000,
        b"<rss>" + b"<title " * 500_000 + b"<item><title>Two die</title></item>",
        b"<rss><item><title>Two die</title>" + b"<![CDATA[" * 300_000 + b"</item></rss>",
        b"<rss>" + b"<item>" * 2000,
    ],
)
def test_a_hostile_feed_ends(write, read, body: bytes) -> None:
    reports, failures = read(write("a.rss", body))
    assert failures or reports
