"""OpenDocument texts that no program would write are read whole or refused in a sentence."""

from __future__ import annotations

import random

import pytest
from lxml import etree

from tests.exchange.docx.test_fuzz import parts_in, read_or_refused, shuffled
from tests.exchange.odt_files import BUILT
from tests.exchange.word_files import packed
from workbench.core.drafts import Choices
from workbench.exchange.loss import count
from workbench.exchange.odt import read


@pytest.mark.parametrize("seed", range(40))
def test_a_text_with_its_elements_shuffled_is_read_whole_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    parts = parts_in(chance.choice(list(BUILT.values()))())
    root = etree.fromstring(parts["content.xml"])
    for _ in range(chance.randint(1, 6)):
        if len(root):
            shuffled(root, chance)
    parts["content.xml"] = etree.tostring(root)
    file = read_or_refused(lambda: read(packed(parts), "rot.odt", Choices()))
    if file is not None:
        counted = {category: n for category, n in file.in_file.items() if category != "comment"}
        assert count(file.paragraphs) == counted or file.missing
