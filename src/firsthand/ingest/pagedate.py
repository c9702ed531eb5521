"""The publication date that a web page's own metadata tells, never one guessed from its prose."""

import html
import re

HEAD = 300_000  # bytes searched; metadata and the date beside the headline stand early
_META = re.compile(rb"<meta\s[^>]{0,1000}>", re.I)
_TIME = re.compile(rb"<time\s[^>]{0,1000}>", re.I)
_ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_JSON_LD = re.compile(rb'"datePublished"\s*:\s*"([^"]{4,40})"')
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-])")
META_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "date.issued",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publishdate",
    "publish_date",
    "pubdate",
    "date",
    "article.published",
)


def find(body: bytes, url: str | None) -> str | None:
    """The date as the page writes it: from JSON-LD, meta elements, a `time` marked as such, or the page's address."""
    head = body[:HEAD]
    if m := _JSON_LD.search(head):
        return _text(m[1])
    metas = {name: value for name, value in map(_meta, _META.findall(head)) if name and value}
    for name in META_NAMES:
        if name in metas:
            return metas[name]
    return _time(head) or _from_url(url)


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        m[1].decode("ascii", "replace").lower(): _text(m[2] or m[3] or m[4] or b"") for m in _ATTRIBUTE.finditer(tag)
    }


def _meta(tag: bytes) -> tuple[str | None, str]:
    found = _attributes(tag)
    name = found.get("property") or found.get("name") or found.get("itemprop")
    return name.lower() if name else None, found.get("content", "")


def _time(head: bytes) -> str | None:
    """The `time` element marked as the publication date, else the only one on the page."""
    times = [(tag, at["datetime"]) for tag in _TIME.findall(head) if (at := _attributes(tag)).get("datetime")]
    days = [day for _, day in times]
    marked = [day for tag, day in times if re.search(rb"\spubdate\b|\bdatePublished\b", tag, re.I)]
    return (marked or (days if len(set(days)) == 1 else []) or [None])[0]


def _from_url(url: str | None) -> str | None:
    m = _URL_DAY.search(url or "")
    return f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}" if m else None


def _text(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", "replace")).strip()
