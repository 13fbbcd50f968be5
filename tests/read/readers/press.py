"""An invented report, and documents of it as desks get them: what each should be read as."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

TITLE = "Salt works of Tarn reopen after the long flood"
BYLINE = "By Ines Corro"
HEAD = "The Tarn Mail"
SUBHEAD = "What the owners promise"
FIRST = (
    "The salt works at Tarn will open again in May, said their owner, Orla Venn, on Thursday.",
    "Some 210 people will work there, as many as before the water came over the dam last spring"
    " and carried away the wooden pans, two of the boiling houses and the bridge to the quay.",
    "“We have waited long enough,” Venn told some forty residents in the hall of the harbour"
    " master. “Whoever wants to come back may come back, and nobody will earn less than before.”",
    "The town had feared for its future. A third of its families lived on the works, directly or"
    " through the carters, coopers and bargemen whose trade depends on what is boiled there.",
    "Mayor Ruben Aske called the decision overdue. He said that the county had offered a loan of"
    " 4.5 million crowns already in the autumn, and that the owners had hesitated without a"
    " reason.",
)
SECOND = (
    "A spokeswoman for the county, Liv Dahl, said that the loan would be paid in three parts, the"
    " first of them in June, provided that the new dam passes its examination.",
    "The engineers want to raise the dam by 80 centimetres. Their report, of which this paper has"
    " a copy, names eleven places at which the old one had been undermined for years.",
    "The union is less content. Its secretary, Per Holm, demands that the seasonal workers, about"
    " 60 of them, get contracts for the whole year, as those of the quarry at Orvel have.",
    "“A flood comes every thirty years, but the winter comes every year,” Holm said.",
    "The works were founded in 1743. They have been flooded four times since, most recently in"
    " 1994, when it took the owners eleven months to boil again.",
)
PARAGRAPHS = (*FIRST, *SECOND)
NOTE = "The county counts those with contracts only."
TABLE = (("Year", "Workers", "Tonnes"), ("1994", "188", "41,200"), ("2030", "210", "52,600"))
ROWS = tuple(" | ".join(row) for row in TABLE)

_STYLES = getSampleStyleSheet()
_BODY = ParagraphStyle("body", parent=_STYLES["Normal"], alignment=4, firstLineIndent=9)
_NARROW = ParagraphStyle("narrow", parent=_BODY, fontSize=9, leading=11)


def pdf_of_two_columns() -> bytes:
    """Two pages of two columns, with running heads and page numbers."""

    def heads(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 800, f"{HEAD} — 2 April 2031")
        canvas.drawCentredString(297, 30, f"Page {template.page} of 2")

    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=A4, title="tarn_final.indd", author="Ines Corro")
    columns = [Frame(60, 480, 230, 200), Frame(305, 480, 230, 200)]
    top = Frame(60, 680, 475, 100)
    template.addPageTemplates(
        [
            PageTemplate("first", [top, *columns], onPage=heads, autoNextPageTemplate="later"),
            PageTemplate("later", columns, onPage=heads),
        ]
    )
    story: list[Flowable] = [Paragraph(TITLE, _STYLES["Title"]), Paragraph(BYLINE), FrameBreak()]
    story += [Paragraph(words, _BODY) for words in FIRST]
    story += [Paragraph(SUBHEAD, _STYLES["Heading2"])]
    story += [Paragraph(words, _BODY) for words in SECOND]
    template.build(story)
    return out.getvalue()


def pdf_with_a_table() -> bytes:
    """A page on its side, with a table and a mark of a note."""
    out = io.BytesIO()
    template = SimpleDocTemplate(out, pagesize=landscape(A4))
    marked = FIRST[1].replace("people", "people<super>1</super>")
    template.build(
        [
            Paragraph(TITLE, _STYLES["Title"]),
            Paragraph(FIRST[0], _BODY),
            Spacer(1, 12),
            Table(TABLE, colWidths=120),
            Spacer(1, 12),
            Paragraph(marked, _BODY),
            Spacer(1, 220),
            Paragraph(f"<super>1</super> {NOTE}", ParagraphStyle("note", fontSize=7)),
        ]
    )
    return out.getvalue()


def pdf_with_hyphens() -> bytes:
    """Lines that are drawn one by one, as programs of layout do, with words parted at their ends;
    a stamp stands at the side.
    """
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Times-Roman", 11)
    lines = (
        "The salt works at Tarn will open again in May, said their own-",
        "er, Orla Venn, on Thursday. The co-owners, a well-",
        "known family of Orvel, agree. A well-known name helps, and Saint-",
        "Denis buys half of the 2030-",
        "2031 harvest.",
    )
    for i, line in enumerate(lines):
        canvas.drawString(80, 700 - 13 * i, line)
    canvas.saveState()
    canvas.translate(30, 300)
    canvas.rotate(90)
    canvas.drawString(0, 0, "Downloaded by desk 7")
    canvas.restoreState()
    canvas.save()
    return out.getvalue()


HYPHENS = (
    "The salt works at Tarn will open again in May, said their owner, Orla Venn, on Thursday. The"
    " co-owners, a well-known family of Orvel, agree. A well-known name helps, and Saint-Denis buys"
    " half of the 2030-2031 harvest."
)


def pdf_turned() -> bytes:
    """A page whose lines run from its foot to its top."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.translate(200, 80)
    canvas.rotate(90)
    for i, words in enumerate(FIRST[0].split(" in May, ")):
        canvas.drawString(0, -14 * i, words)
    canvas.save()
    return out.getvalue()


