"""How much each code is used, by whom and where."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select

from workbench.core.coders import Viewer
from workbench.store import visibility
from workbench.store.tables import CODE, CODER, CODING, TRANSCRIPT


class Use(NamedTuple):
    """How many codings one coder has made with one code in one transcript, all by UUID."""

    code: str
    coder: str
    transcript: str
    codings: int


def uses(connection: Connection, viewer: Viewer) -> list[Use]:
    """Return the codings of the newest revisions, counted, as far as the viewer may see them."""
    in_force = and_(TRANSCRIPT.c.id == CODING.c.transcript_id, TRANSCRIPT.c.revision == CODING.c.revision)
    wanted = (
        select(CODE.c.uuid, CODER.c.uuid, TRANSCRIPT.c.uuid, func.count())
        .select_from(CODING)
        .join(TRANSCRIPT, in_force)
        .join(CODE, CODE.c.id == CODING.c.code_id)
        .join(CODER, CODER.c.id == CODING.c.coder_id)
        .where(visibility.work(connection, viewer, CODING.c.coder_id, CODING.c.transcript_id))
        .group_by(CODE.c.uuid, CODER.c.uuid, TRANSCRIPT.c.uuid)
    )
    return [Use(*row) for row in connection.execute(wanted)]
