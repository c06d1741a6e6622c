"""A dataset from its path to rows ready to be encoded: files, formats, conversion in one stream.

Knows the order of these and what makes a dataset unusable as a whole. Does not know templates,
tokens or the eval split.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from random import Random

from deeptuner.data.files import DatasetFiles, dataset_files
from deeptuner.data.formats import Detection, convert, detect
from deeptuner.data.formats.cells import characters
from deeptuner.data.formats.detect import AUTO
from deeptuner.data.readers import read_rows
from deeptuner.data.readers.columnar import parquet_groups, read_group
from deeptuner.data.readers.json_lines import json_values
from deeptuner.data.readers.shapes import rows_in
from deeptuner.data.readers.text import numbered_lines, text_blocks
from deeptuner.data.report import Report, excerpt_of
from deeptuner.data.row import RawRow, Rejection, Row, Source
from deeptuner.data.telling import Teller
from deeptuner.errors import DataError
from deeptuner.runs.datasets import kind_of
from deeptuner.words import message, render

SAMPLE = 600  # rows looked at to recognise a format
UNREADABLE = 0.1  # share of rows above which a dataset is refused
_READ = 20_000  # rows read from the start to choose among
_LARGE = 20_000_000  # bytes
_LONG = 200_000  # characters; of rows longer than that, `_FEW` are looked at, as they fill memory
_FEW, _MANY = 8, 100  # … and the sample ends after so many, since these take long to read
Columns = Mapping[str, str]


def load_rows(
    dataset: Path,
    format: str,  # noqa: A002 - the setting's own name
    columns: Columns,
    report: Report,
) -> tuple[Detection, Iterator[Row]]:
    """The format of a dataset and its rows for training, in order; what is left out is reported.

    In a folder, files that are by their names for measuring are not read, which is noted. Raises
    DataError at once when the format cannot be told, and at the end of the rows when more than
    `UNREADABLE` of them could not be read or none is left.
    """
    files = dataset_files(dataset)
    note_files(files, dataset, report)
    return load_files(files.train, format, columns, report)


def note_files(files: DatasetFiles, dataset: Path, report: Report) -> None:
    """Tell the report which files of a folder are read and which are not."""
    if len(files.train) > 1:
        names = ", ".join(_name(file, dataset) for file in files.train[:8])
        report.note(message("data.reading.folder-files", count=len(files.train), files=names))
    for file in files.evaluation:
        report.note(message("data.reading.evaluation-file", file=_name(file, dataset)))
    for file, why in files.skipped:
        said = message("data.reading.skipped-file", file=_name(file, dataset), why=render(why))
        report.note(said)


def load_files(
    files: Sequence[Path],
    format: str,  # noqa: A002
    columns: Columns,
    report: Report,
) -> tuple[Detection, Iterator[Row]]:
    """As `load_rows`, for these files. Each may have a format of its own; the first is returned."""
    found = detect_files(files, format, columns, report)
    _note_detections(found, report)
    return found[0][1], _rows(found, report)


def detect_files(
    files: Sequence[Path],
    format: str,  # noqa: A002
    columns: Columns,
    report: Report,
) -> list[tuple[Path, Detection]]:
    """Those of the files that have rows, each with its format. Raises DataError for none."""
    found: list[tuple[Path, Detection]] = []
    for file in files:
        detection = _detect_file(file, format, columns, several=len(files) > 1, report=report)
        if detection:
            found.append((file, detection))
    if not found:
        raise _no_rows(files[0])
    return found


def count_rows(dataset: Path) -> int:
    """How many rows for training can be read; reads all of them."""
    return sum(1 for file in dataset_files(dataset).train for _ in read_rows(file, Report()))


def is_large(dataset: Path) -> bool:
    """Whether reading the dataset takes long enough to show progress."""
    return sum(file.stat().st_size for file in dataset_files(dataset).train) > _LARGE


def sample_rows(path: Path, count: int = SAMPLE) -> list[RawRow]:
    """Rows from the start, the middle and the end of a file, without reading much of a large one.

    Large files of one JSON object a line, and parquet files, are looked into at their middle and
    end; of other large files the middle and end of the first `_READ` rows are taken.
    """
    return _sample(path, count, Report())


def _sample(path: Path, count: int, seen: Report) -> list[RawRow]:
    third = count // 3
    rows = _few_long(read_rows(path, seen))
    start = list(islice(rows, third))
    middle, end = list[RawRow](), deque[RawRow](maxlen=third)
    choice = Random(0)
    for number, row in enumerate(islice(rows, _READ)):
        end.append(row)
        if len(middle) < third:
            middle.append(row)
        elif (place := choice.randrange(number + 1)) < third:
            middle[place] = row
    more = next(rows, None)
    further = _further(path, start, third) if more else []
    unique = {id(row): row for row in (*start, *middle, *end, *further)}
    return list(unique.values())


def _few_long(rows: Iterable[RawRow]) -> Iterator[RawRow]:
    """The rows without most of those that are very long."""
    long = 0
    for row in rows:
        long += (is_long := characters(row.value) > _LONG)
        if not is_long or long <= _FEW:
            yield row
        if long > _MANY:
            return


def _further(path: Path, start: Sequence[RawRow], count: int) -> list[RawRow]:
    """Rows from the middle and the end of a file that is too long to read for a sample."""
    if groups := parquet_groups(path):
        found = [
            row
            for group in {groups // 2, groups - 1}
            for row in read_group(path, group)[: count // 2]
        ]
        return [RawRow(row, Source(str(path), -n)) for n, row in enumerate(found, 1)]
    lines = [row.source.line for row in start]
    one_a_line = lines == list(range(lines[0], lines[0] + len(lines)))
    if kind_of(path) != "json" or path.suffix == ".gz" or not one_a_line:
        return []
    size, teller, found = path.stat().st_size, Teller(path, Report()), list[dict[str, object]]()
    for offset in (size // 2, int(size * 0.98)):
        numbered = numbered_lines(text_blocks(path, teller, offset))
        next(numbered, None)
        values = json_values(islice(numbered, count // 2), teller)
        rows = (row for record in values for _, row in rows_in(record, teller))
        found += [row for row in rows if characters(row) <= _LONG]
    return [RawRow(row, Source(str(path), -n)) for n, row in enumerate(found, 1)]


def _detect_file(
    file: Path,
    format: str,  # noqa: A002
    columns: Columns,
    *,
    several: bool,
    report: Report,
) -> Detection | None:
    """The file's format; None for a file without rows beside others."""
    seen = Report()
    sample = _sample(file, SAMPLE, seen)
    if not sample:
        if several and not seen.unreadable_rows:
            report.note(message("data.reading.empty-file", file=str(file)))
            return None
        _refuse_unreadable(seen)
        raise _no_rows(file)
    try:
        detection = detect(sample, format, columns)
    except DataError as error:
        raise DataError(error.what, where=error.where or str(file), fix=error.fix) from error
    if not detection.sure and format == AUTO:
        raise _unsure(file, detection)
    return detection


