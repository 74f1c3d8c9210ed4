"""The codebook as something one works on: the tree with counts, and all that is known of the lit code beside it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from workbench.analysis.matching import Entry
from workbench.core.codebook import Code, Codebook
from workbench.core.errors import WorkbenchError
from workbench.core.language import LANGUAGES, NAMES, _, mark, plural
from workbench.services.codebooks import code_usage, codebook_changes, codebook_history, codebook_lint
from workbench.services.codebooks.code_usage import Usage
from workbench.services.codebooks.codebook_lint import Finding, Severity
from workbench.tui.dialogs.asking import AskOne
from workbench.tui.keys import CODEBOOK, Place, bindings
from workbench.tui.layout.cells import shown_lines, shown_name
from workbench.tui.screens.codebook.acts import CodebookActs
from workbench.tui.screens.codebook.coded_before import CodedBeforeScreen
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.pages.desk_page import screen_class
from workbench.tui.widgets.code_content import SWATCH, card_content, ink
from workbench.tui.widgets.codebook_pane import CodebookPane, CodeLine
from workbench.tui.widgets.top_bar import TopBar

SIGNS: Mapping[Severity, tuple[str, str]] = {
    Severity.SERIOUS: ("‼", "bold $error"),
    Severity.WARNING: ("!", "bold $warning"),
    Severity.NOTE: ("·", "$quiet"),
}
"""The sign of a finding and how it is drawn; the words beside it say the same."""

HISTORY_WORDS: Mapping[str, str] = {
    "names": mark("Name"),
    "parent": mark("Stands below"),
    "retired": mark("Retired"),
    "definition": mark("Definition"),
    "include": mark("Include"),
    "exclude": mark("Exclude"),
    "examples": mark("Examples"),
}
"""What the fields of a code are called in its history."""

_LINES = 12
"""How many changes of one revision the history shows."""


class CodebookScreen(CodebookActs):
    """The codes, one lit; beside them its card, its use and what is amiss with it, or its history."""

    AUTO_FOCUS = "#codebook-tree"
    KEYS = CODEBOOK
    PLACE = mark("Codebook")
    OWN_ACTS = ("code.", "codebook.", "coding.keep", "codings.recode", "codings.remove")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.CODEBOOK)]

    def __init__(self, desk: Desk, code: str | None = None) -> None:
        super().__init__(desk)
        self.language = desk.language
        self._start = code
        self._usage: Mapping[str, Usage] = {}
        self._attribute = ""
        self._findings: Mapping[str, Sequence[Finding]] = {}
        self._history = False
        self.counted = False

    def compose(self) -> ComposeResult:
        """The tree, the lit code, what is amiss in all, and the command that says the same."""
        yield TopBar()
        with Horizontal(id="codes-body"):
            yield CodebookPane(id="codes", giving=False)
            with VerticalScroll(id="codes-card", can_focus=False):
                yield Static(id="codes-whole", markup=False)
        yield Static(id="codes-note", markup=False)
        yield Static(id="codes-command", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the tree at once, and count in the background."""
        self.tell_place()
        self.call_after_refresh(self.read_again, self._start)

    @property
    def pane(self) -> CodebookPane:
        """The tree of codes."""
        return self.query_one(CodebookPane)

    @property
    def code(self) -> Code | None:
        """The code under the cursor."""
        return self.desk.tree.by_uuid.get(self.pane.lit or "")

    @property
    def book(self) -> Codebook | None:
        """The codebook that the cursor is in."""
        wanted = self.code.codebook if self.code is not None else self.pane.lit_book
        return next((one for one in self.desk.tree.codebooks if one.uuid == wanted), None)

    # The tree

    def read_again(self, lit: str | None = None) -> None:
        """Show the codebook as it is now, with a code lit."""
        lit, self.lit_next = lit or self.lit_next or self.pane.lit, None
        self.desk.reload()
        self._show_tree(lit)
        self._count()

    def _show_tree(self, lit: str | None) -> None:
        desk, tree = self.desk, self.desk.tree
        books = [
            (b.uuid, b.names.get(self.language) or next(iter(b.names.values()), b.stable_id)) for b in tree.codebooks
        ]
        signs = {code.uuid: self._sign(code) for code in tree.order}
        widest = max((len(desk.keys_of(uuid)) for uuid in signs), default=0) + any(signs.values())
        lines = [
            CodeLine(
                code.uuid,
                code.parent or code.codebook,
                code.name(self.language),
                code.key,
                desk.colour(code),
                f"{desk.keys_of(code.uuid):<{widest}}{signs[code.uuid]}",
                count=self._usage.get(code.uuid, Usage()).codings,
                retired=code.retired,
            )
            for code in tree.order
        ]
        entries = [
            Entry(code.uuid, [code.name(self.language), *code.names.values()], code.key, tree.path(code, self.language))
            for code in tree.order
        ]
        with self.app.batch_update():
            self.pane.show(books, lines, entries)
            self.pane.count({uuid: found.codings for uuid, found in self._usage.items()})
            self.pane.light(lit)
        self._show_code()

    def _sign(self, code: Code) -> str:
        """Return the sign of the worst that is amiss; notes have none, or nearly every code would have one."""
        worst = next((one.severity for one in self._findings.get(code.uuid, ())), Severity.NOTE)
        return "" if worst is Severity.NOTE else SIGNS[worst][0]

    @work(thread=True, exclusive=True, group="codebook", exit_on_error=False)
    def _count(self) -> None:
        """Count the use of the codes and look for what is amiss."""
        try:
            attribute, usage = code_usage.usage(self.project)
            found = codebook_lint.lint(self.desk.tree, {uuid: one.coders for uuid, one in usage.items()})
        except WorkbenchError as error:
            self.app.call_from_thread(self.refuse, error)
            return
        self.app.call_from_thread(self._counted, attribute, usage, found)

    def _counted(self, attribute: str, usage: Mapping[str, Usage], found: Sequence[Finding]) -> None:
        if not self.is_attached:
            return
        self._attribute, self._usage = attribute, usage
        by_code: dict[str, list[Finding]] = {}
        for one in found:
            by_code.setdefault(one.code.uuid, []).append(one)
        self._findings = by_code
        self.counted = True
        self._show_tree(self.pane.lit)
        amount = {severity: sum(one.severity is severity for one in found) for severity in Severity}
        counts = [
            plural(amount[Severity.SERIOUS], "1 serious", "{n} serious"),
            plural(amount[Severity.WARNING], "1 warning", "{n} warnings"),
            plural(amount[Severity.NOTE], "1 note", "{n} notes"),
        ]
        told = [said for said, severity in zip(counts, Severity, strict=True) if amount[severity]]
        said = plural(len(self.desk.tree.order), "1 code", "{n} codes")
        said += " · " + (", ".join(told) + _(": L lists them") if told else _("nothing is amiss"))
        self.query_one("#codes-note", Static).update(Content.styled(said, "$quiet"))

    def on_codebook_pane_code_lit(self, event: CodebookPane.CodeLit) -> None:
        """Show the code that the cursor came to."""
        self._show_code()

    def on_codebook_pane_book_lit(self, event: CodebookPane.BookLit) -> None:
        """Show that no code is lit."""
        self._show_code()

    def on_codebook_pane_code_chosen(self, event: CodebookPane.CodeChosen) -> None:
        """Write its card."""
        self.pane.light(event.code)
        self.pane.codes.focus()
        self.action_edit()

    # The lit code

    def _show_code(self) -> None:
        code = self.code
        body = self.query_one("#codes-whole", Static)
        if code is None:
            if self.pane.filter.value.strip() and self.desk.tree.order and not self.book:
                nothing = _("No code is called so. Esc goes back.")
            else:
                nothing = _("a makes a new theme in this codebook.") if self.book else _("No code yet. a makes one.")
            body.update(Content.styled(nothing, "$quiet"))
            command = "workbench codebook show"
        elif self._history:
            body.update(self._history_of(code))
            command = f"workbench codebook history {code.key}"
        else:
            body.update(self._card_of(code))
            command = "workbench codebook usage"
        shown = Content.assemble(("$ ", "$quiet"), (shown_name(command), "$secondary"))
        self.query_one("#codes-command", Static).update(shown)
        self.query_one("#codes-card").scroll_home(animate=False)

    def _head(self, code: Code) -> Content:
        ground = self.query_one("#codes-whole").background_colors[1]
        path = self.desk.tree.path(code, self.language).split(" > ")[:-1]
        keys = self.desk.keys_of(code.uuid)
        return Content.assemble(
            (SWATCH + " ", ink(self.desk.colour(code), code.key, ground)),
            (shown_name(code.name(self.language)), "bold"),
            (f"  {shown_name(code.key)}", "$secondary"),
            (f"  {keys}" if keys else "", "bold $primary"),
            ("  " + _("retired"), "bold $warning") if code.retired else "",
            ("\n" + shown_name(" > ".join(path)) if path else "", "$quiet"),
        )

    def _card_of(self, code: Code) -> Content:
        others = [
            f"{language}: {shown_name(code.names[language])}"
            for language in LANGUAGES
            if language != self.language and code.names.get(language)
        ]
        parts: list[Content | tuple[str, str]] = [self._head(code)]
        if others:
            parts.append(("\n" + " · ".join(others), "$quiet"))
        names, live = self.desk.names_in(self.language), self.desk.told_examples(code, self.language)
        parts += [("\n\n", ""), card_content(code.card, self.language, names, live), ("\n", "")]
        if self.language not in code.card.definition and any(code.card.definition.values()):
            spoken = NAMES[self.language]
            parts.append(("\n" + _("Not in {language} yet: e writes it.").format(language=spoken), "$warning"))
        parts += self._use_of(code)
        before = len(codebook_changes.coded_before(self.project, code))
        if before:
            told = plural(
                before,
                "1 coding of yours is older than these words:",
                "{n} codings of yours are older than these words:",
            )
            parts += [("\n" + told + " ", "$warning"), (_("b goes through them"), "bold $warning")]
        for one in self._findings.get(code.uuid, ()):
            sign, style = SIGNS[one.severity]
            parts += [
                (f"\n{sign} ", style),
                (shown_lines(one.message), "$quiet" if one.severity is Severity.NOTE else ""),
            ]
        return Content.assemble(*parts)

    def _use_of(self, code: Code) -> list[Content | tuple[str, str]]:
        if not self.counted:
            return [("\n" + _("counting …"), "$quiet")]
        found = self._usage.get(code.uuid, Usage())
        if not found.codings:
            return [("\n" + _("Never used."), "$quiet")]
        where = _("{codings} in {transcripts}").format(
            codings=plural(found.codings, "1 coding", "{n} codings"),
            transcripts=plural(found.transcripts, "1 transcript", "{n} transcripts"),
        )
        lines = [(_("Used  "), where), (_("By    "), _listed(found.coders))]
        if found.places:
            lines.append((_("In    "), _listed(found.places)))
        return [part for head, said in lines for part in (("\n" + head, "bold $quiet"), (said, ""))]

    def _history_of(self, code: Code) -> Content:
        parts: list[Content | tuple[str, str]] = [self._head(code)]
        for made in codebook_history.revisions(self.project, code):
            at = datetime.datetime.fromtimestamp(made.at / 1e6, datetime.UTC).astimezone()
            said = _("Revision {n}").format(n=made.n)
            who = shown_name(made.who or _("(the program)"))
            parts += [(f"\n\n{said}  ", "bold"), (f"{at:%Y-%m-%d %H:%M}  {who}", "$quiet")]
            for one in made.changes[:_LINES]:
                if one.field == "code":
                    parts += [("\n  + ", "bold $success"), (shown_lines(one.after), "")]
                    continue
                field, _dot, language = one.field.partition(".")
                spoken = f" ({language})" if language else ""
                parts.append((f"\n  {_(HISTORY_WORDS.get(field, field))}{spoken}", "bold $quiet"))
                if one.before:
                    parts += [("\n  − ", "bold $error"), (shown_lines(one.before), "$quiet")]
                if one.after:
                    parts += [("\n  + ", "bold $success"), (shown_lines(one.after), "")]
        return Content.assemble(*parts)

    # Looking

    def action_history(self) -> None:
        """Show what the code said before, or its card again."""
        self._history = not self._history
        self._show_code()

    def action_language(self) -> None:
        """Show names and cards in the next language."""
        self.language = LANGUAGES[(LANGUAGES.index(self.language) + 1) % len(LANGUAGES)]
        self.say(_("Codes in {language}.").format(language=NAMES[self.language]))
        self._show_tree(self.pane.lit)

    def action_lint(self) -> None:
        """List what is amiss; Enter goes to the code."""
        found = [one for findings in self._findings.values() for one in findings]
        if not found:
            self.say(_("Nothing is amiss.") if self.counted else _("counting …"))
            return
        ranked = sorted(found, key=lambda one: list(Severity).index(one.severity))
        answers = [
            (str(n), f"{SIGNS[one.severity][0]} {one.code.name(self.language)}", one.message)
            for n, one in enumerate(ranked)
        ]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._history = False
                self.pane.light(ranked[int(answer)].code.uuid)
                self._show_code()

        note = _("‼ misleads, ! weakens, · could be better. Enter goes to the code.")
        self.app.push_screen(AskOne(_("What is amiss in the codebook"), answers, note=note), chosen)

    def action_passages(self) -> None:
        """Show everything that is coded so."""
        code = self.code
        if code is not None:
            page = screen_class("passages")(self.desk, query=f"code:{code.key}")
            self.app.push_screen(page, lambda _none: self.came_back())

    def action_before(self) -> None:
        """Go through what I coded before the definition changed."""
        code = self.code
        if code is None:
            return
        if not codebook_changes.coded_before(self.project, code):
            self.say(_("No coding of yours is older than the definition."))
            return
        self.app.push_screen(CodedBeforeScreen(self.desk, code), lambda _none: self.came_back())

    def action_back(self) -> None:
        """Back to the card, or to the screen before."""
        if self._history:
            self.action_history()
        elif self.pane.filter.value:
            self.pane.unfilter()
            self.set_focus(self.pane.codes)
            self._show_code()
        elif not self.pane.codes.has_focus:
            self.set_focus(self.pane.codes)
        else:
            self.close_page()

    def speak_anew(self) -> None:
        """Write again, in the language that is spoken now, all that stands here, codes too."""
        self.language = self.desk.language
        self.pane.speak_anew()
        super().speak_anew()

    def came_back(self) -> None:
        """Show what was changed meanwhile."""
        self.read_again()

    def changed(self) -> None:
        """Show what was taken back or done again."""
        self.read_again()


def _listed(counts: Mapping[str, int]) -> str:
    return " · ".join(f"{shown_name(name)} {n}" for name, n in counts.items())
