"""What is wanted beyond the coding: passages for the report, and examples for the cards."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.errors import WorkbenchError
from workbench.core.language import _
from workbench.core.passages import Span
from workbench.core.report_marks import ReportMark
from workbench.services.codebooks import examples
from workbench.services.codings import report_marks
from workbench.tui.layout.cells import shown_name
from workbench.tui.screens.example_going import go_to_example
from workbench.tui.screens.reading.going import GoingPage
from workbench.tui.widgets.codebook_pane import CodebookPane


class ReportingPage(GoingPage):
    """The part of the reading screen that marks passages for the report and for cards."""

    _reported: Sequence[int] = ()

    def report_marks_in(self, span: Span) -> list[ReportMark]:
        """Return the marks that share words with a span, mine and those that are shown."""
        shown = self._others or self._compared is not None
        return [
            one
            for one in self.opened.report_marks
            if span.overlaps(Span(one.start, one.end)) and (shown or one.coder == self.desk.me)
        ]

    def draw_report_marks(self) -> None:
        """Draw the signs of the passages that are marked for the report."""
        whole = Span(0, len(self.opened.text.text))
        starts = [one.start for one in self.report_marks_in(whole)]
        if starts != list(self._reported):
            self._reported = starts
            self.view.set_report(starts)

    def action_report(self) -> None:
        """Mark what is lit for the report, or take the mark away from it."""
        span = self.view.selection
        if span is None:
            self.app.bell()
            return
        mine = [one for one in self.report_marks_in(span) if one.coder == self.desk.me]
        around = [one for one in mine if _one_in_the_other(span, Span(one.start, one.end))]
        try:
            if around:
                report_marks.unmark(self.project, around[0].uuid)
            else:
                report_marks.mark(self.project, self.opened.transcript, span, text=self.opened.text)
        except WorkbenchError as error:
            self.refuse(error)
            return
        self.reload()
        self.say(_("No longer marked for the report.") if around else _("Marked for the report."))

    def action_example(self) -> None:
        """Make the passage of the coding that is marked in the card an example of its code."""
        marked = self.marked_coding()
        code = self.desk.tree.by_uuid.get(marked.code) if marked is not None else None
        if marked is None or code is None:
            self.say(_("No coding lies here to be an example."))
            return
        if self.project.read_only or self.project.coder is None:
            self.refuse_writing()
            return
        span = Span(marked.start, marked.end)
        try:
            examples.add_example(self.project, code, self.opened, span, language=self.desk.language)
        except WorkbenchError as error:
            self.refuse(error)
            return
        self.reload(codebook=True)
        self.say(_("Now an example of {name}.").format(name=shown_name(code.name(self.desk.language))))

    def action_example_there(self) -> None:
        """Read the example on the card: of the code marked in it, else of the one lit in the codebook."""
        marked = self.marked_coding()
        pane = self.query_one(CodebookPane)
        uuid = marked.code if marked is not None and not pane.has_focus_within else pane.lit
        code = self.desk.tree.by_uuid.get(uuid or "")
        if code is None:
            self.say(_("No code is in the card. Go to a coding, or light a code in the codebook."))
        else:
            go_to_example(self, code)


def _one_in_the_other(one: Span, other: Span) -> bool:
    return (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end)
