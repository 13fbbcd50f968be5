"""On Record: a static-site generator for annotated briefings.

    import onrecord

    (read,) = onrecord.annotate(["“We stay,” Orla Venn said."])
    onrecord.build("mysite")

`annotate`, `build` and `__version__` are what other programs may rely on; all else may change with
any version.
"""

__version__ = "0.1.0"

# First: a stage imported later would take the place of the function of its name.
import onrecord.annotate  # noqa: F401
from onrecord.api import annotate, build

__all__ = ["__version__", "annotate", "build"]
