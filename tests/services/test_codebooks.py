"""Codebooks come in whole, again when they have changed, several side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.desks import Desk
from workbench.core.errors import NotFoundError, RefusedError, UnreadableFile, WorkbenchError
from workbench.services import project
from workbench.services.codebooks import codebook
from workbench.store import codebook as stored


def revision(desk: Desk) -> int:
    with desk.project.database.reading() as connection:
        return stored.revision(connection)


def bring(desk: Desk, text: str, name: str = "kodebok.csv") -> tuple[int, int, int]:
    done = codebook.import_codebook(desk.project, desk.file(name, text))
    return done.new, done.changed, done.alike


def names(desk: Desk) -> dict[str, str]:
    return {code.key: code.name("nn") for code in codebook.tree(desk.project).order}


def test_a_changed_file_updates_its_codes_and_keeps_the_ones_it_lacks(desk: Desk) -> None:
    transcript = desk.interview()
    desk.code(transcript, "Budsjettet")
    assert bring(desk, "id,name_nn\nbudsjett,Pengar\nstartlan,Startlan\nbustad,Bustad") == (1, 1, 1)
    assert names(desk) == {"budsjett": "Pengar", "startlan": "Startlan", "motstand": "Motstand", "bustad": "Bustad"}
    assert desk.codings() == [("anna", "budsjett", "Budsjettet")]
    assert revision(desk) == 2
    desk.undo()
    assert names(desk)["budsjett"] == "Budsjett"


def test_the_same_file_again_makes_no_revision(desk: Desk) -> None:
    text = (desk.folder / "kodebok.csv").read_text(encoding="utf-8")
    assert bring(desk, text) == (0, 0, 3)
    assert revision(desk) == 1


def test_two_codebooks_stand_side_by_side_with_keys_of_their_own(desk: Desk) -> None:
    assert bring(desk, "id,name_nn\nmetode,Metode", "metode.csv") == (1, 0, 0)
    assert [book.stable_id for book in codebook.tree(desk.project).codebooks] == ["kodebok", "metode"]
    with pytest.raises(RefusedError, match="taken by another codebook"):
        bring(desk, "id,name_nn\nBudsjett,Budsjett", "tredje.csv")
    assert "tredje" not in [book.stable_id for book in codebook.tree(desk.project).codebooks]


def test_codebooks_that_share_a_key_are_refused_before_a_project_is_begun(desk: Desk) -> None:
    one = desk.file("ein.csv", "id,name_nn\nbustad,Bustad")
    other = desk.file("to.csv", "id,name_nn\nBUSTAD,Bustad")
    with pytest.raises(RefusedError, match="taken by another codebook"):
        codebook.read_together([one, other])
    assert len(codebook.read_together([one, one])) == 2


def test_a_codebook_goes_out_and_comes_back_the_same(desk: Desk, tmp_path: Path) -> None:
    for suffix in ("yaml", "csv"):
        target = codebook.export_codebook(desk.project, tmp_path / f"kodebok.{suffix}", force=True)
        done = codebook.import_codebook(desk.project, target)
        assert (done.new, done.changed, done.alike) == (0, 0, 3)
    with pytest.raises(RefusedError, match="there already"):
        codebook.export_codebook(desk.project, tmp_path / "kodebok.yaml")


def test_which_of_several_codebooks_has_to_be_said(desk: Desk) -> None:
    bring(desk, "id,name_nn\nmetode,Metode", "metode.csv")
    with pytest.raises(RefusedError) as refused:
        codebook.export_codebook(desk.project, desk.folder / "ut.yaml")
    assert "--name" in refused.value.hint
    with pytest.raises(NotFoundError, match="no codebook called"):
        codebook.export_codebook(desk.project, desk.folder / "ut.yaml", name="finst-ikkje")
    assert codebook.export_codebook(desk.project, desk.folder / "ut.yaml", name="METODE").exists()


def test_a_shipped_codebook_is_meant_by_name_even_beside_a_folder_of_that_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.folder / "arbeidsmetodikk").mkdir()
    monkeypatch.chdir(desk.folder)
    assert codebook.import_codebook(desk.project, codebook.locate("arbeidsmetodikk")).new > 0
    with pytest.raises(UnreadableFile) as refused:
        codebook.read_codebook(codebook.locate("arbeidsmetode"))
    assert "arbeidsmetodikk" in refused.value.hint


def test_a_codebook_may_come_in_before_anybody_has_said_who_is_coding(desk: Desk) -> None:
    with project.open_project(desk.project.path) as nobody:
        done = codebook.import_codebook(nobody, desk.file("metode.csv", "id,name_nn\nmetode,Metode"))
    assert done.new == 1


def test_a_key_that_two_codes_exchange_is_told_in_a_sentence(desk: Desk) -> None:
    with pytest.raises(WorkbenchError, match=r"“startlan” is there already \(code\); nothing was changed"):
        bring(desk, "id,key,name_nn\nbudsjett,startlan,Budsjett\nstartlan,budsjett,Startlan")
    assert list(names(desk)) == ["budsjett", "startlan", "motstand"]


@pytest.mark.parametrize("suffix", [".csv", ".yaml"])
def test_an_exported_codebook_comes_in_again_whatever_the_file_is_called(desk: Desk, suffix: str) -> None:
    bring(desk, "id,parent,name_nn,name_en\npengar,,Pengar,Money\nlaan,pengar,Lån,Loans", "økonomi.csv")
    out = codebook.export_codebook(desk.project, desk.folder / f"til-rettleiaren{suffix}", name="økonomi")
    before = codebook.tree(desk.project).order

    done = codebook.import_codebook(desk.project, out)

    assert (done.codebook.stable_id, done.new, done.changed, done.alike) == ("økonomi", 0, 0, 2)
    out.write_text(out.read_text(encoding="utf-8").replace("Loans", "Credit"), encoding="utf-8")
    assert codebook.import_codebook(desk.project, out).changed == 1
    assert [code.uuid for code in codebook.tree(desk.project).order] == [code.uuid for code in before]


def test_a_clash_of_keys_names_the_codebook_and_the_remedy(desk: Desk) -> None:
    with pytest.raises(RefusedError, match=r"1 key of the codebook tredje .* kodebok: startlan") as refused:
        bring(desk, "id,name_nn\nstartlan,Lån\nbustad,Bustad\nhjelp,Hjelp", "tredje.csv")
    assert "kodebok.csv" in refused.value.hint


def test_a_qdc_of_ones_own_changes_nothing_whatever_it_is_called(desk: Desk) -> None:
    before = codebook.tree(desk.project).order
    out = codebook.export_codebook(desk.project, desk.folder / "til-nvivo.qdc", language="nn")
    done = codebook.import_codebook(desk.project, out, language="nn")
    assert (done.new, done.changed, done.alike) == (0, 0, 3)
    assert codebook.tree(desk.project).order == before
    assert revision(desk) == 1


def test_new_codes_of_another_program_come_in_beside_and_take_no_key(desk: Desk) -> None:
    out = codebook.export_codebook(desk.project, desk.folder / "nvivo.qdc", language="nn")
    new = '<Code guid="8F0A2E62-2D8B-4D3C-9E0B-0D1B9D4C7A1{n}" name="Budsjett" isCodable="true"/>'
    text = out.read_text(encoding="utf-8")
    own = f'name="Startlan" isCodable="true" color="{codebook.tree(desk.project).find("startlan").colour}"'
    out.write_text(text.replace(f"{own}/>", f"{own}>{new.format(n=1)}</Code>"), encoding="utf-8")
    done = codebook.import_codebook(desk.project, out, language="nn")
    assert (done.codebook.stable_id, done.new, done.changed) == ("kodebok", 1, 0)
    made = codebook.tree(desk.project).find("budsjett-2")
    assert made.parent == codebook.tree(desk.project).find("startlan").uuid
    assert codebook.import_codebook(desk.project, out, language="nn").new == 0

    foreign = desk.file(
        "maxqda.qdc", f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{new.format(n=2)}</Codes></CodeBook>'
    )
    done = codebook.import_codebook(desk.project, foreign, language="nn")
    assert (done.codebook.stable_id, done.new) == ("maxqda", 1)
    assert codebook.tree(desk.project).find("budsjett-3").codebook == done.codebook.uuid
    assert codebook.import_codebook(desk.project, foreign, language="nn").alike == 1
