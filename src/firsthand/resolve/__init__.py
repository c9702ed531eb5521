"""Pure functions across documents: copies, origins, links, partition, incidents and their grades."""

from firsthand.resolve.copies import copies
from firsthand.resolve.happenings import happenings
from firsthand.resolve.incidents import incidents
from firsthand.resolve.links import links
from firsthand.resolve.origins import OriginKey, Trace, origins
from firsthand.resolve.partition import Partition, partition

__all__ = ["OriginKey", "Partition", "Trace", "copies", "happenings", "incidents", "links", "origins", "partition"]
