"""Memos from any screen: the editor opens on what is meant, and what is written is stored."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from workbench.core.errors import WorkbenchError
from workbench.core.language import _
from workbench.core.memos import Memo
from workbench.services import local_state
from workbench.services.memos import memos
from workbench.services.memos.memos import MemoTarget
from workbench.tui.dialogs.memo import MemoEditor, MemoHead
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.pages.desk_page import DeskPage


def write_memo(
    page: DeskPage, target: MemoTarget, memo: Memo | None, then: Callable[[], None], *, key: str = ""
) -> None:
    """Open the editor on a memo of the coder's, or on a new one where there is none; another's is shown to be read.

    Args:
        page: the screen that asks.
        target: what the memo hangs on, or is to hang on.
        memo: the one to go on with; None begins one.
        then: called once the words are stored.
        key: of the draft to go on from, where it is not the memo's or the target's.
    """
    project, desk = page.project, page.desk
    if memo is not None and (memo.coder != desk.me or project.read_only):
        page.app.push_screen(MemoEditor(head(desk, target, memo), memo.body, keep=None))
        return
    if project.read_only:
        page.say(_("The project is open for reading only: no memo can be written."))
        return
    if project.coder is None:
        page.say(_("Nobody has said who is coding. w in the list of transcripts does."))
        return
    where = (project.project.uuid, desk.me, key or (memo.uuid if memo is not None else target.key))
    unstored = local_state.draft(*where)

    def keep(body: str) -> None:
        try:
            if memo is not None:
                left = memos.change_memo(project, memo, body)
                if left is None:
                    page.say(_("The memo is taken away. u brings it back."))
            elif body.strip():
                memos.write_on(project, target, body)
        except WorkbenchError as error:
            local_state.remember_draft(*where, body)
            page.refuse(error)
        else:
            local_state.remember_draft(*where, "")
        then()

    note = _("These words were not stored last time.") if unstored else ""
    page.app.push_screen(
        MemoEditor(
            head(desk, target, memo, note),
            unstored or (memo.body if memo is not None else ""),
            keep=keep,
            draft=lambda words: local_state.remember_draft(*where, words),
        )
    )


def head(desk: Desk, target: MemoTarget, memo: Memo | None, note: str = "") -> MemoHead:
    """Return what stands above a memo."""
    about = memos.about(desk.project, target)
    code = desk.name(about.code) if about.code else ""
    title = {
        "project": _("Memo on the project {name}"),
        "transcript": _("Memo on the transcript {name}"),
        "passage": _("Memo on a passage in {name}"),
        "code": _("Memo on the code {code}"),
        "coding": _("Memo on {code} in {name}"),
        "case": _("Memo on the case {name}"),
    }[target.kind].format(name=about.name, code=code)
    if memo is None:
        who = _("{coder}, new").format(coder=desk.coder_name(desk.me))
    else:
        who = _("{coder}, {time}").format(coder=desk.coder_name(memo.coder), time=shown_time(memo.created_at))
        if memo.changed_at > memo.created_at:
            who = _("{who}, changed {time}").format(who=who, time=shown_time(memo.changed_at))
    return MemoHead(title, who, about.quotation, note)


def shown_time(at: int) -> str:
    """Return a time (microseconds UTC) as the reader's clock has it."""
    return f"{datetime.datetime.fromtimestamp(at / 1e6, datetime.UTC).astimezone():%Y-%m-%d %H:%M}"
