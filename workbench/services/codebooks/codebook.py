"""The codebook: bring one in, look at it, give it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from workbench.analysis.tables import Table, TableColumn, Value
from workbench.core.codebook import Code, Codebook, CodebookRevision, CodeRevision, CodeTree, code_uuid
from workbench.core.errors import NotFoundError, RefusedError, UnreadableFile
from workbench.core.events import Change, added, changed
from workbench.core.language import _, plural
from workbench.core.names import name_key
from workbench.core.records import image
from workbench.core.shipped import shipped
from workbench.services.codebooks.codebook_acts import refuse_blind
from workbench.services.codebooks.codebook_foreign import beside_standing
from workbench.services.project import OpenProject, acting, now
from workbench.store import codebook as stored
from workbench.store import events
from workbench.store.database import Transaction

if TYPE_CHECKING:
    from workbench.exchange.codebooks import CodebookFile


@dataclass(frozen=True, slots=True)
class CodebookImported:
    """What an import of a codebook did: how many codes are new, changed, or stood there alike."""

    codebook: Codebook
    new: int
    changed: int
    alike: int


def tree(project: OpenProject) -> CodeTree:
    """Return all codes of the project."""
    with project.database.reading() as connection:
        return stored.tree(connection)


def shipped_codebooks() -> list[Path]:
    """Return the codebooks that travel with the program."""
    return sorted(shipped("codebooks").glob("*.yaml"))


def locate(name: str) -> Path:
    """Return a codebook file by its path, or by the name of one that travels with the program."""
    path = Path(name)
    if not path.is_file():
        for candidate in shipped_codebooks():
            if name in {candidate.name, candidate.stem, f"codebooks/{candidate.name}"}:
                return candidate
    return path


def read_codebook(path: Path, *, language: str = "en") -> CodebookFile:
    """Read a codebook from a file (.yaml, .csv, .qdc in a language), all of it or nothing.

    Raises:
        FileError: the file cannot be read, or has problems, each numbered.
    """
    # Only who brings a codebook in or gives one out pays for its file formats.
    from workbench.exchange import codebooks

    if not path.exists():
        names = ", ".join(one.stem for one in shipped_codebooks())
        raise UnreadableFile(
            _("There is no file {path}.").format(path=path),
            path=path,
            hint=_("Shipped codebooks are: {names}.").format(names=names),
        )
    return codebooks.read(path, language=language)


def read_together(paths: Iterable[Path]) -> list[CodebookFile]:
    """Read codebooks that shall be in one project.

    Raises:
        FileError: one of them cannot be read, or has problems, each numbered.
        RefusedError: two of them share a key.
    """
    read: list[CodebookFile] = []
    for path in paths:
        file = read_codebook(path)
        _check_keys(CodeTree((f.codebook for f in read), (code for f in read for code in f.codes)), file)
        read.append(file)
    return read


def import_codebook(project: OpenProject, path: Path, *, language: str = "en") -> CodebookImported:
    """Bring a codebook in from a file, all of it or nothing; the same file again updates its codes.

    Codes that the file no longer has stay as they are: codings may stand on them. A table of codes does not say which
    codebook it is; where most of its ids are those of one codebook of the project, it is that one. A .qdc says less
    than the project knows: codes that are there already stay as they are, and only new ones come in.

    Args:
        project: where it comes in.
        path: the file.
        language: of a .qdc, which does not say it.

    Raises:
        FileError: the file cannot be read, or has problems, each numbered.
        RefusedError: a key is taken by a code of another codebook.
    """
    file = read_codebook(path, language=language)
    if path.suffix.casefold() == ".qdc":
        file = beside_standing(tree(project), file)
    elif path.suffix.casefold() not in {".yaml", ".yml"}:
        file = _as_standing(tree(project), file)
    return add_codes(project, file, source=path.name)


def _as_standing(standing: CodeTree, file: CodebookFile) -> CodebookFile:
    """Return a table of codes as the codebook of the project that most of its ids are from, where there is one."""
    if any(book.uuid == file.codebook.uuid for book in standing.codebooks):
        return file
    for book in standing.codebooks:
        there = {code.stable_id or code.key: code.uuid for code in standing.order if code.codebook == book.uuid}
        if 2 * sum(code.stable_id in there for code in file.codes) <= len(file.codes):
            continue
        own = {c.uuid: there.get(c.stable_id) or code_uuid(book.stable_id, c.stable_id) for c in file.codes}
        codes = [
            replace(c, uuid=own[c.uuid], codebook=book.uuid, parent=own[c.parent] if c.parent else None)
            for c in file.codes
        ]
        return replace(file, codebook=book, codes=tuple(codes))
    return file


def add_codes(project: OpenProject, file: CodebookFile, *, source: str) -> CodebookImported:
    """Bring the codes of a codebook in as one act and one codebook revision."""
    with acting(project) if project.coder else _by_the_program(project) as (connection, actor):
        refuse_blind(connection)
        standing = stored.tree(connection)
        _check_keys(standing, file)
        there = {book.uuid: book for book in standing.codebooks}
        before = there.get(file.codebook.uuid)
        book = replace(file.codebook, position=before.position if before else len(there))
        changes: list[Change] = []
        if before is None:
            changes.append(added(book))
        elif before != book:
            changes.append(changed(before, book))
        new, updated = _differences(standing, file.codes)
        n = stored.next_revision(connection)
        if new or updated or before is None:
            changes.append(added(CodebookRevision(str(uuid4()), n, now())))
        changes += [added(code) for code in new]
        changes += [changed(former, code) for former, code in updated]
        changes += [
            added(CodeRevision(str(uuid4()), code.uuid, n, image(code)))
            for code in (*new, *(after for _, after in updated))
        ]
        if changes:
            events.record(
                connection,
                changes,
                actor=actor.uuid if actor else None,
                action="codebook.import",
                at=now(),
                summary=f"codebook {file.codebook.stable_id} from {source}: {len(new)} new, {len(updated)} changed",
            )
    return CodebookImported(book, len(new), len(updated), len(file.codes) - len(new) - len(updated))


@contextmanager
def _by_the_program(project: OpenProject) -> Iterator[tuple[Transaction, None]]:
    """Lend a writing transaction where nobody has said who is coding: a project may be begun before that."""
    with project.database.writing() as connection:
        yield connection, None


def _check_keys(standing: CodeTree, file: CodebookFile) -> None:
    others = {name_key(c.key): c for c in standing.order if c.codebook != file.codebook.uuid}
    taken = [code.key for code in file.codes if name_key(code.key) in others]
    if taken:
        books = {book.uuid: book.stable_id for book in standing.codebooks}
        holder = books[others[name_key(taken[0])].codebook]
        counted = plural(len(taken), "1 key", "{n} keys")
        raise RefusedError(
            _(
                "{counted} of the codebook {stable_id} cannot come in, taken by another codebook of this "
                "project, {holder}: {names}."
            ).format(counted=counted, stable_id=file.codebook.stable_id, holder=holder, names=", ".join(taken[:5])),
            hint=_(
                "If the file is a new version of {holder}, give it that id (a .csv has its file name as "
                "id: {holder}.csv); else give these codes another key in the file."
            ).format(holder=holder),
        )


def _differences(standing: CodeTree, codes: Sequence[Code]) -> tuple[list[Code], list[tuple[Code, Code]]]:
    new: list[Code] = []
    updated: list[tuple[Code, Code]] = []
    for code in codes:
        before = standing.by_uuid.get(code.uuid)
        if before is None:
            new.append(code)
        elif before != code:
            updated.append((before, code))
    return new, updated


def export_codebook(
    project: OpenProject, target: Path, *, name: str | None = None, force: bool = False, language: str = "en"
) -> Path:
    """Write a codebook to a file (.yaml, .csv or .qdc).

    Args:
        project: where it is.
        target: its suffix says the form.
        name: which codebook, by its id in the file or a name; needed where the project has several.
        force: overwrite what is there.
        language: of a .qdc, which has only one.

    Raises:
        NotFoundError: there is none of that name.
        RefusedError: there are several and none was named.
        FileError: the target cannot be written.
    """
    from workbench.exchange import atomic, codebooks

    codes = tree(project)
    key = None if name is None else name_key(name)
    books = [b for b in codes.codebooks if key is None or key in map(name_key, (b.stable_id, *b.names.values()))]
    there = [b.stable_id for b in codes.codebooks]
    if not books:
        raise NotFoundError.named("codebook", name or "", there)
    if len(books) > 1:
        raise RefusedError(
            _("Say which codebook to write."), hint=_("Use --name with one of: {names}.").format(names=", ".join(there))
        )
    chosen = tuple(code for code in codes.order if code.codebook == books[0].uuid)
    data = codebooks.write(codebooks.CodebookFile(books[0], chosen), target.suffix, language=language)
    with atomic.writing(target, force=force) as stream:
        stream.write(data)
    return target


def table(project: OpenProject, language: str = "en") -> Table:
    """Return the codes in the codebook's order, each with its card in a language."""
    codes = tree(project)
    rows: list[tuple[Value, ...]] = []
    for code in codes.order:
        parent = codes.by_uuid.get(code.parent or "")
        card = [_said(field, language) for field in (code.card.definition, code.card.include, code.card.exclude)]
        rows.append(
            (
                code.uuid,
                code.key,
                code.name(language),
                dict(code.names),
                codes.path(code, language),
                parent.key if parent else None,
                code.retired,
                code.shortcut,
                code.colour,
                *card,
                code.stable_id,
            )
        )
    columns = [
        TableColumn("id", aside=True),
        TableColumn("key", "Key"),
        TableColumn("name", "Name"),
        TableColumn("names", "Names", aside=True),
        TableColumn("path", "Path"),
        TableColumn("parent", "Parent"),
        TableColumn("retired", "Retired"),
        TableColumn("shortcut", "Shortcut"),
        TableColumn("colour", "Colour"),
        TableColumn("definition", "Definition"),
        TableColumn("include", "Include"),
        TableColumn("exclude", "Exclude"),
        TableColumn("stable_id", "Stable id", aside=True),
    ]
    return Table(_("Codebook"), columns, rows, name="Codebook", frozen=2)


def _said(field: Mapping[str, str], language: str) -> str:
    return field.get(language) or next((words for words in field.values() if words), "")
