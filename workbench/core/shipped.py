"""Where the files that travel with the program are: migrations, codebooks, transcripts."""

from __future__ import annotations

from pathlib import Path


def shipped(name: str) -> Path:
    """Return the folder ``name`` as shipped: inside the installed package, else in the checkout's root.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent.parent
    for root in (package / "_data", package.parent):
        if (root / name).is_dir():
            return root / name
    raise FileNotFoundError(f"the folder {name} is missing from this installation")
