"""What stands before the list of transcripts: which project, and who codes in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from workbench.core.errors import WorkbenchError
from workbench.core.language import _
from workbench.tui.dialogs.asking import AskLine, AskOne
from workbench.tui.dialogs.coder import WhoCodes
from workbench.tui.screens.pages.page import Page
from workbench.tui.widgets.file_suggester import FileSuggester

if TYPE_CHECKING:
    from workbench.tui.screens.desk import Desk


class OpeningPage(Page):
    """Opens, starts and builds projects, and asks who codes."""

    def __init__(self) -> None:
        super().__init__()
        self.desk: Desk | None = None

    def waiting(self, words: str) -> None:
        """Say what one waits for, or with "" nothing."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the list anew."""
        raise NotImplementedError

    # Who codes

    def stands_for_another(self) -> bool:
        """Whether the tour would code in the name of somebody whom the example came with."""
        from workbench.services import example

        project = self.desk.project if self.desk is not None and self.bench.tour_wanted else None
        return project is not None and project.coder is not None and project.coder.name in example.came_with(project)

    def tell_coder(self) -> None:
        """Show the project's and the coder's name."""
        if self.desk is not None:
            project = self.desk.project
            state = _("reading only") if project.read_only else ""
            self.top.tell(project=project.project.name, coder=project.coder.name if project.coder else "", state=state)

    def ask_coder(self, then: Callable[[], None]) -> None:
        """Ask who codes, propose the likeliest name, and go on however that is answered."""
        desk = self.desk
        if desk is None:
            return
        from workbench.services import example, local_state, project

        first = not self.bench.coder and not local_state.coder_was_said(desk.project.project.uuid)
        if first or self.stands_for_another():
            desk.project.coder = None
            self.tell_coder()
        came_with = example.came_with(desk.project)
        others = came_with if self.bench.tour_wanted else []
        known = [coder.name for coder in desk.people.values() if coder.name not in others]
        user = project.machine_user()
        likely = user if user in known or set(known) <= set(came_with) else ""
        proposed = desk.project.coder.name if desk.project.coder else likely
        if self.bench.tour_wanted and (not proposed or proposed in others):
            proposed = _("guest")

        def named(name: str | None) -> None:
            if name is not None:
                try:
                    project.work_as(desk.project, name)
                except WorkbenchError as error:
                    self.refuse(error)
                desk.reload()
                self.tell_coder()
                self.reload()
            then()

        self.app.push_screen(WhoCodes(known, proposed, others=others), named)

    # Which project

    def choose_project(self, why: str = "") -> None:
        """Offer to open a project, start one, or see the example."""
        from workbench.services import local_state

        last = local_state.last_project()
        answers = [
            ("tour", _("Take the tour"), _("five minutes with the example study")),
            ("example", _("See the example study"), _("18 invented interviews, coded by two")),
            ("open", _("Open a project"), _("a file NAME.workbench")),
            ("create", _("Start a new project"), _("an empty file of your own")),
        ]
        if last is not None:
            answers.insert(0, ("last", _("Open {name} again").format(name=last.name), str(last.parent)))

        def chosen(answer: str | None) -> None:
            if answer == "last":
                self.bench.open_project(last)
            elif answer == "tour":
                self._ask_path(_("Where shall the example study lie?"), "example", self._build_for_tour)
            elif answer == "example":
                self._ask_path(_("Where shall the example study lie?"), "example", self._build_example)
            elif answer == "open":
                self._ask_path(_("Which project?"), "", self.bench.open_project)
            elif answer == "create":
                self._ask_path(_("Where shall the project lie?"), "study.workbench", self._create)
            elif self.desk is None:
                self.waiting(_("No project is open. p opens one, ctrl+q leaves."))

        self.app.push_screen(AskOne(_("Which study?"), answers, note=why), chosen)

    def _ask_path(self, title: str, value: str, then: object) -> None:
        def answered(path: str | None) -> None:
            if path is not None and callable(then):
                then(Path(path).expanduser())
            elif self.desk is None:
                self.choose_project()

        self.app.push_screen(
            AskLine(title, value=value, note=_("→ completes a path."), suggester=FileSuggester()), answered
        )

    def _build_for_tour(self, folder: Path) -> None:
        self.bench.tour_wanted = True
        self._build_example(folder)

    @work(thread=True, exclusive=True, group="open", exit_on_error=False)
    def _build_example(self, folder: Path) -> None:
        from workbench.services import example

        self.app.call_from_thread(self.waiting, _("Building the example study …"))
        try:
            path = example.build(folder)
        except WorkbenchError as error:
            self.app.call_from_thread(self.choose_project, str(error))
            return
        self.bench.coder = None  # whoever was named is named for another project: this one asks
        self.app.call_from_thread(self.bench.open_project, path)

    @work(thread=True, exclusive=True, group="open", exit_on_error=False)
    def _create(self, path: Path) -> None:
        from workbench.services import project
        from workbench.services.codebooks import codebook

        try:
            with project.create(path) as created:
                for book in codebook.shipped_codebooks():
                    codebook.import_codebook(created, book)
                found = created.path
        except WorkbenchError as error:
            self.app.call_from_thread(self.choose_project, str(error))
            return
        self.app.call_from_thread(self.bench.open_project, found)
