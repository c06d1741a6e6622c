"""From JSON values to rows: what a row looks like, and files that wrap their rows in one value.

Knows turns, lists of turns, `{"data": […]}`, splits, objects of columns and rows keyed by an id.
Does not know text, files or dataset formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from deeptuner.data.files import split_of
from deeptuner.data.report import excerpt_of
from deeptuner.data.telling import Teller

WRAPPERS = ("data", "rows", "examples", "records", "items", "instances", "train", "training")
_FEW = 3
_TURN_KEYS = {"role", "content", "from", "value", "name", "tool_calls", "tool_call_id", "weight"}


class Record(NamedTuple):
    """One top-level value of a file, and the line it begins on."""

    line: int
    value: Any


Row = dict[str, Any]
Rows = Iterator[tuple[int, Row]]


def is_turn(value: Any) -> bool:
    """Whether a value is one message of a conversation, rather than a row."""
    return (
        isinstance(value, dict)
        and ({"role", "content"} <= value.keys() or {"from", "value"} <= value.keys())
        and {key for key, one in value.items() if one is not None}
        <= _TURN_KEYS | {"reasoning_content", "reasoning", "function_call", "thinking"}
    )


def rows_of(records: Iterable[Record], teller: Teller) -> Rows:
    """Rows from the values of a file that holds one value a row; a file of one value is unwrapped.

    `{"data": […]}` is only unwrapped when it is all there is: a row may look the same.
    """
    values = iter(records)
    first = next(values, None)
    if first is None:
        return
    second = next(values, None)
    if second is None and isinstance(first.value, dict):
        yield from _unwrapped(first, teller)
        return
    for record in chain([first], [second] if second else [], values):
        yield from rows_in(record, teller)


def rows_in(record: Record, teller: Teller) -> Rows:
    """The rows of one value: an object, a text, a conversation as a list, or a list of rows."""
    line, value = record
    if isinstance(value, dict):
        yield line, value
    elif isinstance(value, str):
        yield line, {"text": value}
    elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        if is_turn(value[0]):
            yield line, {"messages": value}
        else:
            yield from ((line, item) for item in value)
    elif isinstance(value, list) and value and all(isinstance(item, list | str) for item in value):
        yield line, {"messages": value}
    else:
        teller.lost("not-a-row", line, excerpt_of(str(value)))


def _unwrapped(record: Record, teller: Teller) -> Rows:
    line, value = record
    lists = {key: one for key, one in value.items() if _is_list_of_rows(key, one)}
    if any(_begins_with_turn(one) for one in lists.values()):
        yield line, value
    elif lists:
        for key in _chosen_lists(lists, teller):
            teller.note("rows-under", key=key, count=len(lists[key]))
            yield from ((line, row) for row in lists[key] if isinstance(row, dict))
    elif columns := _columns(value):
        teller.note("columns-object", columns=", ".join(columns))
        names = list(columns)
        rows = zip(*columns.values(), strict=True)
        yield from ((line, dict(zip(names, row, strict=True))) for row in rows)
    elif len(value) > 1 and all(isinstance(one, dict) for one in value.values()):
        teller.note("rows-by-id", count=len(value))
        yield from ((line, row) for row in value.values())
    else:
        yield line, value


def _begins_with_turn(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and is_turn(value[0])


def _is_list_of_rows(key: str, value: Any) -> bool:
    """Whether a list holds the file's rows; under a name that says nothing, a few may be a cell."""
    known = key in WRAPPERS or split_of(key) is not None or _begins_with_turn(value)
    few = 1 if known else _FEW
    return isinstance(value, list) and len(value) >= few and all(isinstance(x, dict) for x in value)


def _chosen_lists(lists: dict[str, list[Any]], teller: Teller) -> list[str]:
    """All lists, but of splits only the training one: the others measure learning."""
    splits = {key: split_of(key) for key in lists}
    training = [key for key, split in splits.items() if split == "train"]
    if not training:
        return list(lists)
    for key in lists:
        if splits[key] not in ("train", None):
            teller.note("split-left", key=key, count=len(lists[key]))
    return [key for key in lists if splits[key] in ("train", None)]


def _columns(value: dict[str, Any]) -> dict[str, list[Any]] | None:
    """The columns of a table written column by column, as three ways of pandas do it."""
    if {"columns", "data"} <= value.keys() and isinstance(value["data"], list):
        names, rows = value["columns"], value["data"]
        if isinstance(names, list) and all(
            isinstance(row, list) and len(row) == len(names) for row in rows
        ):
            return {str(name): [row[i] for row in rows] for i, name in enumerate(names)}
    columns = list(value.values())
    if columns and all(isinstance(one, list) for one in columns):
        same = len({len(one) for one in columns}) == 1 and len(columns) > 1
        return dict(value) if same else None
    if columns and all(isinstance(one, dict) and one for one in columns):
        keys = list(columns[0])
        if all(list(one) == keys for one in columns) and all(key.isdecimal() for key in keys):
            return {name: list(one.values()) for name, one in value.items()}
    return None
