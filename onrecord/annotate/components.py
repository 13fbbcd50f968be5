"""Our components in anybody's spaCy pipeline: `nlp.add_pipe("onrecord_quotes")`.

The entry points of the package name them here, so that spaCy knows them wherever On Record is
installed, with the attributes of `doc._` that they fill. Each may stand alone; what one finds for
another is better than nothing: names behind quotations, references behind both.
"""

from onrecord.annotate import pipeline  # noqa: F401  (has the attributes)
from onrecord.annotate.figures import figures
from onrecord.annotate.furniture import furniture
from onrecord.annotate.names import names
from onrecord.annotate.references import references
from onrecord.annotate.sayings import quotes
from onrecord.annotate.times import times

__all__ = ["figures", "furniture", "names", "quotes", "references", "times"]
