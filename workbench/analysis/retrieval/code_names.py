"""Names of codes as somebody writes them in a query: without quotes around spaces, or a part of the name only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.analysis.matching import Entry, find, named_by
from workbench.analysis.queries import Node, Not, Term
from workbench.core.codebook import Code, CodeTree
from workbench.core.errors import NotFoundError
from workbench.core.language import _

_NEAREST = 3


def joined(parts: Sequence[Node], query: str, tree: CodeTree) -> list[Node]:
    """Make one of words side by side that are a code's name together: ``Start-up loan``, ``code:Start-up loan``.

    Words of which the first is a code by itself stay as they are: side by side, codes say what is found and where.

    Args:
        parts: of the query, in its order.
        query: its text, which tells words side by side from words with "and" between them.
        tree: the codes.
    """
    found: list[Node] = []
    at = 0
    while at < len(parts):
        one, taken = parts[at], 1
        head = one.part if isinstance(one, Not) else one
        run = _run([head, *parts[at + 1 :]], query)
        if len(run) > 1 and not _exactly(run[0].value, tree):
            for n in range(len(run), 1, -1):
                name = " ".join(term.value for term in run[:n])
                if _exactly(name, tree) or (not run[0].sign and len(_fitting(name, tree)) == 1):
                    named, taken = replace(run[0], value=name), n
                    one = replace(one, part=named) if isinstance(one, Not) else named
                    break
        found.append(one)
        at += taken
    return found


def meant(name: str, tree: CodeTree, language: str) -> Code:
    """Return the code that is called so, or the only one of whose names in any language this is a part.

    Args:
        name: a key, a name, a path or a part of a name.
        tree: the codes.
        language: of the names in the refusal.

    Raises:
        NotFoundError: no code is called so, or several are; the hint names the nearest.
    """
    try:
        return tree.find(name)
    except NotFoundError as error:
        unknown = error
    fitting = _fitting(name, tree)
    if len(fitting) == 1:
        return fitting[0]
    nearest = fitting or [tree.by_uuid[entry.id] for entry in find(name, _entries(tree), limit=_NEAREST)]
    near = [code.name(language) for code in nearest[:_NEAREST]]
    if len(set(near)) < len(near):
        # Several are called the same: only their keys tell them apart.
        raise unknown
    if fitting:
        message = _("“{wanted}” may mean {n} codes.").format(wanted=name, n=len(fitting))
    else:
        message = _("There is no {kind} called “{name}”.").format(kind=_("code"), name=name)
    if near:
        raise NotFoundError(message, hint=_("Did you mean {names}?").format(names=", ".join(near)))
    raise NotFoundError(message, hint=_("A word by itself is a code; the words of passages are found with text:WORD."))


def _run(parts: Sequence[Node], query: str) -> list[Term]:
    """Return the words that the parts begin with, side by side; the first may be a code's that is called one."""
    run: list[Term] = []
    for part in parts:
        if not isinstance(part, Term) or part.literal or not part.value:
            break
        if part.sign and (run or part.name.casefold() != "code" or part.own_name):
            break
        if run and not query[: part.at].rstrip().endswith(run[-1].value):
            break
        run.append(part)
    return run


def _exactly(name: str, tree: CodeTree) -> bool:
    try:
        tree.find(name)
    except NotFoundError:
        return False
    return True


def _fitting(name: str, tree: CodeTree) -> list[Code]:
    """Return the codes in a name of which a word begins so; where there is none, those in which it stands at all."""
    return [tree.by_uuid[entry.id] for entry in named_by(name, _entries(tree))]


def _entries(tree: CodeTree) -> list[Entry]:
    return [Entry(code.uuid, list(code.names.values()), code.key) for code in tree.order]
