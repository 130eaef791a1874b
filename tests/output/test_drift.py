"""What `check` finds."""

from dataclasses import replace
from pathlib import Path

import pytest

from clientsmith.project.output import MANIFEST, Files, OutputError, compare, manifest_text, write
from clientsmith.project.output.drift import SHOWN_LINES, Drift


def project(**files: str) -> Files:
    return Files({**files, MANIFEST: manifest_text(files, {"generator": {}})})


def test_no_drift(tmp_path: Path) -> None:
    write(project(a="1\n"), tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "a").write_bytes(b"1\r\n")
    drift = compare(project(a="1\n"), tmp_path)
    assert not drift
    assert drift.text() == ""


def test_drift(tmp_path: Path) -> None:
    write(project(a="1\n", b="x\n2\ny\n"), tmp_path)
    drift = compare(project(b="x\n3\ny\n", c="3\n"), tmp_path)
    assert drift
    assert (drift.missing, drift.extra, drift.changed) == (("c",), ("a",), ("b", MANIFEST))
    assert drift.text().startswith(
        "missing: c\nno longer generated: a\ndiffers: b\ndiffers: .clientsmith/manifest.json\n"
        "--- b (here)\n+++ b (generated)\n@@ -1,3 +1,3 @@\n x\n-2\n+3\n y\n"
        "--- .clientsmith/manifest.json (here)\n"
    )
    assert not drift.cut_off


@pytest.mark.parametrize("kind", ["missing", "extra", "changed"])
def test_a_difference_of_any_kind_is_drift(kind: str) -> None:
    none = Drift((), (), (), (), (), cut_off=False)
    assert not none
    assert replace(none, **{kind: ("a",)})


def test_a_missing_folder(tmp_path: Path) -> None:
    assert compare(project(a="1\n"), tmp_path / "nowhere").missing == (MANIFEST, "a")


def test_a_long_diff_is_cut_off(tmp_path: Path) -> None:
    write(project(a="1\n" * 500), tmp_path)
    drift = compare(project(a="2\n" * 500), tmp_path)
    assert len(drift.diff) == SHOWN_LINES
    assert drift.text().endswith("the rest of the diff is not shown")


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OutputError, match="cannot be read"):
        compare(project(a="1\n"), tmp_path)
