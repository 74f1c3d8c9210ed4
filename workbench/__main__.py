"""Start of the program: ``workbench`` and ``python -m workbench``."""

from __future__ import annotations

import sys
from io import TextIOWrapper

from workbench.cli.main import run
from workbench.core.garbage import rarely_look_for_garbage


def main() -> None:
    """Run the command line and leave with its exit code.

    Data in a pipe or a file are UTF-8 everywhere; a terminal of another encoding shows ? for what it lacks.
    """
    rarely_look_for_garbage()
    if isinstance(sys.stdout, TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
