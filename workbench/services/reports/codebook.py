"""The codebook as an appendix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from workbench.core.codebook import Code, Codebook, CodeTree
from workbench.core.language import LANGUAGES, _, spoken
from workbench.exchange.reports.document import Block, Entry, Heading, Paragraph, Part, Tone
from workbench.services.reports.material import Material

_KEY = re.compile(r"`([^`\n]+)`")
"""How a card refers to another code."""


def codebook_part(material: Material, title: str) -> Part:
    """Return the appendix with every code's card, in the language spoken as far as it is written in it."""
    tree = material.study.tree
    if not tree.order:
        says = _("The project has no codebook yet: workbench codebook import FILE.")
        return Part(title, [Paragraph(says, Tone.MISSING)])
    return Part(title, list(_blocks(tree)))


def _blocks(tree: CodeTree) -> Iterator[Block]:
    for book in tree.codebooks:
        codes = [code for code in tree.order if code.codebook == book.uuid]
        if not codes:
            continue
        yield Heading(_name(book))
        about = _worded(book.description)
        if about:
            yield Paragraph(_with_names(tree, about))
        for code in codes:
            says = [(label, _with_names(tree, words)) for label, words in _says(code)]
            yield Entry(code.name(spoken()), code.key, tree.depth(code), says)


def _with_names(tree: CodeTree, words: str) -> str:
    """Put names for the keys that a card refers to: a reader knows “Waiting time”, not `ventetid`."""
    names = {code.key: code.name(spoken()) for code in tree.order}
    return _KEY.sub(lambda found: _("“{words}”").format(words=names.get(found[1], found[1])), words)


def _name(book: Codebook) -> str:
    return _worded(book.names) or book.stable_id


def _says(code: Code) -> Iterator[tuple[str, str]]:
    card = code.card
    if code.retired:
        yield _("Retired"), _("not given any more")
    for label, field in (
        (_("Definition"), card.definition),
        (_("Include"), card.include),
        (_("Exclude"), card.exclude),
    ):
        words = _worded(field)
        if words:
            yield label, words
    examples: Sequence[str] = next((card.examples[one] for one in _languages() if card.examples.get(one)), ())
    for example in examples:
        yield _("Example"), example


def _worded(field: Mapping[str, str]) -> str:
    return next((field[language] for language in _languages() if field.get(language)), "")


def _languages() -> tuple[str, ...]:
    return spoken(), *LANGUAGES
