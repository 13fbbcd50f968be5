"""The sitemap of a large site in parts (sitemaps.org): `sitemap.xml` is the list of them.

An address stays in its part until there are twice as many, so that a new page changes one small
file. No part says when it changed, which would change the list with every page.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape
from zlib import crc32

_MOST = 1024  # addresses of one file; the protocol would take 50,000
_URL = re.compile(rb"<url>\s*<loc>\s*([^<]*?)\s*</loc>.*?</url>\n?", re.DOTALL)


def divide(site: Path, address: str) -> None:
    """Divide the sitemap that MkDocs has built for a site at this address, if it is long. Raises
    OSError.
    """
    file = site / "sitemap.xml"
    whole = file.read_bytes() if file.is_file() else b""
    urls = list(_URL.finditer(whole))
    if len(urls) <= _MOST:
        return
    count = 2 << (len(urls) // _MOST).bit_length()  # about a quarter to a half of the most in each
    parts: list[list[bytes]] = [[] for _ in range(count)]
    for url in urls:
        parts[crc32(url[1]) % count].append(url[0])
    head, foot = whole[: urls[0].start()], whole[urls[-1].end() :]
    names = [f"sitemap-{i:03x}.xml" for i in range(count)]
    for name, part in zip(names, parts, strict=True):
        (site / name).write_bytes(head + b"".join(part) + foot)
    listed = "".join(f"<sitemap><loc>{escape(address + name)}</loc></sitemap>\n" for name in names)
    head = head.replace(b"<urlset", b"<sitemapindex")
    file.write_bytes(head + listed.encode() + foot.replace(b"</urlset", b"</sitemapindex"))
