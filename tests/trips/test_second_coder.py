"""The second coder's way by command: from a blind sample to a settled consensus and a paragraph on methods."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Runner


@pytest.fixture
def lead(example_study: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capsys, "--project", str(example_study), "--coder", "anna")


def test_from_a_blind_sample_to_a_settled_consensus_and_a_paragraph(
    lead: Runner, example_study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = Runner(capsys, "--project", str(example_study), "--coder", "cecilie")
    assert lead("blind", "on").code == 0
    drawn = lead("sample", "--coder", "cecilie", "--share", "0.1", "--seed", "7", "--format", "json").json
    names = [one["name"] for one in drawn]
    assert len(names) >= 2
    anna_has = lead("codings", "--format", "json").json
    for name in names:
        assert lead("status", name, "--set", "done").code == 0

    assert second("codings", "--format", "json").json == [], "nothing of anna's is seen"
    refused = second("disagreements", "--coders", "anna,cecilie")
    assert refused.code == 1
    assert "blind" in refused.err
    for name in names:
        answers = [t for t in second("show", name, "--turns", "--format", "json").json if t["role"] == "respondent"]
        for turn, code in zip(answers[:3], ("startlan", "motstand", "tildeling"), strict=True):
            assert second("code", name, str(turn["start"]), str(turn["end"]), code).code == 0
        assert second("status", name, "--set", "done").code == 0

    both = ("--coders", "anna,cecilie")
    first = second("agreement", *both, "--replicates", "0", "--format", "json").json["overall"]
    contested = second("disagreements", *both, "--format", "json").json
    assert {one["transcript"] for one in contested} <= set(names)
    assert second("settle", contested[0]["id"], *both, "--take", "cecilie", "--reason", "tydeleg").code == 0
    for kind in ("boundary", "granularity", "substitution", "omission"):
        second("settle", *both, "--kind", kind, "--take", "union")
    assert second("settle", *both, "--agreed").code == 0
    progress = second("settle", *both, "--format", "json").json
    assert {one["transcript"] for one in progress} == set(names)
    assert all(one["complete"] and one["settled"] == one["contested"] for one in progress)

    settled = second("disagreements", "--settled", "--format", "json").json
    assert len(settled) == sum(one["contested"] for one in progress)
    again = second("agreement", *both, "--replicates", "0", "--format", "json").json["overall"]
    assert again == first, "there is no figure after settling"
    assert lead("codings", "--by", "anna", "--format", "json").json == [
        one for one in anna_has if one["coder"] == "anna"
    ], "the coders' own work is as it was"
    paragraph = second("agreement", *both, "--methods-text", "-o", str(tmp_path / "methods.md"))
    assert paragraph.code == 0
    assert "seed" in (tmp_path / "methods.md").read_text(encoding="utf-8")
    assert lead("check", "--format", "json").json == {"ok": True, "problems": []}
