"""How each table of a report was made: what several have in common once, and then what is each one's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.core.language import _
from workbench.exchange.reports.document import Block, Facts, Figures, Heading, Paragraph, Part, Tone
from workbench.services.reports.wanted import listed

_Counted = tuple[int, Figures]
"""A table with its number in the report."""


def recipes_part(parts: Sequence[Part], title: str) -> Part:
    """Return the appendix that says of every counted table how it was made, in the order of their numbers."""
    figures = [block for part in parts for block in part.blocks if isinstance(block, Figures)]
    kinds: dict[tuple[str, ...], list[_Counted]] = {}
    for number, one in enumerate(figures, 1):
        if one.table.facts:
            # Tables of one kind, such as matrices, have recipes that say the same things.
            kinds.setdefault(tuple(label for label, _says in one.table.facts), []).append((number, one))
    blocks = [block for alike in kinds.values() for block in _of_one_kind(alike)]
    missing = Paragraph(_("There are no counted tables in this report."), Tone.MISSING)
    return Part(title, blocks or [missing], appendix=True)


def _of_one_kind(alike: Sequence[_Counted]) -> Iterator[Block]:
    first = alike[0][1].table.facts
    common = [fact for fact in first if len(alike) > 1 and all(fact in one.table.facts for _n, one in alike)]
    if common:
        yield Heading(_("Tables {numbers}").format(numbers=listed([str(number) for number, _one in alike])))
        yield Facts(common)
    for number, one in alike:
        caption = _("Table {n}. {caption}").format(n=number, caption=one.caption)
        yield Heading(caption, 3 if common else 2)
        yield Facts([fact for fact in one.table.facts if fact not in common])
