"""A regular expression at work in a process of its own, so that one that never ends can be ended.

The module is run as a script there: it knows nothing but Python's own library.
"""

from __future__ import annotations

import json
import re
import sys


def main() -> None:
    """Read a pattern, then lists of texts, a line of JSON each; answer each list with the hits in every text."""
    pattern = re.compile(json.loads(sys.stdin.readline()), re.IGNORECASE)
    for line in sys.stdin:
        found = [[match.span() for match in pattern.finditer(text)] for text in json.loads(line)]
        sys.stdout.write(json.dumps(found) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
