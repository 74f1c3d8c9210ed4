"""Search in all transcripts: the phrase, the hits amid their words, and one key to code each or pass it over."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from itertools import groupby
from time import monotonic
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Footer, Input, Static

from workbench.analysis.searching import Choices
from workbench.core.errors import WorkbenchError
from workbench.core.language import _, mark, plural
from workbench.core.transcripts import Role
from workbench.services.finding import searching
from workbench.services.finding.searching import Hit
from workbench.tui.keys import SEARCH, Place, bindings
from workbench.tui.layout.cells import shown_lines, shown_name, text_width
from workbench.tui.screens.desk import Desk
from workbench.tui.screens.finding.search_pass import PassingPage
from workbench.tui.widgets.hit_list import HitLine, HitList
from workbench.tui.widgets.top_bar import TopBar

MOST = 5000
"""How many hits are listed at most; the command gives out all."""

_AFTER = 0.25
"""How many seconds the phrase rests before it is looked for."""

_SHORTEST = 2
"""From how many letters on a phrase is looked for before Enter says so."""

_TOGETHER, _LATEST = 200, 0.05
"""Hits are shown when there are so many new ones, or after so many seconds."""

_GAP = 3
"""Cells between the choices."""

_AROUND = 400
"""How many characters of a long turn stand before the hit in the pane below."""

_TOGGLES = {
    "stems": ("t", mark("forms")),
    "synonyms": ("g", mark("synonyms")),
    "fuzzy": ("z", mark("slips")),
    "whole_words": ("b", mark("whole words")),
    "regex": ("r", mark("pattern")),
}
_WHO: dict[Role | None, str] = {
    None: mark("everybody"),
    Role.RESPONDENT: mark("respondents"),
    Role.INTERVIEWER: mark("interviewers"),
}
_WHY = mark(
    "A phrase is looked for as it stands, in longer words too; bustad* is every word that begins so. Accents, case and "
    "line breaks do not count. After Enter the letters above change how it is meant."
)


class SearchScreen(PassingPage):
    """Looks for a phrase while it is typed.

    Args:
        desk: the open project.
        here: the transcript that one came from, by UUID, so that the search can be narrowed to it.
    """

    AUTO_FOCUS = "#search-phrase"
    KEYS = SEARCH
    PLACE = mark("Search")
    HINTS: ClassVar[Mapping[str, str]] = {"search-phrase": mark("a word or a phrase; Enter goes to the hits")}
    ABOUT = mark(
        "A phrase is looked for as it stands, in longer words too. bustad* is every word that begins so; ae, oe and aa "
        "find æ, ø and å."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.SEARCH)]

    def __init__(self, desk: Desk, here: str | None = None) -> None:
        super().__init__(desk)
        self.choices = Choices()
        self._phrase = ""
        self._came_from = here
        self._only: str | None = None
        self._asked = 0
        self._timer: Timer | None = None
        self.searching = False

    def compose(self) -> ComposeResult:
        """The phrase and how it is meant, the hits, the lit one's turn, and the command that finds the same."""
        yield TopBar()
        yield Input(placeholder=self.hint("search-phrase"), id="search-phrase")
        yield Static(id="search-how", markup=False)
        with Container(id="search-body"):
            yield HitList(id="search-hits")
            with VerticalScroll(id="search-card", can_focus=False):
                yield Static(id="search-turn", markup=False)
        yield Static(id="search-pass", markup=False)
        yield Static(id="search-note", markup=False)
        yield Static(id="search-command", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Wait for a phrase."""
        self.tell_place()
        self._say_how()
        self.say_pass()
        self._note(_(_WHY))

    def on_resize(self) -> None:
        """Give the choices their room."""
        self._say_how()

    def speak_anew(self) -> None:
        """Write again, in the language that is spoken now, all that stands here."""
        super().speak_anew()
        self._say_how()
        self.say_pass()
        if not self.searching:
            self.search(self._phrase)

    # The search

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search once the phrase rests."""
        if self._timer is not None:
            self._timer.stop()
        if event.value != self._phrase:
            enough = len(event.value.strip()) >= _SHORTEST or not event.value.strip()
            self._timer = self.set_timer(_AFTER, self._take_phrase) if enough else None

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Search at once, and go to the hits."""
        if event.value != self._phrase or not self.hits:
            self._take_phrase()
        self.hit_list.focus()

    def _take_phrase(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self.search(self.query_one("#search-phrase", Input).value)

    def search(self, phrase: str) -> None:
        """Look for a phrase in the background; hits are listed as they come."""
        self._phrase = phrase
        self._asked += 1
        self.begin_pass()
        self.hits.clear()
        self.hit_list.empty()
        self._show_turn()
        self._say_how()
        if not phrase.strip():
            self._finished(self._asked, _(_WHY))
            return
        name = self._transcript_name(self._only)
        said = searching.command(phrase, self.choices, transcript=name)
        command = Content.assemble(("$ ", "$quiet"), (shown_name(said), "$secondary"))
        self.query_one("#search-command", Static).update(command)
        self.searching = True
        self.top.tell(state=_("searching …"))
        self._search(self._asked, phrase, self.choices, self._only)

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _search(self, asked: int, phrase: str, choices: Choices, only: str | None) -> None:
        found = 0
        ready: list[list[Hit]] = []
        since = monotonic()
        call = self.app.call_from_thread
        try:
            with closing(searching.search(self.project, phrase, choices, transcript=only)) as hits:
                for _uuid, group in groupby(hits, key=lambda hit: hit.transcript.uuid):
                    if self._asked != asked:
                        return
                    ready.append([hit for hit, _n in zip(group, range(MOST - found), strict=False)])
                    found += len(ready[-1])
                    if found >= MOST:
                        break
                    if sum(map(len, ready)) >= _TOGETHER or monotonic() - since > _LATEST:
                        call(self._add, asked, ready)
                        ready, since = [], monotonic()
        except WorkbenchError as error:
            call(self._finished, asked, f"{error.message} {error.hint}", wrong=True)
            return
        call(self._add, asked, ready)
        call(self._finished, asked, "")

    def _add(self, asked: int, groups: list[list[Hit]]) -> None:
        """List more hits, unless something else is looked for meanwhile."""
        if not self.is_attached or self._asked != asked:
            return
        drawn = []
        for group in groups:
            first = group[0]
            note = plural(len(group), "one hit", "{n} hits")
            drawn.append((first.transcript.name, note, [self._line(hit) for hit in group]))
            self.hits += group
        self.hit_list.add_groups(drawn)
        self._count()

    def _line(self, hit: Hit) -> HitLine:
        return HitLine(hit.turn + 1, hit.speaker, hit.before, hit.words, hit.after, self.sign_of(hit))

    def _count(self) -> None:
        names = plural(len({hit.transcript.uuid for hit in self.hits}), "one transcript", "{n} transcripts")
        said = _("{hits} in {transcripts}").format(
            hits=plural(len(self.hits), "one hit", "{n} hits"), transcripts=names
        )
        self.top.tell(state=f"{said} …" if self.searching else said)
        self._note(_("The first {n} hits are listed; a longer phrase has fewer.").format(n=MOST) if self._full else "")

    @property
    def _full(self) -> bool:
        return len(self.hits) >= MOST

    def _finished(self, asked: int, said: str, *, wrong: bool = False) -> None:
        if not self.is_attached or self._asked != asked:
            return
        self.searching = False
        if said or not self.hits:
            self.top.tell(state="")
            self._note(said or _("Nothing was found."), wrong=wrong or not said)
        else:
            self._count()

    def _note(self, said: str, *, wrong: bool = False) -> None:
        note = self.query_one("#search-note", Static)
        note.display = bool(said)
        note.update(Content.styled(shown_name(said), "$warning" if wrong else "$quiet"))

    # How it is meant

    def _say_how(self) -> None:
        """Show the choices in as many lines as they need, none of them broken."""
        who = _(_WHO[self.choices.role])
        where = shown_name(self._transcript_name(self._only)) or _("all transcripts")
        items = [(key, _(label), bool(getattr(self.choices, name))) for name, (key, label) in _TOGGLES.items()]
        items += [("w", who, self.choices.role is not None), ("h", where, self._only is not None)]
        parts: list[tuple[str, str]] = []
        room = self.size.width - 2
        for key, label, on in items:
            said = f"{'●' if on else '○'} {label}"
            room -= len(key) + 1 + text_width(said) + _GAP
            if room < -_GAP:
                parts.append(("\n", ""))
                room = self.size.width - 2 - len(key) - 1 - text_width(said) - _GAP
            parts += [(f"{key} ", "$primary"), (said, "bold" if on else "$quiet"), (" " * _GAP, "")]
        self.query_one("#search-how", Static).update(Content.assemble(*parts))

    def action_mean(self, name: str) -> None:
        """Mean the phrase otherwise; a pattern is looked for as it is, without the rest."""
        on = not getattr(self.choices, name)
        if name == "regex":
            after = Choices(regex=on, role=self.choices.role)
        else:
            other: dict[str, Any] = {name: on}
            after = replace(self.choices, regex=False, **other)
        self._mean(after)

    def action_speaker(self) -> None:
        """Respondents only, interviewers only, or everybody."""
        roles = list(_WHO)
        self._mean(replace(self.choices, role=roles[(roles.index(self.choices.role) + 1) % len(roles)]))

    def _mean(self, choices: Choices) -> None:
        self.choices = choices
        self.search(self._phrase)

    def action_here(self) -> None:
        """Search one transcript only, or all of them."""
        lit = self.lit_hit()
        here = lit.transcript.uuid if lit is not None else self._came_from
        self._only = None if self._only is not None else self._came_from or here
        self.search(self._phrase)

    def _transcript_name(self, uuid: str | None) -> str:
        return searching.transcript_name(self.project, uuid) if uuid else ""

    # Going through

    def on_hit_list_hit_lit(self, event: HitList.HitLit) -> None:
        """Show the turn of the lit hit."""
        self._show_turn()

    def on_hit_list_hit_chosen(self, event: HitList.HitChosen) -> None:
        """Read where the hit stands."""
        self.action_read_there()

    def action_read_there(self) -> None:
        """Read the transcript where the lit hit stands."""
        hit = self.lit_hit()
        if hit is not None:
            self.read(hit.transcript.uuid, hit.span)

    def _show_turn(self) -> None:
        hit, turn = self.lit_hit(), self.query_one("#search-turn", Static)
        if hit is None:
            turn.update("")
            return
        words = searching.turn_words(self.project, hit)
        start, end = (offset - hit.turn_span.start for offset in hit.span)
        begin = start - _AROUND if start > 2 * _AROUND else 0
        facts = [hit.case, (hit.attributes or {}).get("year", "")]
        head = f"{hit.transcript.name} · {_('turn {n}').format(n=hit.turn + 1)} · {hit.speaker} ({hit.role})"
        turn.update(
            Content.assemble(
                (shown_name(head), "bold $secondary"),
                ("  " + shown_name(" · ".join(fact for fact in facts if fact)) + "\n", "$quiet"),
                ("… " if begin else "", "$quiet"),
                shown_lines(words[begin:start]),
                (shown_lines(words[start:end]), "reverse"),
                shown_lines(words[end:]),
            )
        )
        self.query_one("#search-card", VerticalScroll).scroll_home(animate=False)

    def action_phrase(self) -> None:
        """Write the phrase."""
        self.query_one("#search-phrase", Input).focus()

    def action_back(self) -> None:
        """Go from the phrase to the hits, and from the hits back."""
        if self.query_one("#search-phrase", Input).has_focus and self.hits:
            self.hit_list.focus()
        else:
            self._asked += 1
            self.close_page()
