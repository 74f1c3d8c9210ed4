"""Files that no program would write: whatever is in them, they are read whole or refused in a sentence."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from lxml import etree

from tests.exchange.built_files import BUILT
from tests.exchange.word_files import packed
from workbench.core.drafts import Choices
from workbench.core.errors import FileError
from workbench.exchange import transcripts
from workbench.exchange.archives import Archive
from workbench.exchange.docx import read
from workbench.exchange.loss import count

Read = TypeVar("Read")

_JUNK = ("", "-1", "99999999999999999999", "nan", "%1%2%9", "\u0301", "off", "Liste", "x" * 500)


def parts_in(data: bytes) -> dict[str, bytes]:
    archive = Archive(data, "kjelde.docx")
    return {name: archive.read(name) for name in archive.names()}


def shuffled(root: etree._Element, chance: random.Random) -> None:
    """Move, copy or drop an element, or give it an attribute that makes no sense."""
    elements = [element for element in root.iter() if element.getparent() is not None]
    chosen = chance.choice(elements)
    what = chance.randrange(5)
    if what == 0:
        parent = chosen.getparent()
        assert parent is not None
        parent.remove(chosen)
    elif what == 1:
        chance.choice(elements).append(copy.deepcopy(chosen))
    elif what == 2:
        chance.choice(elements).addprevious(copy.deepcopy(chosen))
    elif what == 3 and chosen.attrib:
        chosen.set(chance.choice(list(chosen.attrib)), chance.choice(_JUNK).replace("\0", ""))
    else:
        chosen.tag = chance.choice(elements).tag


def read_or_refused(reading: Callable[[], Read]) -> Read | None:
    """What was read; None where the file was refused, and anything else is an error."""
    try:
        return reading()
    except FileError:
        return None


@pytest.mark.parametrize("seed", range(60))
def test_a_word_file_with_its_elements_shuffled_is_read_whole_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    parts = parts_in(chance.choice(list(BUILT.values()))())
    for name in chance.sample([name for name in parts if name.endswith(".xml")], 3):
        root = etree.fromstring(parts[name])
        for _ in range(chance.randint(1, 6)):
            if len(root):
                shuffled(root, chance)
        parts[name] = etree.tostring(root)
    file = read_or_refused(lambda: read(packed(parts), "rot.docx", Choices()))
    if file is None:
        return
    counted = {category: n for category, n in file.in_file.items() if category != "comment"}
    assert count(file.paragraphs) == counted or file.missing


@pytest.mark.parametrize("seed", range(60))
def test_bytes_changed_at_random_inside_the_xml_are_read_or_refused(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    parts = parts_in(chance.choice(list(BUILT.values()))())
    name = chance.choice([name for name in parts if not name.startswith("docProps")])
    xml = bytearray(parts[name])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(xml))
        xml[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(4))
    path = tmp_path / "rot.docx"
    path.write_bytes(packed({**parts, name: bytes(xml)}))
    draft = read_or_refused(lambda: transcripts.read(path))
    assert draft is None or draft.accounts
