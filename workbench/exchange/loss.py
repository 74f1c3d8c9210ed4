"""The loss check: what stood in a file against what reached the transcript, category by category.

The count of what stood there comes from a second pass over the raw file that shares no function with the reading of it
but unpacking and parsing (:mod:`workbench.exchange.docx.counting`, :mod:`workbench.exchange.odt.counting`); here the
two are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from workbench.core.drafts import Account
from workbench.core.errors import Notice
from workbench.exchange.paragraphs import Paragraph

Pieces = Callable[[str], Iterable[tuple[str, Callable[[], str]]]]

ORDER = ("body", "table", "text box", "footnote", "endnote", "header", "footer", "comment")


def visible(text: str) -> str:
    """Return a text without its white space: the characters that the loss check counts."""
    return "".join(text.split())


def size(texts: Iterable[str]) -> int:
    """Count the visible characters of texts."""
    whole = "".join(texts)
    # A text without white space but spaces, as most are, need not be taken apart to be counted.
    return len(whole) - whole.count(" ") if whole.isprintable() else len(visible(whole))


def count(paragraphs: Iterable[Paragraph]) -> dict[str, int]:
    """Count the visible characters of paragraphs in each category."""
    return {category: n for category, texts in _by_category(paragraphs).items() if (n := size(texts))}


def _by_category(paragraphs: Iterable[Paragraph]) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        texts.setdefault(paragraph.category, []).append(paragraph.text)
    return texts


def missing(in_file: Mapping[str, int], paragraphs: Sequence[Paragraph], pieces: Pieces) -> dict[str, str]:
    """Say where a file's paragraphs first differ from its raw text, for each category whose sums differ.

    Args:
        in_file: characters of each category, by the second pass.
        paragraphs: what was read.
        pieces: gives a category's raw text in reading order, each piece with a function that says where it stands; it
            is asked for only when sums differ. A NUL in it stands for any one character.
    """
    read = count(paragraphs)
    differing = [c for c in {**in_file, **read} if c != "comment" and in_file.get(c, 0) != read.get(c, 0)]
    texts = _by_category(paragraphs) if differing else {}
    return {c: _first_difference(visible("".join(texts.get(c, ()))), pieces(c)) for c in differing}


def _first_difference(read: str, pieces: Iterable[tuple[str, Callable[[], str]]]) -> str:
    at = 0
    place: Callable[[], str] = str
    for text, place in pieces:  # noqa: B007 - where all the pieces are there, the end is where more came in
        wanted = visible(text)
        given = read[at : at + len(wanted)]
        if len(given) < len(wanted) or any(a not in (b, "\0") for a, b in zip(wanted, given, strict=True)):
            break
        at += len(wanted)
    return place()


def accounts(
    in_file: Mapping[str, int], imported: Mapping[str, int], where: Mapping[str, str], name: str
) -> tuple[tuple[Account, ...], tuple[Notice, ...]]:
    """Compare what stood in a file with what reached the transcript.

    Args:
        in_file: characters other than white space in each category, by the second pass over the raw file.
        imported: those that are accounted for: in the text, labels, time stamps, preamble and comments.
        where: for a category that was not read whole, where the first difference lies.
        name: the file's name.

    Returns:
        An account for each category with anything in it, and a serious notice for each that does not add up.
    """
    categories = sorted({**in_file, **imported}, key=lambda c: (ORDER.index(c) if c in ORDER else len(ORDER), c))
    sums = tuple(
        Account(category, in_file.get(category, 0), imported.get(category, 0), where.get(category, ""))
        for category in categories
        if in_file.get(category) or imported.get(category)
    )
    return sums, tuple(_notice(account, name) for account in sums if account.lost)


def _notice(account: Account, name: str) -> Notice:
    place = f", first at {account.where}" if account.where else ", while finding the speakers"
    if account.lost > 0:
        said = (
            f"{account.lost:,} of {account.in_file:,} characters in {name} ({account.category}) did not arrive{place}."
        )
    else:
        said = f"{-account.lost:,} characters more than {name} holds ({account.category}) were taken in{place}."
    return Notice("text-lost", said, account.where, abs(account.lost), serious=True)
