"""The keys of the matrix."""

from __future__ import annotations

from workbench.tui.keys.key import Key, Place, Topic, keys_of

MATRIX: tuple[Key, ...] = keys_of(
    Place.MATRIX,
    Topic.LIST,
    ("matrix.passages", "enter", "Enter", "screen.passages", "Passages", "See the passages behind the lit figure"),
    ("matrix.measure", "m", "m", "measure(1)", "Measure", "The next measure: codings, transcripts, words, share …"),
    ("matrix.measure-back", "n", "n", "measure(-1)", "Measure before", "The measure before"),
    ("matrix.rows", "r", "r", "rows", "Rows", "Codes, codes with all below them, or themes"),
    ("matrix.rows-by", "o", "o", "rows_by", "Rows by", "Rows by case, coder, role, any attribute"),
    ("matrix.columns", "c", "c", "columns", "Columns", "Columns by attributes, codes, coders, roles; several crossed"),
    ("matrix.roll-up", "b", "b", "roll_up", "Branches", "Count each code with all below it, or alone"),
    ("matrix.codes", "k", "k", "codes", "Codes", "Count only some codes"),
    ("matrix.filter", "f", "f", "filter", "Filter", "Count only some interviews"),
    ("matrix.coders", "w", "w", "coders", "Coders", "Whose codings are counted"),
    ("matrix.policy", "p", "p", "policy", "Policy", "How the work of several coders is put together"),
    ("matrix.text", "t", "t", "voices", "Text", "Respondents' words only, or everybody's"),
    (
        "matrix.mean",
        "i",
        "i",
        "mean",
        "Mean of interviews",
        "Shares of the column's words, or the mean of its interviews",
    ),
    ("matrix.assume", "a", "a", "assume", "Take as done", "Take every transcript as done, so that zeros show"),
    ("matrix.small", "d", "d", "small_cells", "Small cells", "Mark cells of few people, drop them, or join columns"),
    ("matrix.save", "s", "s", "save", "Keep", "Keep this matrix under a name"),
    ("matrix.open", "l", "l", "open", "Kept", "Open a matrix that is kept under a name, rename or forget it"),
    (
        "matrix.export",
        "e",
        "e",
        "export",
        "Export",
        "Write the matrix to a file: .xlsx, .docx, .html, .csv, .svg, .png …",
    ),
    ("matrix.back", "escape", "Esc", "back", "Back", "Go back"),
    shown="matrix.passages matrix.measure matrix.rows matrix.columns matrix.filter matrix.export",
)
"""The keys of the matrix."""
