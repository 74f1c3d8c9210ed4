"""Trees of codes: their order, their branches, and finding a code by what somebody calls it."""

import pytest

from workbench.core.codebook import Code, Codebook, CodeTree, code_uuid, codebook_uuid
from workbench.core.errors import NotFoundError

BOOK = Codebook("b", "bustad", {"nn": "Bustad"})
OTHER = Codebook("o", "anna", {"nn": "Anna"}, position=1)
TREE = CodeTree(
    [OTHER, BOOK],
    [
        Code("5", "o", "samarbeid", {"nn": "Samarbeid"}),
        Code("3", "b", "auke", {"nn": "Endring"}, parent="1", position=1),
        Code("1", "b", "budsjett", {"nn": "Budsjett", "en": "Budget"}),
        Code("4", "b", "motstand", {"nn": "Motstand"}, stable_id="m-1", position=1),
        Code("2", "b", "kutt", {"nn": "Kutt"}, parent="1"),
        Code("6", "o", "endring", {"nn": "Endring"}, parent="5"),
    ],
)


def test_codes_stand_in_their_codebooks_order_parents_first() -> None:
    assert [code.uuid for code in TREE.order] == ["1", "2", "3", "4", "5", "6"]
    assert [TREE.depth(code) for code in TREE.order] == [0, 1, 1, 0, 0, 1]
    assert [code.uuid for code in TREE.themes()] == ["1", "4", "5"]


def test_a_branch_is_a_code_with_all_below_it() -> None:
    assert [code.uuid for code in TREE.branch(TREE.by_uuid["1"])] == ["1", "2", "3"]
    assert TREE.theme(TREE.by_uuid["3"]).uuid == "1"
    assert TREE.path(TREE.by_uuid["3"]) == "Budget > Endring"


@pytest.mark.parametrize(
    ("wanted", "uuid"),
    [
        ("m-1", "4"),
        ("KUTT", "2"),
        ("budget", "1"),
        ("Budsjett > Endring", "3"),
        ("budsjett/auke", "3"),
        # A key is meant before another code's name.
        ("endring", "6"),
    ],
)
def test_a_code_is_found_by_id_key_name_or_path(wanted: str, uuid: str) -> None:
    assert TREE.find(wanted).uuid == uuid


def test_a_name_of_two_codes_is_answered_with_their_keys() -> None:
    tree = CodeTree([BOOK], [Code(n, "b", f"k{n}", {"nn": "Likt"}, position=int(n)) for n in ("1", "2")])
    with pytest.raises(NotFoundError, match="may mean 2 codes") as refusal:
        tree.find("likt")
    assert "k1, k2" in refusal.value.hint


def test_a_code_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFoundError) as refusal:
        TREE.find("motstnd")
    assert "motstand" in refusal.value.hint


def test_the_same_file_gives_the_same_ids_in_every_project() -> None:
    assert codebook_uuid("bustad") == codebook_uuid("bustad") != codebook_uuid("anna")
    assert code_uuid("bustad", "1") == code_uuid("bustad", "1") != code_uuid("anna", "1")
