"""Who is spoken of: every mention of an actor, named once and for all and joined into parties.

`parties(document, sentences)` gives a PartyMention for each mention. Its span is the whole phrase with article, title
and modifiers ("the U.S. envoy James Jeffrey", "two Syrian soldiers"), without apposition or relative clause.
"""

from firsthand.extract.parties.mentions import parties
from firsthand.extract.parties.own import coded

__all__ = ["coded", "parties"]
