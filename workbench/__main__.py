"""Start of the program: ``workbench`` and ``python -m workbench``."""

from __future__ import annotations

import gc
import sys
from io import TextIOWrapper

from workbench.cli.main import run


def main() -> None:
    """Run the command line and leave with its exit code.

    Data in a pipe or a file are UTF-8 everywhere; a terminal of another encoding shows ? for what it lacks.
    """
    # A start makes some 100,000 objects that all stay; to look through them for garbage is a tenth of its cost.
    gc.set_threshold(50_000)
    if isinstance(sys.stdout, TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
