"""A person's own transcripts, where the environment variable WORKBENCH_REAL_DIR names a folder of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.core.errors import FileError
from workbench.exchange import transcripts
from workbench.exchange.files import transcripts_in

FOLDER = os.environ.get("WORKBENCH_REAL_DIR", "")


@pytest.mark.skipif(not FOLDER, reason="set WORKBENCH_REAL_DIR to a folder of transcripts of your own to try them all")
def test_every_file_of_a_persons_own_folder_is_read_whole_or_refused_in_a_sentence() -> None:
    problems: dict[str, object] = {}
    paths = transcripts_in([Path(FOLDER)])
    assert paths, "the folder holds no files"
    for path in paths:
        try:
            draft = transcripts.read(path)
        except FileError as error:
            if path.name not in error.message:
                problems[path.name] = "a refusal that does not name the file"
        else:
            if losses := {account.category: account.lost for account in draft.accounts if account.lost}:
                problems[path.name] = losses
    assert problems == {}
