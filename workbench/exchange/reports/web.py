"""A report as a web page of one file: nothing is fetched, nothing runs; it reads aloud, in the dark and on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from workbench.core.language import _
from workbench.exchange.reports.document import (
    Block,
    Entry,
    Facts,
    Figures,
    Heading,
    Numbers,
    Paragraph,
    Part,
    Picture,
    Quotation,
    Report,
)
from workbench.exchange.tables.web_page import HEAD, STYLE, table_markup
from workbench.exchange.xml_text import escaped

_STYLE = """
body { max-width: 84rem; }
main > section > *, header > * { max-width: 46rem; }
main > section > .table, main > section > figure { max-width: none; }
h1 { font-size: 2.125rem; line-height: 1.2; margin: 2rem 0 .25rem; }
h2 { font-size: 1.5rem; margin: 3rem 0 .75rem; padding-top: .5rem; border-top: 1px solid var(--faint); }
h3 { font-size: 1.125rem; margin: 2rem 0 .25rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 .125rem; }
header .remark { margin: .25rem 0; }
.subtitle { font-size: 1.125rem; color: var(--soft); margin: 0; }
.remark, footer { color: var(--soft); font-size: .875rem; }
.missing { font-style: italic; }
nav ol { padding-left: 1.25rem; }
blockquote { margin: 1.25rem 0 1.25rem 1.5rem; padding-left: 1rem; border-left: 3px solid var(--faint); }
blockquote p { margin: 0; white-space: pre-line; }
blockquote footer { margin-top: .25rem; }
figure { margin: 1.5rem 0; }
figure svg { width: 100%; height: auto; max-width: 62rem; }
figcaption { font-weight: 600; }
dl.facts { font-size: .9375rem; color: var(--ink); }
.card p { margin: .125rem 0; font-size: .9375rem; }
.d1 { margin-left: 1.5rem; } .d2 { margin-left: 3rem; }
a { color: inherit; }
.skip { position: absolute; left: -60rem; } .skip:focus { position: static; }
@page { size: A4; margin: 2cm; }
@page across { size: A4 landscape; margin: 1.5cm; }
@media print { .across { page: across; } .appendix { break-before: page; }
  main > section > * { max-width: none; } h2 { border: 0; margin: 1.5rem 0 .5rem; }
  h2, h3, h4, figcaption, caption { break-after: avoid; }
  figure, blockquote, .card { break-inside: avoid; } .skip, nav { display: none; } }
"""


def write_report(report: Report, out: IO[bytes]) -> None:
    """Write a report as a page of HTML, in UTF-8."""
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="")
    try:
        for part in _page(report):
            text.write(part)
    finally:
        text.detach()


def _page(report: Report) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{report.language}">\n<head>\n{HEAD}'
    yield f"<title>{escaped(report.title)}</title>\n<style>{STYLE}{_STYLE}</style>\n</head>\n<body>\n"
    yield f'<a class="skip" href="#part-1">{escaped(_("To the report"))}</a>\n<header>\n'
    yield f"<h1>{escaped(report.title)}</h1>\n"
    yield f'<p class="subtitle">{escaped(report.subtitle)}</p>\n'
    if report.by:
        yield f'<p class="remark">{escaped(report.by)}</p>\n'
    yield f'<p class="remark">{escaped(report.made)}</p>\n</header>\n'
    yield f'<nav aria-label="{escaped(_("Contents"))}">\n<ol>\n'
    for at, part in enumerate(report.parts, 1):
        yield f'<li><a href="#part-{at}">{escaped(part.title)}</a></li>\n'
    yield "</ol>\n</nav>\n<main>\n"
    numbers = Numbers()
    for at, part in enumerate(report.parts, 1):
        classes = " ".join(word for word, yes in (("across", part.across), ("appendix", part.appendix)) if yes)
        looks = f' class="{classes}"' if classes else ""
        yield f'<section{looks} aria-labelledby="part-{at}">\n<h2 id="part-{at}">{escaped(part.title)}</h2>\n'
        yield from _blocks(part, numbers)
        yield "</section>\n"
    yield "</main>\n</body>\n</html>\n"


def _blocks(part: Part, numbers: Numbers) -> Iterator[str]:
    for block in part.blocks:
        yield from _block(block, numbers)


def _block(block: Block, numbers: Numbers) -> Iterator[str]:
    match block:
        case Heading():
            yield f"<h{block.level + 1}>{escaped(block.text)}</h{block.level + 1}>\n"
        case Paragraph():
            yield f'<p class="{block.tone}">{escaped(block.text)}</p>\n'
        case Facts():
            rows = "".join(f"<dt>{escaped(label)}</dt><dd>{escaped(says)}</dd>\n" for label, says in block.rows)
            yield f'<dl class="facts">\n{rows}</dl>\n'
        case Figures():
            number = numbers.next_table()
            title = _("Table {n}. {caption}").format(n=number, caption=block.caption)
            yield from table_markup(replace(block.table, title=title), recipe=False, number=number)
        case Picture():
            number = numbers.next_picture()
            caption = _("Figure {n}. {caption}").format(n=number, caption=block.caption)
            yield f"<figure>\n{_inline(block.svg, number)}\n<figcaption>{escaped(caption)}</figcaption>\n</figure>\n"
        case Quotation():
            words = escaped(_("“{words}”").format(words=block.words))
            where = escaped(f"{block.reference} ({block.state})")
            yield f"<blockquote>\n<p>{words}</p>\n<footer>{where}</footer>\n</blockquote>\n"
        case Entry():
            yield f'<section class="card d{min(block.depth, 2)}">\n'
            yield f"<h4>{escaped(block.name)} ({escaped(block.key)})</h4>\n"
            for label, says in block.says:
                yield f"<p><b>{escaped(label)}:</b> {escaped(says)}</p>\n"
            yield "</section>\n"


def _inline(svg: str, number: int) -> str:
    """Return a picture as it stands in a page, its ids told apart from those of other pictures."""
    ids = re.findall(r' id="([\w-]+)"', svg)
    for name in ids:
        svg = re.sub(rf'(?<= id="){name}(?=")', f"{name}-{number}", svg)
        svg = svg.replace(f"url(#{name})", f"url(#{name}-{number})")
    return svg.replace('aria-labelledby="title description"', f'aria-labelledby="title-{number} description-{number}"')
