"""The interviews as Word files, with the parts and the clutter that Word itself writes."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from bench.corpus import Interview

_DOCUMENT = "word/document.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BOLD = '<w:rPr><w:b/><w:bCs/><w:lang w:val="nn-NO"/></w:rPr>'
_PLAIN = '<w:rPr><w:lang w:val="nn-NO"/></w:rPr>'
_SECTION = (
    '<w:sectPr w:rsidR="00A77B3E"><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>'
    "</w:sectPr>"
)


@cache
def _empty_file() -> dict[str, bytes]:
    """Return the parts of an empty Word document: styles, settings, fonts, theme, properties."""
    import docx

    made = io.BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _run(text: str, properties: str) -> str:
    return f'<w:r w:rsidRPr="00C4552E">{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _turn(at: int, label: str, words: str) -> str:
    """Return a turn as a paragraph: a bold label, and its words in as many runs as Word's spelling makes of them."""
    runs = [_run(f"{label}:", _BOLD)]
    middle = words.find(" ", len(words) // 2)
    if at % 3 == 0 and middle > 0:
        runs += [
            _run(f" {words[:middle]}", _PLAIN),
            '<w:proofErr w:type="spellStart"/>',
            _run(words[middle:], _PLAIN),
            '<w:proofErr w:type="spellEnd"/>',
        ]
    else:
        runs.append(_run(f" {words}", _PLAIN))
    spacing = '<w:pPr><w:spacing w:after="120"/><w:rPr><w:lang w:val="nn-NO"/></w:rPr></w:pPr>'
    return f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00B12C41">{spacing}{"".join(runs)}</w:p>'


def document(interview: Interview) -> bytes:
    """Return the file's main part."""
    head = f"<w:p>{_run(f'Intervju {interview.number}, {interview.municipality} {interview.year}', _BOLD)}</w:p>"
    body = "".join(_turn(at, label, words) for at, (label, words) in enumerate(interview.turns))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:document xmlns:w="{_W}"><w:body>{head}{body}{_SECTION}</w:body></w:document>'
    ).encode()


def write(interview: Interview, folder: Path) -> Path:
    """Write an interview into a folder and return where it lies."""
    path = folder / f"{interview.name}.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**_empty_file(), _DOCUMENT: document(interview)}.items():
            archive.writestr(name, data)
    return path
