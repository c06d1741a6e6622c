"""Recognising how rows are written: what the cells hold before what the columns are called.

Knows the order in which formats are told apart. Does not read files nor convert rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from deeptuner.data.columns import (
    CHAT,
    CONVERSATION_NAMES,
    FIELDS,
    SHAPES,
    Shape,
    by_names,
    check_mapping,
    fill,
    find,
)
from deeptuner.data.formats.cells import characters, is_blank, unpacked
from deeptuner.data.formats.detection import Candidate, Detection
from deeptuner.data.formats.turns import kind_of_list
from deeptuner.data.report import excerpt_of
from deeptuner.data.row import RawRow
from deeptuner.errors import DataError
from deeptuner.words import Message, message

AUTO = "auto"
_MOST = 0.5  # of the rows in which a column holds something
_MARKERS = ("<|im_start|>", "<|start_header_id|>", "[INST]", "<start_of_turn>", "### Human:",
            "### Instruction:", "<|user|>")  # fmt: skip
_LISTS_BY_NAME = (*CONVERSATION_NAMES, "data", "turns", "texts")


class Sample:
    """Some rows of a dataset, seen column by column."""

    def __init__(self, rows: Sequence[RawRow]) -> None:
        self.rows = [row.value for row in rows]
        self.columns = list(dict.fromkeys(str(key) for row in self.rows for key in row))

    def cells(self, column: str) -> list[Any]:
        """The cells of a column that hold something."""
        found = (row.get(column) for row in self.rows)
        return [cell for cell in found if cell is not None and cell not in ("", [])]

    def share(self, column: str) -> float:
        """In how many rows the column is there, empty or not, as a share."""
        return sum(column in row for row in self.rows) / len(self.rows)

    def mostly(self, column: str, kinds: Iterable[Any], what: Any) -> bool:
        cells = self.cells(column)
        wanted = tuple(kinds)
        return bool(cells) and sum(what(cell) in wanted for cell in cells) >= _MOST * len(cells)


def detect(
    sample: Sequence[RawRow],
    format: str = AUTO,  # noqa: A002 - the setting's own name
    columns: Mapping[str, str] | None = None,
) -> Detection:
    """How the rows are written; `format` and `columns` (field → column) are what a person said.

    Raises DataError when the format cannot be told, is one that is not trained on, or what the
    person said does not fit the columns.
    """
    seen, given = Sample(sample), dict(columns or {})
    if format != AUTO:
        return _as_told(SHAPES[format], seen, given)
    if given:
        return _from_mapping(seen, given)
    _refuse_preferences(seen)
    found = _conversations(seen) or _pairs(seen) or _plain_text(seen)
    if found is None:
        raise _cannot_tell(seen)
    return found


def _as_told(shape: Shape, seen: Sample, given: dict[str, str]) -> Detection:
    check_mapping(shape, given, seen.columns)
    mapping = fill(shape, seen.columns, given)
    if shape.format in CHAT and "messages" not in mapping:
        chats = _chat_columns(seen)
        if len(chats) == 1:
            mapping["messages"] = chats[0]
    if shape.format == "text" and "text" not in mapping:
        texts = _text_columns(seen)
        if len(texts) == 1:
            mapping["text"] = texts[0]
    missing = [field for field in shape.required if field not in mapping]
    if missing:
        raise DataError(
            message("data.formats.missing-field", format=shape.format, field=missing[0]),
            fix=_how_to_map(seen, shape.format, missing[0]),
        )
    return Detection(shape.format, mapping, sure=True, reason=message("data.formats.as-set"))


def _from_mapping(seen: Sample, given: dict[str, str]) -> Detection:
    """The first format that has all the given fields and finds its others."""
    for shape in SHAPES.values():
        if given.keys() <= shape.fields.keys():
            check_mapping(shape, given, seen.columns)
            mapping = fill(shape, seen.columns, given)
            if shape.required.keys() <= mapping.keys():
                reason = message("data.formats.by-mapping", fields=", ".join(given))
                return Detection(shape.format, mapping, sure=True, reason=reason)
    every = Shape("any", {}, dict.fromkeys(sorted(FIELDS), ()))
    check_mapping(every, given, seen.columns)
    raise DataError(
        message("data.formats.mapping-fits-none", fields=", ".join(given)),
        where="data.columns",
        fix=_how_to_map(seen, "prompt-completion", "prompt"),
    )


def _refuse_preferences(seen: Sample) -> None:
    chosen, rejected = find(("chosen",), seen.columns), find(("rejected",), seen.columns)
    if chosen and rejected:
        raise DataError(
            message("data.formats.preference", chosen=chosen, rejected=rejected),
            fix=message("data.formats.preference-fix", chosen=chosen),
        )
    label = find(("label",), seen.columns)
    named = find(("prompt",), seen.columns) and find(("completion",), seen.columns)
    if label and named and all(isinstance(cell, bool) for cell in seen.cells(label)):
        raise DataError(
            message("data.formats.kto", label=label), fix=message("data.formats.kto-fix")
        )


def _conversations(seen: Sample) -> Detection | None:
    columns = _chat_columns(seen)
    if find(("prompt",), columns) and find(("completion",), columns):
        return None  # a pair, each half a list of turns
    pairs = next(iter(by_names(seen.columns)), None)
    if pairs and pairs[2]:
        columns = [column for column in columns if column != pairs[1].get("history")]
    if not columns:
        return None
    named = [column for column in columns if find(CONVERSATION_NAMES, [column])]
    best = named or columns
    candidates = tuple(_chat_candidate(seen, column) for column in best)
    first = candidates[0]
    reason = message("data.formats.by-turns", column=best[0])
    return Detection(first.format, first.mapping, len(best) == 1, reason, candidates[:5])


def _chat_columns(seen: Sample) -> list[str]:
    by_name = [column for column in seen.columns if find(_LISTS_BY_NAME, [column])]
    return [
        column
        for column in seen.columns
        if seen.mostly(column, ("turns", "pair-objects"), kind_of_list)
        or (column in by_name and seen.mostly(column, ("pairs", "texts"), kind_of_list))
    ]


def _chat_candidate(seen: Sample, column: str) -> Candidate:
    cells = [unpacked(cell) for cell in seen.cells(column)]
    turns = [cell[0] for cell in cells if isinstance(cell, list) and cell]
    openai = sum(isinstance(turn, dict) and "role" in turn for turn in turns) * 2 > len(turns)
    name = "messages" if openai else "sharegpt"
    return Candidate(name, fill(SHAPES[name], seen.columns, {"messages": column}))


def _pairs(seen: Sample) -> Detection | None:
    usual = [column for column in seen.columns if seen.share(column) >= _MOST]
    found = [(shape, mapping, exact) for shape, mapping, exact in by_names(usual)]
    if not found:
        return None
    shape, mapping, exact = found[0]
    mapping = fill(shape, seen.columns, mapping)
    rivals = [
        Candidate(other.format, theirs)
        for other, theirs, also_exact in found[1:]
        if also_exact == exact
        and not {theirs[field] for field in other.required} <= set(mapping.values())
    ]
    reason = message(
        "data.formats.by-columns", columns=", ".join(mapping[field] for field in shape.required)
    )
    candidates = (Candidate(shape.format, mapping), *rivals)
    return Detection(shape.format, mapping, not rivals, reason, candidates)


def _plain_text(seen: Sample) -> Detection | None:
    texts = _text_columns(seen)
    column = find(SHAPES["text"].required["text"][:1], texts)
    if column is None and len(texts) == 1:
        column = texts[0]
    if column is None:
        return None
    warnings = (*_nested_warnings(seen, column), *_marker_warnings(seen, column))
    reason = message("data.formats.by-text", column=column)
    return Detection("text", {"text": column}, sure=True, reason=reason, warnings=warnings)


def _nested_warnings(seen: Sample, column: str) -> Iterator[Message]:
    """What is said of lists and objects with more text than `column`, which are not read.

    Raises DataError where only the person can tell that `column` is meant, as its name does not:
    such as the title of a row whose paragraphs and questions are lists within lists.
    """
    nested = {name: characters(seen.cells(name)) for name in seen.columns if _is_nested(seen, name)}
    told = {
        "column": column,
        "nested": ", ".join(f"`{name}`" for name, size in nested.items() if size),
    }
    more = sum(nested.values()) > characters(seen.cells(column))
    if find(SHAPES["text"].required["text"], [column]):
        if more:
            yield message("data.formats.nested-unused", **told)
    elif more or any(size and _holds_rows(seen, name) for name, size in nested.items()):
        raise DataError(
            message("data.formats.nested", **told), fix=message("data.formats.nested-fix", **told)
        )


def _is_nested(seen: Sample, column: str) -> bool:
    return seen.mostly(column, (True,), lambda cell: isinstance(cell, list | dict))


def _holds_rows(seen: Sample, column: str) -> bool:
    """Whether the cells of a column are lists of objects, which look like rows themselves."""
    return seen.mostly(
        column, (True,), lambda cell: isinstance(cell, list) and isinstance(cell[0], dict)
    )


def _marker_warnings(seen: Sample, column: str) -> Iterator[Message]:
    cells = [cell for cell in seen.cells(column) if isinstance(cell, str)]
    formatted = next((mark for mark in _MARKERS if _often(mark, cells)), None)
    if formatted:
        yield message("data.formats.formatted-text", mark=formatted)


def _often(mark: str, cells: list[str]) -> bool:
    return sum(mark in cell for cell in cells) > _MOST * len(cells)


def _text_columns(seen: Sample) -> list[str]:
    return [
        column
        for column in seen.columns
        if seen.mostly(column, (True,), lambda cell: isinstance(cell, str) and not is_blank(cell))
    ]


def _cannot_tell(seen: Sample) -> DataError:
    if not seen.columns:
        return DataError(
            message("data.formats.empty-rows"), fix=message("data.formats.empty-rows-fix")
        )
    shown = "; ".join(f"`{column}`: {_first_cell(seen, column)}" for column in seen.columns[:12])
    return DataError(
        message("data.formats.cannot-tell", columns=shown),
        fix=_how_to_map(seen, "prompt-completion", "prompt"),
    )


def _how_to_map(seen: Sample, format: str, field: str) -> Message:  # noqa: A002
    columns = _text_columns(seen) or seen.columns
    if format == "prompt-completion" and len(columns) > 1:
        example = f"prompt: {columns[0]}, completion: {columns[1]}"
    else:
        example = f"{field}: {columns[0] if columns else '…'}"
    names = ", ".join(f"`{column}`" for column in seen.columns[:20])
    return message("data.formats.how-to-map", format=format, example=example, columns=names)


def _first_cell(seen: Sample, column: str) -> str:
    cell = next(iter(seen.cells(column)), None)
    return "(empty)" if cell is None else excerpt_of(str(cell)[:60])