def _rows(found: Sequence[tuple[Path, Detection]], report: Report) -> Iterator[Row]:
    kept, lost_before, rows_before = 0, report.unreadable_rows, report.rows
    for file, detection in found:
        for raw in read_rows(file, report):
            row = convert(raw, detection, report)
            if isinstance(row, Rejection):
                report.reject(row, preview(raw))
            else:
                kept += 1
                yield row
    _refuse_unreadable(report, lost_before, rows_before)
    if not kept:
        raise _none_left(report, found[0][0])


def preview(raw: RawRow) -> str:
    """The beginning of a row as text, cheap for rows of any size."""
    cells = islice(raw.value.items(), 4)
    return excerpt_of(" | ".join(f"{key}: {_begin(cell)}" for key, cell in cells))


def _begin(cell: object) -> str:
    if isinstance(cell, list):
        return f"[{_begin(cell[0])}…" if cell else "[]"
    if isinstance(cell, dict):
        return ", ".join(f"{key}: {_begin(one)}" for key, one in islice(cell.items(), 3))
    return str(cell)[:40]


def _name(file: Path, dataset: Path) -> str:
    return str(file.relative_to(dataset)) if file != dataset else file.name


def _note_detections(found: Sequence[tuple[Path, Detection]], report: Report) -> None:
    for file, detection in found:
        for warning in detection.warnings:
            report.note(warning)
        if (detection.format, detection.mapping) != (found[0][1].format, found[0][1].mapping):
            name, kind = str(file), detection.format
            report.note(message("data.formats.other-format", file=name, format=kind))


def _refuse_unreadable(report: Report, lost_before: int = 0, rows_before: int = 0) -> None:
    lost = report.unreadable_rows - lost_before
    total = report.rows - rows_before + lost
    if lost > UNREADABLE * total:
        first = next(iter(report.unreadable.values()))
        where = first.examples[0].where
        raise DataError(
            message(
                "data.reading.mostly-unreadable",
                unreadable=lost,
                total=total,
                first=render(first.message),
            ),
            where=where,
            fix=message("data.reading.mostly-unreadable-fix", where=where.rpartition(":")[2]),
        )


def _no_rows(file: Path) -> DataError:
    return DataError(
        message("data.reading.no-rows"), where=str(file), fix=message("data.reading.no-rows-fix")
    )


def _none_left(report: Report, file: Path) -> DataError:
    if not report.rejected:
        return _no_rows(file)
    most = max(report.rejected.values(), key=lambda tally: tally.count)
    return DataError(
        message("data.formats.none-left", count=report.rows, reason=render(most.message)),
        where=most.examples[0].where,
        fix=message("data.formats.none-left-fix"),
    )


def _unsure(file: Path, detection: Detection) -> DataError:
    ways = "; ".join(
        f"{one.format} with " + ", ".join(f"{field}: {name}" for field, name in one.mapping.items())
        for one in detection.candidates
    )
    return DataError(
        message("data.formats.unsure", ways=ways),
        where=str(file),
        fix=message("data.formats.unsure-fix"),
    )
