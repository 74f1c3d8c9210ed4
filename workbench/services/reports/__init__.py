"""The report on a study: what it holds, gathered by chapter, and its writing to a file."""

from workbench.services.reports.wanted import Wanted
from workbench.services.reports.writing import write

__all__ = ["Wanted", "write"]
