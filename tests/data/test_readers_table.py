"""Tables in text: cells stay as they are written, and one bad row costs one row."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deeptuner.data.readers import read_rows
from deeptuner.data.readers.dialect import Dialect, guess_dialect
from deeptuner.data.report import Report
from deeptuner.errors import DataError


def _read(
    tmp_path: Path, content: str | bytes, name: str = "f.csv"
) -> tuple[list[dict[str, str]], Report]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    report = Report()
    return [row.value for row in read_rows(path, report)], report


def test_cells_are_text_as_written(tmp_path: Path) -> None:
    rows, _ = _read(tmp_path, "a,b,c\n007,NA,None\n3,,2024-01-31\nnull,1e5, x \n")
    assert [list(row.values()) for row in rows] == [
        ["007", "NA", "None"],
        ["3", "", "2024-01-31"],
        ["null", "1e5", " x "],
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_recognised(tmp_path: Path, separator: str) -> None:
    lines = [["question", "answer"], ["a; b, c", "d|e\tf"], ["x", "y"]]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(lines)
    rows, _ = _read(tmp_path, out.getvalue())
    assert [list(row.values()) for row in rows] == lines[1:]


def test_a_column_of_sentences_is_not_cut_at_commas(tmp_path: Path) -> None:
    rows, report = _read(tmp_path, 'text\nWell, yes; no.\n"He said ""hi"", then left."\n')
    assert [row["text"] for row in rows] == ["Well, yes; no.", 'He said "hi", then left.']
    assert report.unreadable_rows == 0


def test_backslashes_before_quotes(tmp_path: Path) -> None:
    rows, _ = _read(tmp_path, 'a,b\n"say \\"x\\", now","w"\n"p",r\n')
    assert rows == [{"a": 'say "x", now', "b": "w"}, {"a": "p", "b": "r"}]
    assert guess_dialect("a,b\n1,2\n") == Dialect(",")


def test_the_hint_that_spreadsheets_write(tmp_path: Path) -> None:
    assert _read(tmp_path, "sep=;\na;b\n1,5;2\n")[0] == [{"a": "1,5", "b": "2"}]


def test_index_columns_are_left_out_and_double_names_told_apart(tmp_path: Path) -> None:
    rows, _ = _read(tmp_path, ",Unnamed: 0,a,a\n0,0,x,y\n")
    assert rows == [{"a": "x", "a (2)": "y"}]


def test_ragged_rows(tmp_path: Path) -> None:
    rows, report = _read(tmp_path, "a,b\nshort\n1,2,,\n1,2,3\n\n,\nlast,one\n")
    assert rows == [{"a": "short", "b": ""}, {"a": "1", "b": "2"}, {"a": "last", "b": "one"}]
    assert report.repairs["data.reading.few-cells"].count == 1
    (example,) = report.unreadable["data.reading.many-cells"].examples
    assert example.where.endswith(":4")


def test_a_quote_never_closed_costs_its_own_row_only(tmp_path: Path) -> None:
    rows, report = _read(tmp_path, 'a,b\n1,2\nx,"y\n3,4\n5,"6\n7"\n8,9\n')
    assert rows == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}, {"a": "5", "b": "6\n7"},
                    {"a": "8", "b": "9"}]  # fmt: skip
    (example,) = report.unreadable["data.reading.open-quote"].examples
    assert example.where.endswith(":3")


def test_loose_quotes_are_kept(tmp_path: Path) -> None:
    rows, report = _read(tmp_path, 'a,b\n"he said "hi" twice",x\n1,2\n')
    assert "hi" in rows[0]["a"]
    assert rows[0]["b"] == "x"
    assert report.repaired_rows == 1


def test_huge_cells_and_other_encodings(tmp_path: Path) -> None:
    assert len(_read(tmp_path, "a,b\n1," + "x" * 400_000 + "\n")[0][0]["b"]) == 400_000
    text = "a\tb\nä\tü\n"
    assert _read(tmp_path, text.encode("utf-16"))[0] == [{"a": "ä", "b": "ü"}]
    text = "question;answer\nПривет, как дела;хорошо\nЧто это такое;это текст\n"
    assert _read(tmp_path, text.encode("cp1251"))[0][1]["answer"] == "это текст"


def test_tsv_prefers_tabs(tmp_path: Path) -> None:
    assert _read(tmp_path, "a,x\tb\n1,5\t2\n", "f.tsv")[0] == [{"a,x": "1,5", "b": "2"}]


def test_a_table_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        _read(tmp_path, ",Unnamed: 1\n1,2\n")
    assert caught.value.what.id == "data.reading.no-header"


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"))


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=3, max_size=8),
    separator=st.sampled_from(",;\t|"),
)
def test_what_a_csv_writer_wrote_reads_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], separator: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([["one", "two", "three"], *rows])
    found, _ = _read(tmp_path_factory.mktemp("csv"), out.getvalue())
    written = [row for row in rows if any(cell.strip() for cell in row)]
    assert [list(row.values()) for row in found] == written


def test_a_column_that_is_there_twice_is_told(tmp_path: Path) -> None:
    rows, report = _read(tmp_path, "instruction,output, output\nq,a,b\n")
    assert rows == [{"instruction": "q", "output": "a", "output (2)": "b"}]
    (note,) = report.notes
    assert (note.id, note.params["columns"]) == ("data.reading.same-columns", "`output (2)`")
    assert _read(tmp_path, ",a,Unnamed: 2,\n1,x,y,z\n")[1].notes == []
