"""The interview coding workbench: read interviews in a terminal, code passages, count, compare coders."""

__version__ = "0.1.0"
