"""JSON Lines of `firsthand/incident@1`: the lossless export, every reading of every cell."""

import json
from pathlib import Path

from firsthand.export import choose
from firsthand.model import Incident, incident_object


def write(selection: choose.Selection, path: Path) -> list[str]:
    """Write one object a line, in the order of the selection; nothing is left out."""
    lines = selection.lines() if selection.lines is not None else map(line, selection.incidents)
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{words}\n" for words in lines)
    return []


def line(incident: Incident) -> str:
    """The incident as one line of JSON, the same bytes for equal incidents."""
    return json.dumps(incident_object(incident), ensure_ascii=False, separators=(",", ":"))
