"""Word frequencies as a table, as one row a word and group, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.analysis.code_tables.few_people import few, told
from workbench.analysis.code_tables.figures import Figures
from workbench.analysis.frequencies.counting import CountedWord, Frequencies, Group
from workbench.analysis.matrices.rendering import SMALL
from workbench.analysis.tables import Heat, Table, TableColumn, Value, ValueKind
from workbench.core.language import _, plural

_FORMS = 6
"""How many forms of a word a table names."""


def figures(found: Frequencies) -> Figures:
    """Lay word frequencies out in their three forms."""
    return Figures(_wide(found), _tidy(found), _document(found))


def _title(found: Frequencies) -> str:
    if found.recipe.key:
        return _("Words of {key} compared with all other interviews").format(key=found.recipe.key)
    by = " and ".join(found.recipe.by)
    return _("Words by {by}").format(by=by) if by else _("Words")


def _small(found: Frequencies) -> list[bool]:
    """Whether few people speak in each group, or in the interviews that are compared."""
    groups = found.groups or ([found.here] if found.here else [])
    return [few(group.members, found.recipe.min_cell) for group in groups]


def _label(group: Group) -> str:
    return " ".join(value or _("(missing)") for value in group.values)


def _per_1000(count: int, words: int) -> float | None:
    return 1000 * count / words if words else None


def _notes(found: Frequencies) -> list[str]:
    said = _("{shown} of {different} words; in all {words} are said in {interviews} interviews, stop words among them.")
    notes = [
        said.format(shown=len(found.found), different=found.different, words=found.words, interviews=found.interviews)
    ]
    if found.silent:
        notes.append(plural(found.silent, "In one interview no word counts.", "In {n} interviews no word counts."))
    notes += told(_small(found), found.recipe.min_cell)
    if found.here is not None:
        notes.append(
            _(
                "Keyness is the log-likelihood ratio, above zero where the word is said more often than in the others. "
                "Words of one interview hang together and many are compared, so that it ranks and does not test."
            )
        )
    return notes


def _wide(found: Frequencies) -> Table:
    columns = [
        TableColumn("word", _("Word")),
        TableColumn("count", _("Count"), ValueKind.INTEGER),
        TableColumn("per_1000", _("Per 1,000 words"), ValueKind.NUMBER, decimals=2),
        TableColumn("interviews", _("Interviews"), ValueKind.INTEGER),
    ]
    if found.here is not None:
        columns += [
            TableColumn("here", _("Here"), ValueKind.INTEGER),
            TableColumn("elsewhere", _("Elsewhere"), ValueKind.INTEGER),
            TableColumn("keyness", _("Keyness"), ValueKind.NUMBER, decimals=2),
        ]
    first = len(columns)
    small = _small(found)
    for group, is_small in zip(found.groups, small if found.groups else (), strict=True):
        sign = SMALL if is_small and not all(small) else ""
        columns.append(TableColumn(_label(group), _label(group) + sign, ValueKind.INTEGER))
    columns.append(TableColumn("forms", _("Forms")))
    rows = [_row(found, word) for word in found.found]
    totals = [_total(found)] if found.groups else []
    return Table(
        _title(found),
        columns,
        [*rows, *totals],
        name="Words",
        notes=_notes(found),
        facts=found.recipe.lines(),
        about={"recipe": found.recipe.as_json()},
        totals=len(totals),
        frozen=1,
        heat=Heat(first, first + len(found.groups) - 1, len(rows)) if found.groups else None,
    )


def _row(found: Frequencies, word: CountedWord) -> list[Value]:
    key: list[Value] = []
    if word.keyness is not None:
        key = [word.keyness.here, word.keyness.elsewhere, word.keyness.value]
    forms = [f"{form} {count}" for form, count in list(word.forms.items())[:_FORMS]]
    more = len(word.forms) - len(forms)
    return [
        word.word,
        word.count,
        _per_1000(word.count, found.words),
        word.interviews,
        *key,
        *word.by_group,
        [*forms, *([f"+{more}"] if more else [])] if len(word.forms) > 1 else "",
    ]


def _total(found: Frequencies) -> list[Value]:
    key: list[Value] = []
    if found.here is not None:
        key = [found.here.words, found.words - found.here.words, None]
    return [_("All words"), found.words, None, found.interviews, *key, *(group.words for group in found.groups), ""]


def _tidy(found: Frequencies) -> Table:
    columns = [
        TableColumn("word"),
        *(TableColumn(f"{name}_value" if name in {"word", "count"} else name) for name in found.recipe.by),
        TableColumn("count", kind=ValueKind.INTEGER),
        TableColumn("words", kind=ValueKind.INTEGER),
        TableColumn("per_1000", kind=ValueKind.NUMBER, decimals=4),
        TableColumn("interviews", kind=ValueKind.INTEGER),
    ]
    return Table(
        _title(found),
        columns,
        _tidy_rows(found),
        name="Counts",
        notes=_notes(found),
        facts=found.recipe.lines(),
        about={"recipe": found.recipe.as_json()},
    )


def _tidy_rows(found: Frequencies) -> Iterator[Sequence[Value]]:
    groups = found.groups or [Group((), words=found.words)]
    for word in found.found:
        counts = word.by_group if found.groups else [word.count]
        for group, count in zip(groups, counts, strict=True):
            yield (word.word, *group.values, count, group.words, _per_1000(count, group.words), word.interviews)


def _document(found: Frequencies) -> dict[str, object]:
    names = found.recipe.by
    words: list[dict[str, object]] = []
    for word in found.found:
        key = word.keyness
        words.append(
            {
                "word": word.word,
                "forms": dict(word.forms),
                "count": word.count,
                "per_1000": _per_1000(word.count, found.words),
                "interviews": word.interviews,
                "groups": list(word.by_group),
                "keyness": None if key is None else {"here": key.here, "elsewhere": key.elsewhere, "value": key.value},
            }
        )
    return {
        "title": _title(found),
        "recipe": found.recipe.as_json(),
        "total": {"words": found.words, "interviews": found.interviews, "different": found.different},
        "groups": [
            {**dict(zip(names, group.values, strict=True)), "words": group.words, "interviews": group.interviews}
            for group in found.groups
        ],
        "words": words,
        "notices": _notes(found),
    }
