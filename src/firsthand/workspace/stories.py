"""Which reports of a ledger tell the same story, and what incidents stand in them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from firsthand.model import Document
from firsthand.resolve.stories import stories
from firsthand.workspace.views import View


@dataclass(frozen=True, slots=True)
class Story:
    """Reports on one thing, the first publication first, and the ids of the incidents that they tell of."""

    documents: tuple[Document, ...]
    incidents: tuple[str, ...]

    def value(self) -> dict[str, Any]:
        """The story as one JSON object; its name is the id of its first report."""
        return {
            "story": self.documents[0].id,
            "documents": [
                {"id": d.id, "url": d.url, "outlet": d.outlet, "title": d.title, "published": _day(d)}
                for d in self.documents
            ],
            "incidents": list(self.incidents),
        }


def of(view: View) -> Iterator[Story]:
    """The stories of all documents that were read, the first published first."""
    told: dict[str, list[str]] = defaultdict(list)
    for incident in view.incidents:
        for document in incident.documents:
            told[document].append(incident.id)
    documents = {d.id: d for d in (r.document for r in view.reads.values())}
    for group in stories(documents.values()):
        found = dict.fromkeys(i for d in group for i in told.get(d, ()))
        yield Story(tuple(documents[d] for d in group), tuple(found))


def _day(document: Document) -> str | None:
    return document.published.start if document.published is not None else None
