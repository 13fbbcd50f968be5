"""Words → an address: what names of folders, files and actors become in ids and paths. Imports
nothing of ours.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

# Names that Windows keeps for devices, with any ending (Microsoft, "Naming Files, Paths, and
# Namespaces").
_RESERVED = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]")
LONGEST = 80  # a file's name may have 255 bytes; what is read by people ends well before


@lru_cache(maxsize=1 << 16)  # names stand in many places
def slug(words: str) -> str:
    """Plain lower-case letters, digits and single hyphens: never empty, never a path, stable for
    the same words.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(words).lower()).strip("-")
    found = plain[:LONGEST].rstrip("-") or "x"
    return f"{found}-x" if _RESERVED.fullmatch(found) else found
