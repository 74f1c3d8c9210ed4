"""Several codings of one's own at once: another code for them, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workbench.core.codebook import Code
from workbench.core.coders import Coder, Viewer
from workbench.core.codings import Coding
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.events import Change, changed
from workbench.core.language import _
from workbench.core.passages import Span
from workbench.services.codings.coding_removal import removal
from workbench.services.project import OpenProject, acting, now
from workbench.store import codebook, codings, events, records
from workbench.store.database import Transaction


@dataclass(frozen=True, slots=True)
class Recoded:
    """How many codings got another code, fell together with one that stood there, or had the code already."""

    changed: int
    merged: int
    alike: int


def recode(project: OpenProject, chosen: Iterable[str], to: Code) -> Recoded:
    """Give codings of one's own another code, as one act.

    Where the coder has the code on the very same passage already, that coding stays, and takes over the memos of the
    one that falls on it.

    Args:
        project: where.
        chosen: the codings, by UUID.
        to: the code that they get; not a retired one.

    Raises:
        NotFoundError: a coding is gone, or the code has left the codebook.
        RefusedError: one of them is another coder's, or the code is retired; nothing was changed.
    """
    with acting(project) as (connection, coder):
        code = records.get(connection, "code", to.uuid)
        if code is None or code.retired:
            raise RefusedError(
                _("The code “{key}” is retired, or gone.").format(key=to.key),
                hint=_("Choose another, or bring it back in the codebook."),
            )
        own = _own(connection, project.viewer, coder, chosen)
        moving = [one for one in own if one.code != code.uuid]
        revision = codebook.revision(connection)
        taken: dict[tuple[str, int, int, int], str] = {}
        heirs: dict[str, str] = {}
        gone: list[Coding] = []
        recoded: list[Change] = []
        for one in moving:
            span = Span(one.start, one.end)
            place = (one.transcript, one.revision, *span)
            standing = codings.find(connection, one.transcript, one.revision, code.uuid, span, coder.uuid)
            stays = taken.setdefault(place, standing.uuid if standing else one.uuid)
            if stays == one.uuid:
                recoded.append(changed(one, replace(one, code=code.uuid, codebook_revision=revision)))
                continue
            heirs[one.uuid] = stays
            gone.append(one)
        if moving:
            events.record(
                connection,
                [*removal(connection, gone, heirs=heirs), *recoded],
                actor=coder.uuid,
                action="codings.recode",
                at=now(),
                summary=f"{len(moving)} codings to {code.key}",
            )
    return Recoded(len(recoded), len(gone), len(own) - len(moving))


def uncode(project: OpenProject, chosen: Iterable[str]) -> int:
    """Take codings of one's own away, with the memos that hang on them, as one act.

    Args:
        project: where.
        chosen: the codings, by UUID.

    Returns:
        How many.

    Raises:
        NotFoundError: a coding is gone.
        RefusedError: one of them is another coder's; nothing was changed.
    """
    with acting(project) as (connection, coder):
        own = _own(connection, project.viewer, coder, chosen)
        if own:
            events.record(
                connection,
                removal(connection, own),
                actor=coder.uuid,
                action="codings.remove",
                at=now(),
                summary=f"{len(own)} codings taken away",
            )
    return len(own)


def _own(connection: Transaction, viewer: Viewer, coder: Coder, chosen: Iterable[str]) -> list[Coding]:
    """Return codings by UUID in text order, all of them the coder's own."""
    wanted = list(dict.fromkeys(chosen))
    found: list[Coding] = [one for uuid in wanted if (one := records.get(connection, "coding", uuid)) is not None]
    others = [one for one in found if one.coder != coder.uuid]
    if others:
        seen = {
            one.uuid
            for uuid in {other.transcript for other in others}
            for one in codings.of_transcript(connection, uuid, viewer)
        }
        found = [one for one in found if one.coder == coder.uuid or one.uuid in seen]
    if len(found) < len(wanted):
        raise NotFoundError(
            _("{n} of these codings are not in the project; nothing was changed.").format(n=len(wanted) - len(found)),
            hint=_("Look for the passages again."),
        )
    if others:
        raise RefusedError(
            _("{n} of these {all} codings are another coder's; nothing was changed.").format(
                n=len(others), all=len(found)
            ),
            hint=_("Each coder changes only their own: add coder:{name} to the query.").format(name=coder.name),
        )
    return sorted(found, key=lambda one: (one.transcript, one.start, one.end, one.created_at, one.uuid))
