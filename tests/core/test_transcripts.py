"""Text in the stored form."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.rare_characters import rare_characters
from workbench.core.transcripts import clean

_ANY = st.text(
    alphabet=st.sampled_from("aÅ \t\n\r\x07\x7f\x85\u0301\u0338=e–\u2028\u212b\ud800\udc00\uac00\u1100\u1161"),
    max_size=12,
)


@settings(max_examples=100)
@given(_ANY)
def test_a_clean_text_is_composed_and_has_no_control_character_but_newline_and_tab(text: str) -> None:
    cleaned = clean(text).text
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", cleaned)
    assert clean(cleaned).text == cleaned


@settings(max_examples=100)
@given(_ANY)
def test_rare_characters_are_all_but_what_every_keyboard_has(text: str) -> None:
    assert rare_characters(text) == "".join(c for c in text if c not in "\t\n" and not " " <= c <= "~")
