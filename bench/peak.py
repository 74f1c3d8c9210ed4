"""``python -m bench.peak COMMAND...``: run one command of the program, and say how much memory it had at its highest.

A process of its own, since the system counts what its parent had along with a child's (``ru_maxrss``).
"""

from __future__ import annotations

import sys
from pathlib import Path

from workbench.__main__ import main


def highest() -> float:
    """Return the most megabytes that this process has had at once, as Linux says it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


if __name__ == "__main__":
    try:
        main()
    except SystemExit as done:
        if done.code:
            raise
    sys.stdout.write(f"\n{highest():.1f}\n")
