"""Bytes → text. What is decoded is never changed after: line ends, blanks and odd letters stay as
the file has them.
"""

from __future__ import annotations

import codecs
import re

from onrecord.model import Problem

# Longest first, since the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
# What a page may name beside UTF-8, as Python calls it (WHATWG Encoding Standard, 4.2): others,
# such as unicode_escape, would read letters that are not in the file.
_WEB = re.compile(
    "cp125[0-8]|cp866|cp874|iso8859-[0-9]+|koi8-[ru]|mac-(roman|cyrillic)"
    "|big5|euc_jp|euc_kr|gb18030|gb2312|gbk|iso2022_jp|shift_jis"
)
# What these labels mean in a browser, more than what Python takes them for (the same, 4.2):
# the curly marks of Windows are letters of theirs.
_BROWSERS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gbk",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Characters that no text has and that neither HTML nor XML may contain (form feed and vertical tab
# are white space).
_FOREIGN = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")


def decode(raw: bytes, file: str, problems: list[Problem]) -> str | None:
    """The text of a file; None where it has none, which `problems` then says.

    A byte order mark decides and is left out; else UTF-8; else, for HTML, the encoding that the
    page itself names; else Windows-1252 (of which Latin-1's letters are a part), with a warning.
    """
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            problems.append(
                Problem(f"its first bytes say {encoding}, but it is not", "save it as UTF-8", file)
            )
            return None
        text = _legacy(raw, file, problems)
    foreign = _FOREIGN.search(text)
    if foreign:
        what = f"not a text: it holds the character U+{ord(foreign[0]):04X}"
        mend = "sources are plain text, Markdown or HTML: export it as one of these, in UTF-8"
        problems.append(Problem(what, mend, file, text.count("\n", 0, foreign.start()) + 1))
        return None
    return text


def decoded_as(raw: bytes, label: str) -> str | None:
    """What bytes say in the encoding that a page or its server names; None where they are not in
    it, or nobody may name it.
    """
    try:
        encoding = codecs.lookup(label).name
        if encoding == "utf-8" or encoding in _BROWSERS or _WEB.fullmatch(encoding):
            return raw.decode(_BROWSERS.get(encoding, encoding))
    except (LookupError, UnicodeError):
        pass  # an encoding that nobody knows, or the wrong one
    return None


def _legacy(raw: bytes, file: str, problems: list[Problem]) -> str:
    named = _META.search(raw[:4096]) if file.lower().endswith((".html", ".htm")) else None
    text = decoded_as(raw, named[1].decode("ascii")) if named else None
    if text is not None:
        return text
    if b"\0" not in raw:
        mend = "look at its letters, save it as UTF-8"
        problems.append(Problem("not UTF-8, read as Windows-1252", mend, file, warning=True))
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
