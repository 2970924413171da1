"""Files and folders that cannot be read or written: each is named with what to do, and nothing is passed over."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dutygraph.errors import MappingError, RulesError, SourceError
from dutygraph.law import Rules
from dutygraph.loading import load_paths, read_mappings, write_template
from dutygraph.shipped import shipped

from .forms import csv_sheet, ledger

GOOD = "单位名称,所属镇\n甲厂,城关镇\n"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for each in folder.rglob("*"):
        each.chmod(0o755)
    shutil.rmtree(folder)


def said_by_a_user(work: Callable[[], object]) -> str:
    """What the work says in a child process that is not the superuser: its error, or “done”."""
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            work()
            text = "done"
        except Exception as error:
            text = f"{type(error).__name__}: {error}"
        os.write(mouth, text.encode())
        os._exit(0)
    os.close(mouth)
    os.waitpid(child, 0)
    with os.fdopen(ear, "rb") as heard:
        return heard.read().decode()


def test_a_folder_below_that_may_not_be_opened_is_an_error_and_not_passed_over(open_folder: Path, tmp_path: Path) -> None:
    mappings = [ledger(tmp_path)]
    csv_sheet(open_folder, GOOD)
    csv_sheet(open_folder / "机密", GOOD, "乙.csv")
    (open_folder / "机密").chmod(0)
    said = said_by_a_user(lambda: load_paths([open_folder], mappings))
    assert said.startswith("SourceError") and "机密: cannot be read (Permission denied). Check" in said


def test_a_folder_of_mappings_or_rules_that_may_not_be_opened_is_an_error(open_folder: Path) -> None:
    (open_folder / "closed").mkdir()
    (open_folder / "closed").chmod(0)
    assert "MappingError" in said_by_a_user(lambda: read_mappings(open_folder / "closed"))
    assert "RulesError" in said_by_a_user(lambda: Rules.read(open_folder / "closed"))


def test_a_folder_without_mappings_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="holds no mapping file"):
        read_mappings(tmp_path)


@pytest.mark.parametrize("text", ["sources: [{files: '*', received: 2014-13-01}]", "sources: [{? [a] : b}]", "[" * 3000, "sources: \x00"])
def test_a_side_car_that_is_no_yaml_is_a_source_error(tmp_path: Path, text: str) -> None:
    csv_sheet(tmp_path / "in", GOOD)
    (tmp_path / "in" / "sources.yaml").write_text(text, "utf-8")
    with pytest.raises(SourceError, match=r"sources\.yaml"):
        load_paths([tmp_path / "in"], [ledger(tmp_path)])


@pytest.mark.parametrize("text", ["x: 2014-13-01", "[" * 3000, "? [a]\n: b"])
def test_a_rule_table_that_is_no_yaml_is_a_rules_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "modes.yaml").write_text(text, "utf-8")
    with pytest.raises(RulesError, match=r"modes\.yaml"):
        Rules.read(tmp_path)


def test_a_quotation_mark_that_is_never_closed_is_an_error_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="quotation mark in line 3 is never closed"):
        load_paths([csv_sheet(tmp_path, '单位名称,所属镇\n甲厂,城关镇\n"乙厂,城关镇\n丙厂,河口乡\n')], [ledger(tmp_path)])


@pytest.mark.parametrize("text", ['单位名称,所属镇\n"甲,厂","城关\n镇"\n', '单位名称,所属镇\n甲"厂,城关镇', GOOD.replace("\n", "\r\n"), GOOD + "\n\n"])
def test_quotation_marks_that_close_and_any_end_of_the_text_are_read(tmp_path: Path, text: str) -> None:
    counts = load_paths([csv_sheet(tmp_path, text)], [ledger(tmp_path)]).counts
    assert (counts.rows, counts.loaded) == (1, 1)


def test_a_day_of_receipt_that_is_still_to_come_is_an_error(tmp_path: Path) -> None:
    csv_sheet(tmp_path / "in", GOOD)
    (tmp_path / "in" / "sources.yaml").write_text("sources: [{files: '*', received: 2999-01-01}]", "utf-8")
    with pytest.raises(SourceError, match="still to come"):
        load_paths([tmp_path / "in"], [ledger(tmp_path)])


def test_a_disk_that_fills_while_a_workbook_is_written_gives_one_error_and_no_trace(open_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    mapping = next(each for each in read_mappings(shipped("loaders")) if each.name == "objects")
    open_folder.chmod(0o777)
    write_template(mapping, open_folder / "t.xlsx")  # what is imported late must be here before the child gives up its rights
    (open_folder / "t.xlsx").unlink()
    for limit in (1_000, 20_000):

        def work(limit: int = limit) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            write_template(mapping, open_folder / "t.xlsx")

        said = said_by_a_user(work)
        assert said.startswith("SourceError") and "cannot be written (File too large)" in said
        assert list(open_folder.iterdir()) == []
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("place", ["/", ".", "no/such/folder/t.xlsx"])
def test_a_workbook_without_a_place_is_a_source_error(place: str) -> None:
    mapping = next(each for each in read_mappings(shipped("loaders")) if each.name == "objects")
    with pytest.raises(SourceError, match="cannot be written"):
        write_template(mapping, Path(place))


def test_a_device_is_written_to_and_never_replaced_by_a_file(tmp_path: Path) -> None:
    mapping = next(each for each in read_mappings(shipped("loaders")) if each.name == "objects")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_template(mapping, pipe)
    assert pipe.is_fifo() and os.read(reader, 4) == b"PK\x03\x04"
    os.close(reader)
