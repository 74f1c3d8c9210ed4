"""``report-marks``: passages marked for the report, and what the informants said to being quoted."""

from __future__ import annotations

import click

from workbench.cli.context import Context
from workbench.cli.output import Data, data_options, emit, wrote
from workbench.core.language import _, plural
from workbench.core.report_marks import Approval


@click.group("report-marks", invoke_without_command=True)
@data_options
@click.pass_context
def report_marks_command(ctx: click.Context, data: Data) -> None:
    """List the passages that are marked for the report, with their ids.

    In the reading screen, r marks what is lit. A .docx is the list for approval: a page for each informant, with boxes.

    \b
    Example:  workbench report-marks -o quotations.md
              workbench report-marks -o approval.docx
    """
    from workbench.services.codings import report_marks
    from workbench.services.reports import approval_lists

    if ctx.invoked_subcommand is not None:
        return
    context: Context = ctx.obj
    with context.project() as project:
        if data.output is not None and approval_lists.is_document(data.output):
            people = approval_lists.write(project, data.output, force=data.force)
            wrote([data.output])
            click.echo(plural(people, "One informant to ask.", "{n} informants to ask."), err=True)
            return
        emit(project, report_marks.table(project), data)


@report_marks_command.command("set-approval")
@click.argument("mark_id")
@click.argument("approval", type=click.Choice([str(one) for one in Approval]))
@click.option("--note", help="How it came, such as: by e-mail, 3 May.")
@click.pass_obj
def set_approval(context: Context, mark_id: str, approval: str, note: str | None) -> None:
    """Say whether the informant agrees that the passage MARK_ID is quoted; the beginning of the id is enough.

    \b
    Example:  workbench report-marks set-approval 0c9f3c52 approved
    """
    from workbench.services.codings import report_marks

    with context.project() as project:
        after = report_marks.set_approval(project, mark_id, Approval(approval), note=note)
        click.echo(_("The quotation is: {approval}.").format(approval=after.approval), err=True)
