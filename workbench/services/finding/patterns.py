"""Looking for a regular expression with a limit of time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType

from workbench.core.errors import RefusedError
from workbench.core.language import _
from workbench.core.passages import Span

PATIENCE = 5.0
"""How many seconds the turns of one transcript may take."""

_SCRIPT = Path(__file__).with_name("pattern_process.py")


class PatternFinder:
    """Finds a pattern in texts; some patterns need years for one sentence, and are given up.

    Args:
        pattern: compiled, so that it is one.
    """

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._answers: SimpleQueue[str] = SimpleQueue()
        # -I and -S: the script needs nothing that is installed, and starts the sooner.
        self._process = subprocess.Popen(  # noqa: S603 - our own script, the pattern goes over standard input
            [sys.executable, "-I", "-S", "-X", "utf8", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        Thread(target=self._listen, daemon=True).start()
        self._send(pattern.pattern)

    def __enter__(self) -> PatternFinder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the hits in each text that are not empty, in text order.

        Raises:
            RefusedError: it takes too long.
        """
        self._send(texts)
        try:
            answer = self._answers.get(timeout=PATIENCE)
        except Empty:
            answer = ""
        if not answer:
            raise RefusedError(
                _("The regular expression takes too long; the search was stopped after {n} seconds.").format(
                    n=round(PATIENCE)
                ),
                hint=_("Repetitions within repetitions, such as (a+)+, are the usual cause. Write it more simply."),
            )
        return [[Span(start, end) for start, end in found if end > start] for found in json.loads(answer)]

    def _send(self, said: str | Sequence[str]) -> None:
        assert self._process.stdin is not None  # noqa: S101 - asked for above
        self._process.stdin.write(json.dumps(said) + "\n")
        self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 - asked for above
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put("")
