"""What imports of rows have in common: one moment to read and write in, and the coders whom a file names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from uuid import uuid4

from workbench.core.coders import CONSENSUS, Coder, CoderKind, parse_coder
from workbench.core.events import added
from workbench.core.names import name_key
from workbench.services.project import OpenProject, acting, now
from workbench.store import events
from workbench.store.database import Transaction


@contextmanager
def at_work(project: OpenProject, *, dry_run: bool) -> Iterator[tuple[Transaction, Coder]]:
    """Lend the transaction and the coder at work: what is read and what is written is of one moment."""
    if dry_run:
        with project.database.reading() as connection:
            yield connection, project.actor
    else:
        with acting(project) as lent:
            yield lent


def named_coders(every: Sequence[Coder], names: Iterable[str], actor: Coder) -> tuple[dict[str, Coder], list[Coder]]:
    """Return the coders by name as a file spells them, "" for the one at work, and those of them that are new.

    Raises:
        RefusedError: a name is not a coder's.
    """
    known = {name_key(c.name): c for c in (*every, actor)}
    named: dict[str, Coder] = {"": actor}
    newcomers: list[Coder] = []
    for name in dict.fromkeys(name for name in names if name):
        person, round_ = parse_coder(name)
        kind = CoderKind.CONSENSUS if name_key(person) == CONSENSUS else CoderKind.PERSON
        coder = Coder(str(uuid4()), person, round_, kind)
        key = name_key(coder.name)
        if key not in known:
            known[key] = coder
            newcomers.append(coder)
        named[name] = known[key]
    return named, newcomers


def bring_in(connection: Transaction, newcomers: Iterable[Coder]) -> None:
    """Let new coders join the project.

    Without an actor, as whoever joins: taking an import back must not take a coder from under later work.
    """
    for coder in newcomers:
        events.record(
            connection, [added(coder)], actor=None, action="coder.add", at=now(), summary=f"{coder.name} joined"
        )
