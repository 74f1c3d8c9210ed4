"""A file that was read, as it is shown before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from workbench.core.drafts import Draft, DraftSpeaker
from workbench.core.errors import Notice
from workbench.core.language import _
from workbench.tui.layout.cells import shorten, shown_name

_PREAMBLE = 200


def speaker_content(speaker: DraftSpeaker) -> Content:
    """Lay out one speaker: label, role, how much of the interview."""
    name = shown_name(speaker.label) or _("(nobody named)")
    aliases = ", ".join(shown_name(alias) for alias in speaker.aliases)
    return Content.assemble(
        (shorten(name, 20).ljust(20), "bold"),
        (f" {_(str(speaker.role))}".ljust(13), "$primary"),
        (_("{turns:>5} turns {words:>6} words").format(turns=speaker.turns, words=speaker.words), "$quiet"),
        (_("  also {names}").format(names=aliases) if aliases else "", "$quiet"),
    )


def draft_content(draft: Draft, attributes: Mapping[str, str], notices: Sequence[Notice], *, comments: bool) -> Content:
    """Lay out what would become of a file, but its speakers."""
    said = ", ".join(f"{shown_name(name)}: {shown_name(value)}" for name, value in attributes.items())
    parts: list[tuple[str, str]] = [
        (shown_name(draft.name), "bold"),
        (
            _("   {n} turns · {words} words · speakers found by {style}\n").format(
                n=len(draft.text.turns), words=draft.words, style=shown_name(draft.style)
            ),
            "$quiet",
        ),
        (_("Attributes  "), "$quiet"),
        (said or _("none: write a pattern or name a .csv above"), "" if said else "$warning"),
    ]
    if draft.text.preamble:
        preamble = shown_name(" ".join(draft.text.preamble.split()))
        parts += [(_("\nPreamble    "), "$quiet"), (shorten(preamble, _PREAMBLE), "italic")]
    if draft.headers:
        parts += [(_("\nLeft out    "), "$quiet"), (shown_name(" / ".join(draft.headers))[:_PREAMBLE], "italic")]
    if draft.comments:
        state = _("taken in as memos") if comments else _("left out")
        parts.append(
            (_("\nComments    {n} in the margin, {state} (m)").format(n=len(draft.comments), state=state), "$quiet")
        )
    for notice in notices:
        where = f" ({shown_name(notice.where)})" if notice.where else ""
        times = f" ×{notice.count}" if notice.count > 1 else ""
        parts += [("\n! " if notice.serious else "\n· ", "$error" if notice.serious else "$warning")]
        parts.append((shown_name(notice.message) + where + times, ""))
    return Content.assemble(*parts)
