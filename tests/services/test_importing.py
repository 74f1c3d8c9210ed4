"""Interviews come in one by one, whole or refused, and go out together."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.exchange.word_files import a_document  # type: ignore[attr-defined]
from tests.services.desks import SAID, Desk
from workbench.core.drafts import Choices, Comment, Draft
from workbench.core.errors import FileError, NotFoundError, RefusedError
from workbench.core.transcripts import Role
from workbench.services import history, importing, memos, project, transcripts
from workbench.services.importing import Outcome
