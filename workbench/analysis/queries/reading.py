r"""From the words of a query to its tree.

::

    query  = every { or every }             or, eller
    every  = one { [and] one }              and, og
    one    = not one | ( query ) | near( query , query , 2 turns ) | same-turn( query , query ) | term
    term   = NAME SIGN [VALUE] | VALUE      SIGN: : = != < <= > >=

Names and values end at a space, or stand in quotes; in quotes, ``\"`` is a quote. A value right behind its sign may
hold balanced parentheses; in a call, a comma parts.
"""

from __future__ import annotations

import re

from workbench.analysis.queries.tree import All, Either, Near, Node, Not, Term
from workbench.core.errors import RefusedError
from workbench.core.language import _

LONGEST, DEEPEST = 10_000, 40
"""How many characters a query may have, and how many parentheses and nots within one another."""

MOST_TURNS = 10_000
_QUOTES = {'"': '"', "'": "'", "“": "”", "”": "”", "«": "»", "„": "“”"}
_SIGN = re.compile(r"(\s*)(:=|==|>=|<=|!=|[:=<>])")
_WHOLE = re.compile(r"([^:=<>!]+)(>=|<=|!=|[:=<>])(.*)", re.DOTALL)
_NEEDS_VALUE = frozenset(("<", "<=", ">", ">="))
_OR = re.compile(r"(?:or|eller)(?=[\s(\"'“«„]|$)", re.IGNORECASE)
_AND = re.compile(r"(?:and|og)(?=[\s(\"'“«„]|$)", re.IGNORECASE)
_NOT = re.compile(r"(?:not|ikkje|ikke)(?=[\s(\"'“«„]|$)", re.IGNORECASE)
_CALL = re.compile(r"(near|same-turn)\(", re.IGNORECASE)
_TURNS = re.compile(r"\s*(\d{1,9})\s*(?:turns?|turar|turer|tur)?\s*(?=\))", re.IGNORECASE)