def pdf_locked() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt="tarn")
    canvas.drawString(80, 700, FIRST[0])
    canvas.save()
    return out.getvalue()


def pdf_scanned() -> bytes:
    """A page that is a picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(Image.new("L", (300, 400), 200)), 0, 0, 595, 842)
    canvas.save()
    return out.getvalue()


# ---- Word ----------------------------------------------------------------------------------------


def _saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_report() -> bytes:
    """Headings, a list, a table, heads and feet of pages, a raised digit."""
    document = docx.Document()
    document.core_properties.author = "Ines Corro"
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{HEAD}, 77 pages"
    section.footer.paragraphs[0].text = "Confidential 78"
    document.add_heading(TITLE, 0)
    document.add_paragraph(BYLINE)
    for words in FIRST:
        document.add_paragraph(words)
    document.add_heading(SUBHEAD, 1)
    for words in SECOND:
        document.add_paragraph(words, style="List Bullet")
    table = document.add_table(len(TABLE), 3)
    for i, row in enumerate(TABLE):
        for j, words in enumerate(row):
            table.cell(i, j).text = words
    last = document.add_paragraph("The works cover 5 km")
    last.add_run("2").font.superscript = True
    return _saved(document)


def docx_changed() -> bytes:
    """Tracked changes, a box of text, a link, a comment's mark and a field."""
    document = docx.Document()
    paragraph = document.add_paragraph("Orla Venn ")
    for words in (
        '<w:ins {} w:id="1" w:author="a"><w:r><w:t xml:space="preserve">has </w:t></w:r></w:ins>',
        '<w:del {} w:id="2" w:author="a"><w:r><w:delText>had 99 </w:delText></w:r></w:del>',
        "<w:sdt {}><w:sdtContent><w:r><w:t>waited</w:t></w:r></w:sdtContent></w:sdt>",
        '<w:hyperlink {} w:anchor="x"><w:r><w:t xml:space="preserve"> long</w:t></w:r>'
        "</w:hyperlink>",
    ):
        paragraph._p.append(parse_xml(words.format(nsdecls("w"))))
    paragraph.add_run(" enough.")
    return _saved(document)


MADE: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "two-columns.pdf": (
        pdf_of_two_columns,
        (TITLE, BYLINE, *FIRST, SUBHEAD, *SECOND),
    ),
    "table.pdf": (
        pdf_with_a_table,
        (TITLE, FIRST[0], *ROWS, FIRST[1].replace("people", "people¹"), f"¹ {NOTE}"),
    ),
    "hyphens.pdf": (pdf_with_hyphens, (HYPHENS,)),
    "turned.pdf": (pdf_turned, (FIRST[0].replace(" in May, ", " "),)),
    "report.docx": (
        docx_report,
        (TITLE, BYLINE, *FIRST, SUBHEAD, *SECOND, *ROWS, "The works cover 5 km²"),
    ),
    "changed.docx": (docx_changed, ("Orla Venn has waited long enough.",)),
}
