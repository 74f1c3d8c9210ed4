"""``settle``: decide what becomes of a disagreement, and see how far that has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli.agreement import names
from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit
from workbench.core.errors import NotFoundError, RefusedError
from workbench.core.language import _, plural
from workbench.core.names import name_key
from workbench.core.passages import Span
from workbench.core.settlements import Decision

if TYPE_CHECKING:
    from workbench.core.coders import Coder
    from workbench.services.settling.reading import ContestedPassage

_WORDS = tuple(one.value for one in Decision if one not in {Decision.TAKE, Decision.EDITED})


@click.command("settle")
@click.argument("disagreement", metavar="[ID]", default="")
@click.option("--take", "taken", default="", help="A coder's name, or union, intersection, neither, later.")
@click.option("--from", "start", type=int, help="Where a passage of its own begins, in characters.")
@click.option("--to", "end", type=int, help="Where it ends; not included.")
@click.option(
    "--kind", default="", help="All open ones of a kind alike: boundary, omission, substitution, granularity."
)
@click.option("--code", default="", help="With --kind: only of this code.")
@click.option("--reason", help="Why; it stands in the table of what was settled.")
@click.option("--reopen", is_flag=True, help="Take the decision on ID back.")
@click.option("--agreed", is_flag=True, help="Give the consensus what all agree on, in every transcript.")
@click.option("--coders", default="", help="Whose disagreements, by comma: anna,bjorn.")
@click.option("--where", default="", help="Only these interviews, such as municipality=Moss.")
@data_options
@click.pass_obj
def settle_command(context: Context, /, disagreement: str, data: Data, **given: str | int | bool | None) -> None:
    """Settle the disagreement ID; without one, show how far settling has come.

    What is decided becomes the coding of the coder "consensus"; the coders' own codings stay as they are.

    \b
    Example:  workbench disagreements --coders anna,bjorn
              workbench settle 3f09a2c41b --take anna --reason "the card says so"
              workbench settle 77c0d1e2aa --from 1204 --to 1311
              workbench settle --kind boundary --take union
              workbench settle --agreed
    """
    from workbench.services.settling import acts, reading, tables

    coders, where = names(str(given["coders"])), str(given["where"])
    taken = str(given["taken"])
    reason = None if given["reason"] is None else str(given["reason"])
    with context.project() as project:
        if not disagreement and given["kind"] and taken:
            found = reading.read(project, coders, where=where)
            alike = reading.open_of(project, found, kind=str(given["kind"]), code=str(given["code"]))
            decision, coder = _decided(alike[0], taken)
            acts.settle_alike(project, alike, decision, taken=coder, reason=reason)
            click.echo(plural(len(alike), "One settled.", "{n} settled."), err=True)
            return
        if not disagreement:
            if taken or given["reopen"] or reason is not None:
                raise RefusedError(
                    _("Which disagreement is meant?"), hint=_("workbench disagreements lists them with their ids.")
                )
            if given["agreed"]:
                touched = acts.take_agreed(project, coders, where=where)
                said = plural(len(touched), "Agreed passages of one transcript.", "Agreed passages of {n} transcripts.")
                click.echo(said, err=True)
            emit(project, tables.progress(reading.read(project, coders, where=where)), data)
            return
        passage = reading.find(reading.read(project, coders, where=where), disagreement)
        if given["reopen"]:
            acts.reopen(project, passage)
            click.echo(_("{id} is open again.").format(id=passage.id), err=True)
            return
        start, end = given["start"], given["end"]
        edited = [Span(int(start), int(end))] if start is not None and end is not None else []
        decision, coder = (Decision.EDITED, None) if edited else _decided(passage, taken)
        acts.settle(project, passage, decision, taken=coder, reason=reason, edited=edited)
        left = reading.read(project, coders, where=where, only=passage.transcript).transcripts[0]
        click.echo(
            _("Settled: {settled} of {all} in {name}.").format(
                settled=left.settled, all=len(left.passages), name=left.name
            ),
            err=True,
        )
        if left.complete:
            click.echo(_("The consensus of {name} is complete and is counted.").format(name=left.name), err=True)


def _decided(passage: ContestedPassage, taken: str) -> tuple[Decision, Coder | None]:
    """Return the decision that a word or a coder's name means."""
    for coder in passage.coders:
        if name_key(coder.name) == name_key(taken):
            return Decision.TAKE, coder
    if taken.casefold() not in _WORDS:
        raise NotFoundError.named(_("decision"), taken, [*(coder.name for coder in passage.coders), *_WORDS])
    return Decision(taken.casefold()), None
