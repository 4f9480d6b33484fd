"""Completes a PDF of WeasyPrint for PDF/A-3 and PDF/UA-1: what it leaves open, we close.

Same input, same bytes. Part of the PDF worker: no Django here.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf

TYPEFACE = "Sarabun-ITA"

# PDF/A does not know the mark of PDF/UA, so the mark must bring the description of its schema.
UNIVERSAL_ACCESS_MARK = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""

_MARKED = re.compile(rb"/\w+\s*<</MCID (\d+)>>\s*BDC")
_ARTIFACT = b"/Artifact\n<</Type /Pagination>>\nBDC"


class ForeignTypeface(Exception):
    """A letter was drawn in a typeface that we did not ship: our font files did not load."""


def complete(source: bytes) -> bytes:
    """Return the PDF made whole; raises ForeignTypeface."""
    with pikepdf.open(BytesIO(source)) as pdf:
        _check_typefaces(pdf)
        _list_attachments_once(pdf)
        _forbid_smoothing(pdf)
        _make_margins_artifacts(pdf)
        metadata = pdf.Root.Metadata
        metadata.write(metadata.read_bytes().replace(b"</rdf:RDF>", UNIVERSAL_ACCESS_MARK))
        target = BytesIO()
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def _check_typefaces(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item:
            subset, _, name = str(item["/BaseFont"]).rpartition("+")
            if not name.startswith(TYPEFACE):
                raise ForeignTypeface(name)


def _list_attachments_once(pdf: pikepdf.Pdf) -> None:
    if "/AF" in pdf.Root:
        pdf.Root.AF = pikepdf.Array(list({file.objgen: file for file in pdf.Root.AF}.values()))


def _forbid_smoothing(pdf: pikepdf.Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and "/Interpolate" in item:
            item["/Interpolate"] = False


def _make_margins_artifacts(pdf: pikepdf.Pdf) -> None:
    """Take page numbers, running headers and watermarks out of what is read aloud.

    WeasyPrint marks them like text but leaves them out of the structure tree, which is neither.
    """
    root = pdf.Root.StructTreeRoot
    spoken = {element.objgen for element in _elements(root.K)}
    contents = list(root.ParentTree.Nums)
    for page, owners in zip(pdf.pages, contents[1::2], strict=False):
        silent = {n for n, owner in enumerate(owners) if owner.objgen not in spoken}
        for number in silent:
            owners[number] = None
        _silence(page, silent)


def _elements(children: Iterable[pikepdf.Object]) -> Iterator[pikepdf.Object]:
    """Yield the elements of the structure tree; a loop, for papers may be nested deeply."""
    waiting = [child for child in children if isinstance(child, pikepdf.Dictionary)]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary)]


def _silence(page: pikepdf.Page, numbers: set[int]) -> None:
    def as_artifact(marked: re.Match[bytes]) -> bytes:
        return _ARTIFACT if int(marked[1]) in numbers else marked[0]

    content = page.Contents.read_bytes()
    page.Contents.write(_MARKED.sub(as_artifact, content))
