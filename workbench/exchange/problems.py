"""What is wrong in a file of rows: found to the end, and told at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from workbench.core.errors import MalformedFile
from workbench.core.language import _, plural

_MOST_TOLD = 50


@dataclass(slots=True)
class Problems:
    """What is wrong in a file, line by line."""

    path: Path
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, message: str) -> None:
        """Remember a problem on a line."""
        self.found.append((line, message))

    def refusal(self, consequence: str = "nothing was read") -> MalformedFile:
        """Return the refusal of the file; the hint numbers its problems in the order of their lines."""
        count = len(self.found)
        listed = [f"{n}. line {line}: {message}" for n, (line, message) in enumerate(sorted(self.found), 1)]
        more = [f"… and {count - _MOST_TOLD} more."] if count > _MOST_TOLD else []
        return MalformedFile(
            plural(count, "{name} has 1 problem; {consequence}.", "{name} has {n} problems; {consequence}.").format(
                name=self.path.name, consequence=consequence
            ),
            path=self.path,
            where=_("line {min}").format(min=min(self.found)[0]),
            hint="\n".join(listed[:_MOST_TOLD] + more),
        )

    def raise_if_any(self) -> None:
        """Raise all problems at once.

        Raises:
            MalformedFile: as :meth:`refusal`.
        """
        if self.found:
            raise self.refusal()
