"""From files, folders, web pages, feeds and archives to documents.

`read` gives a report, or a failure, for each thing that comes in; `document` makes a report's citable text.
"""

from firsthand.ingest.contract import DocumentError, Failure, Limits, Options
from firsthand.ingest.documents import document
from firsthand.ingest.sources import READERS, read

__all__ = ["READERS", "DocumentError", "Failure", "Limits", "Options", "document", "read"]