class QueryError(RefusedError):
    """A query that cannot be read; ``at`` is the offset in it where reading stopped."""

    def __init__(self, message: str, *, at: int, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.at = at


def read(text: str, *, bare: bool = True) -> Node | None:
    """Read a query.

    Args:
        text: the words.
        bare: whether a word may stand without a name and a sign.

    Returns:
        The tree, None where nothing is asked for.

    Raises:
        QueryError: it cannot be read; the message says where.
    """
    if len(text) > LONGEST:
        raise QueryError(
            _("The query has {n} characters; more than {most} are not read.").format(n=len(text), most=LONGEST),
            at=LONGEST,
            hint=_("Ask for less at a time."),
        )
    reader = _Reader(text, bare=bare)
    if reader.ended():
        return None
    found = reader.either(0)
    if not reader.ended():
        raise reader.wrong(_("There is a “)” too many at character {n}."), _("Take it away, or open one before."))
    return found


class _Reader:
    """Reads from left to right; ``at`` is the offset of what comes next, ``calls`` how many calls are open."""

    def __init__(self, text: str, *, bare: bool) -> None:
        self.text = text
        self.bare = bare
        self.at = 0
        self.calls = 0

    def ended(self) -> bool:
        """Pass over white space; whether nothing follows."""
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.at == len(self.text)

    def wrong(self, message: str, hint: str, at: int | None = None, **named: str) -> QueryError:
        """Make the refusal of what stands at an offset, else of what comes next; characters count from 1."""
        place = self.at if at is None else at
        return QueryError(message.format(n=place + 1, **named), at=place, hint=hint)

    def _closed(self) -> bool:
        return self.ended() or self.text[self.at] == ")" or (self.text[self.at] == "," and self.calls > 0)

    def _passed(self, words: re.Pattern[str]) -> bool:
        found = words.match(self.text, self.at)
        if found is None or _SIGN.match(self.text, found.end()):
            return False
        self.at = found.end()
        return True

    def either(self, depth: int) -> Node:
        """Read parts with "or" between them."""
        self.ended()
        start = self.at
        parts = [self._every(depth)]
        while not self._closed() and self._passed(_OR):
            parts.append(self._every(depth))
        return parts[0] if len(parts) == 1 else Either(start, tuple(parts))

    def _every(self, depth: int) -> Node:
        self.ended()
        start = self.at
        parts = [self._one(depth)]
        while not self._closed():
            before = self.at
            if self._passed(_OR):
                self.at = before
                break
            self._passed(_AND)
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else All(start, tuple(parts))

    def _one(self, depth: int) -> Node:
        if self._closed():
            raise self.wrong(_("Something is missing at character {n}."), _("Say what, for example code:budsjett."))
        start = self.at
        if depth > DEEPEST:
            raise self.wrong(_("The query is nested too deeply at character {n}."), _("Ask for less at a time."))
        for words in (_AND, _OR):
            if self._passed(words):
                raise self.wrong(
                    _("“and” and “or” at character {n} stand between two parts."),
                    _("Say what comes before it; a name that is spelt so stands in quotes."),
                    start,
                )
        if self._passed(_NOT):
            return Not(start, self._one(depth + 1))
        if self.text[start] == "(":
            self.at += 1
            return self._until_closed(start, depth)
        call = _CALL.match(self.text, start)
        if call is not None:
            self.at = call.end()
            return self._call(call[1].casefold(), start, depth)
        return self._term()

    def _until_closed(self, start: int, depth: int) -> Node:
        """Read what stands in parentheses that were opened at ``start``; a comma in them parts nothing."""
        calls, self.calls = self.calls, 0
        found = self.either(depth + 1)
        self.calls = calls
        self._expect(")", start)
        return found

    def _expect(self, sign: str, start: int) -> None:
        if self.ended() or self.text[self.at] != sign:
            if sign == ",":
                raise self.wrong(
                    _("A comma is missing at character {n}."), _("Write: near(code:one, code:other, 2 turns).")
                )
            raise self.wrong(_("The “(” at character {n} is not closed."), _("Close it with “)”."), start)
        self.at += 1

    def _call(self, name: str, start: int, depth: int) -> Node:
        self.calls += 1
        first = self.either(depth + 1)
        self._expect(",", start)
        second = self.either(depth + 1)
        turns = 0
        if name == "near":
            self._expect(",", start)
            told = _TURNS.match(self.text, self.at)
            if told is None or int(told[1]) > MOST_TURNS:
                raise self.wrong(
                    _("At character {n} a number of turns is missing."),
                    _("Write: near(code:one, code:other, 2 turns)."),
                )
            turns, self.at = int(told[1]), told.end()
        self._expect(")", start)
        self.calls -= 1
        return Near(start, first, second, turns)

    def _term(self) -> Term:
        start = self.at
        if self.text[start] in _QUOTES:
            name, quoted = self._quoted(), True
        else:
            name, quoted = self._plain(":=<>!()"), False
        sign = _SIGN.match(self.text, self.at)
        if sign is not None:
            if not name.strip():
                raise self.wrong(
                    _("At character {n} a name is missing before the sign."), _("For example: year>=2011."), start
                )
            return self._compared(start, name, sign, quoted=quoted)
        whole = _WHOLE.fullmatch(name) if quoted else None
        if whole is not None and not self.bare:
            return Term(start, whole[1].strip(), whole[2], whole[3].strip(), literal=True)
        if self.bare and name.strip() and (quoted or not self._stuck()):
            return Term(start, "", "", name, literal=quoted)
        raise self.wrong(
            _("“{word}” at character {n} is not a condition."),
            _("Write for example: municipality:Moss year>=2011, quotes around spaces."),
            start,
            word=name[:40],
        )

    def _stuck(self) -> bool:
        """Whether what follows a word directly can neither go on it nor end it."""
        return self.at < len(self.text) and self.text[self.at] in "!("

    def _compared(self, start: int, name: str, sign: re.Match[str], *, quoted: bool) -> Term:
        self.at = sign.end()
        meant = {":=": "=", "==": "="}.get(sign[2], sign[2])
        if sign[1] or meant in _NEEDS_VALUE:
            self.ended()
        value, literal = "", False
        if self.at < len(self.text) and self.text[self.at] in _QUOTES:
            value, literal = self._quoted(), True
            if self.at < len(self.text) and not (self.text[self.at].isspace() or self.text[self.at] in "),"):
                raise self.wrong(_("A space is missing at character {n}."), _("Part what stands side by side."))
        else:
            value = self._plain("", value=True)
        if not value and meant in _NEEDS_VALUE:
            raise self.wrong(_("At character {n} a value is missing."), _("For example: year>=2011."))
        return Term(start, name.strip(), meant, value, literal=literal, own_name=quoted)

    def _quoted(self) -> str:
        start = self.at
        closing = _QUOTES[self.text[start]]
        self.at += 1
        found: list[str] = []
        while self.at < len(self.text):
            character = self.text[self.at]
            self.at += 1
            if character in closing:
                return "".join(found)
            if character == "\\" and self.at < len(self.text) and self.text[self.at] in closing + "\\":
                character = self.text[self.at]
                self.at += 1
            found.append(character)
        raise self.wrong(_("The quote at character {n} is open."), _("Close it."), start)

    def _plain(self, ends: str, *, value: bool = False) -> str:
        """Read up to a space or one of ``ends``; the parentheses of a value belong to it as far as they balance."""
        found: list[str] = []
        opened = 0
        while self.at < len(self.text):
            character = self.text[self.at]
            if character.isspace() or character in ends or (character == "," and self.calls and not opened):
                break
            if character == ")":
                if not opened:
                    break
                opened -= 1
            opened += character == "(" and value
            self.at += 1
            if character == "\\" and self.at < len(self.text):
                character = self.text[self.at]
                self.at += 1
            found.append(character)
        return "".join(found)
