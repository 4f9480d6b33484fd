"""The look of editable papers: TH Sarabun for Thai in Word (DOCX), A4, the margins of ita.md 6.2.

Word takes Thai letters from the complex-script half of a style (w:cs, w:szCs, w:bCs, the bidi
language), so a style that names only the Latin half would print Thai in another font and size.
"""

from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

FONT = "TH Sarabun New"
LANGUAGE = "th-TH"
PORTRAIT_WIDTH = 16.0  # cm between the margins
LANDSCAPE_WIDTH = 26.7

TEXT = "Normal"
TITLE = "Title"
CELL = "Table Text"
SMALL_CELL = "Small Table Text"
CAPTION = "Caption"
NOTE = "Note"
CONTINUED = "List Continue"  # what stands below a list item
DETAIL = "Detail"  # the same in small letters
HEADER = "Header"
FOOTER = "Footer"
LINK = "Hyperlink"
# From a mark to the text of its list item, in cm.
WIDE_HANGING = 0.8
HANGING = {CELL: 0.65, SMALL_CELL: 0.6}
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")


@dataclass(frozen=True)
class Look:
    """Letters and the space around a paragraph, in points."""

    size: int = 16
    bold: bool = False
    before: int = 0
    after: int = 0
    colour: str = "000000"
    indent: float = 0  # cm
    centred: bool = False


LOOKS = {
    TEXT: Look(after=4),
    TITLE: Look(18, bold=True, after=6, centred=True),
    HEADINGS[0]: Look(18, bold=True, before=6, after=4),
    HEADINGS[1]: Look(bold=True, before=8, after=2),
    HEADINGS[2]: Look(bold=True, before=6),
    CAPTION: Look(14, after=6),
    NOTE: Look(14, after=2, colour="444444"),
    CONTINUED: Look(after=4, indent=WIDE_HANGING),
    DETAIL: Look(14, after=2, colour="444444", indent=WIDE_HANGING),
    CELL: Look(after=2),
    SMALL_CELL: Look(14, after=2),
    HEADER: Look(centred=True),
    FOOTER: Look(14, colour="8A1C1C"),
}


def set_styles(document: WordDocument) -> None:
    """Give every style its look, and the document Thai and the layout of Word 2013."""
    for name, look in LOOKS.items():
        _set_style(_style(document, name), look)
    document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER).font.underline = True
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}")
    defaults.replace(defaults[0], _letters(Look()))
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:bidi"), LANGUAGE)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def style_id(name: str) -> str:
    """Return the key under which Word keeps a style.

    To look it up in the document takes python-docx a millisecond for every paragraph.
    """
    return name.replace(" ", "")


def set_page(section: Section, *, landscape: bool = False, thai: bool = True) -> None:
    """Make a section A4 with the margins of the regulation; `thai` numbers its pages ๑, ๒, ๓."""
    short, long = Cm(21), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.top_margin = Cm(2.5)
    section.bottom_margin = Cm(1.5 if landscape else 2)
    section.left_margin = Cm(1.5 if landscape else 3)
    section.right_margin = Cm(1.5 if landscape else 2)
    section.header_distance = section.footer_distance = Cm(1)
    _number_pages(section, "thaiNumbers" if thai else "decimal")


def _style(document: WordDocument, name: str) -> ParagraphStyle:
    if name not in document.styles:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _set_style(style: ParagraphStyle, look: Look) -> None:
    old = style.element.get_or_add_rPr()
    style.element.replace(old, _letters(look))
    for border in list(style.element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), 1.0
    form.left_indent = Cm(look.indent)
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else WD_ALIGN_PARAGRAPH.LEFT


def _letters(look: Look) -> BaseOxmlElement:
    bold = int(look.bold)
    return parse_xml(
        f'<w:rPr {nsdecls("w")}><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}"'
        f' w:cs="{FONT}"/><w:b w:val="{bold}"/><w:bCs w:val="{bold}"/>'
        f'<w:i w:val="0"/><w:iCs w:val="0"/><w:color w:val="{look.colour}"/>'
        f'<w:spacing w:val="0"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{look.size * 2}"/><w:szCs w:val="{look.size * 2}"/>'
        f'<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="{LANGUAGE}"/></w:rPr>'
    )


def _number_pages(section: Section, kind: str) -> None:
    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    numbers = parse_xml(f'<w:pgNumType {nsdecls("w")} w:fmt="{kind}"/>')
    properties.find(qn("w:pgMar")).addnext(numbers)
