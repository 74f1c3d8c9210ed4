"""The smallest PDF files that can be made by hand."""

from collections.abc import Sequence

Placed = tuple[int, int, str]
"""A line: how far from the left and from the foot of the page, in points, and its text."""


def page(lines: Sequence[str], *, top: int = 760, leading: int = 14, head: str = "", foot: str = "") -> list[Placed]:
    """Set lines below each other; an empty one leaves a gap."""
    placed = [(72, top - n * leading, line) for n, line in enumerate(lines) if line]
    return [*([(72, 810, head)] if head else []), *placed, *([(290, 30, foot)] if foot else [])]


def pdf(pages: Sequence[Sequence[Placed]], *, encrypt: bool = False) -> bytes:
    """Write a PDF in one Western font."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    tree = 2 * len(pages) + 2
    objects = [font]
    for placed in pages:
        drawn = b"BT /F1 11 Tf\n"
        for x, y, text in placed:
            escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            drawn += b"1 0 0 1 %d %d Tm (%s) Tj\n" % (x, y, escaped)
        drawn += b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 1 0 R >> >> >>" % (tree, len(objects))
        )
    kids = b" ".join(b"%d 0 R" % (2 * n + 3) for n in range(len(pages)))
    objects.append(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)))
    objects.append(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    extra = b""
    if encrypt:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"31" * 32, b"32" * 32))
        extra = b" /Encrypt %d 0 R /ID [<01> <01>]" % len(objects)
    out = b"%PDF-1.4\n"
    offsets = []
    for n, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root %d 0 R%s >>\n" % (len(objects) + 1, tree + 1, extra)
    return out + b"startxref\n%d\n%%%%EOF\n" % table
