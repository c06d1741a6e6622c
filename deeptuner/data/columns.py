"""Which column holds what: the fields of each format, the names they go by, and a person's mapping.

Knows names only. Does not look into cells (`formats` does).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from deeptuner.errors import DataError
from deeptuner.words import Message, message

CHAT = ("messages", "sharegpt")
CONVERSATION_NAMES = ("messages", "conversations", "conversation", "dialog", "dialogue", "chat")
_SYSTEM = ("system", ("system", "system_prompt", "system_message"))
_TOOLS = ("tools", ("tools", "functions"))


@dataclass(frozen=True, slots=True)
class Shape:
    """A format's fields, each with the column names it goes by; its own name comes first."""

    format: str
    required: Mapping[str, tuple[str, ...]]
    optional: Mapping[str, tuple[str, ...]]

    @property
    def fields(self) -> dict[str, tuple[str, ...]]:
        return {**self.required, **self.optional}


def _shape(
    format: str,  # noqa: A002 - the setting's own name
    required: Mapping[str, str],
    *optional: tuple[str, tuple[str, ...]],
) -> Shape:
    names = {field: (field, *more.split()) for field, more in required.items()}
    return Shape(format, names, dict(optional))


_INPUT = ("input", ("input", "inputs"))
_CONTEXT = ("context", ("context", "passage", "input"))
_HISTORY = ("history", ("history",))

# The most specific first: a row with `instruction`, `input` and `output` is also input/output.
PAIRS = {
    shape.format: shape
    for shape in (
        _shape("alpaca", {"instruction": "instructions", "output": "outputs"}, _INPUT, _SYSTEM,
               _HISTORY),
        _shape("instruction-response", {"instruction": "instructions", "response":
               "answer completion"}, _CONTEXT, _SYSTEM, _HISTORY),
        _shape("question-answer", {"question": "questions query", "answer":
               "answers response"}, _CONTEXT, _SYSTEM),
        _shape("prompt-completion", {"prompt": "", "completion": "response answer output"},
               _SYSTEM, _TOOLS),
        _shape("input-output", {"input": "inputs source user human", "output":
               "outputs target targets assistant bot gpt"}, _SYSTEM),
    )
}  # fmt: skip
SHAPES = {
    **PAIRS,
    **{name: Shape(name, {"messages": CONVERSATION_NAMES}, dict((_SYSTEM, _TOOLS)))
       for name in CHAT},
    "text": Shape("text", {"text": ("text", "content", "document", "body")}, {}),
}  # fmt: skip
FIELDS = frozenset(field for shape in SHAPES.values() for field in shape.fields)


def find(names: Iterable[str], columns: Iterable[str]) -> str | None:
    """The column that goes by one of `names`, the first name winning; case does not matter."""
    known = {_plain(column): column for column in columns}
    return next((known[name] for name in names if name in known), None)


def fill(shape: Shape, columns: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """Field → column: what was given, then what goes by a known name and is not taken yet."""
    mapping = dict(given)
    for field, names in shape.fields.items():
        if field not in mapping:
            free = [column for column in columns if column not in mapping.values()]
            if column := find(names, free):
                mapping[field] = column
    return mapping


def by_names(columns: Sequence[str]) -> Iterator[tuple[Shape, dict[str, str], bool]]:
    """Each pair format whose columns are there, its mapping, and whether by the fields' own names.

    Those found by their own names come first.
    """
    found = []
    for shape in PAIRS.values():
        mapping = fill(shape, columns, {})
        if shape.required.keys() <= mapping.keys():
            exact = all(_plain(mapping[field]) == field for field in shape.required)
            found.append((shape, mapping, exact))
    yield from sorted(found, key=lambda one: not one[2])


def check_mapping(shape: Shape, given: Mapping[str, str], columns: Sequence[str]) -> None:
    """Raises DataError when `given` names a field the format has not, or a column that is not."""
    for field, column in given.items():
        if field in columns and column not in columns and column in FIELDS:
            raise DataError(
                message("data.formats.swapped-mapping", field=field, column=column),
                where=f"data.columns.{field}",
                fix=message("data.formats.swapped-mapping-fix", field=field, column=column),
            )
        if field not in shape.fields:
            raise DataError(
                message("data.formats.unknown-field", field=field, format=shape.format),
                where=f"data.columns.{field}",
                fix=_nearest(field, shape.fields),
            )
        if column not in columns:
            raise DataError(
                message("data.formats.unknown-column", column=column),
                where=f"data.columns.{field}",
                fix=_nearest(column, columns),
            )


def _nearest(word: str, known: Iterable[str]) -> Message:
    names = list(known)
    near = get_close_matches(word.lower(), [name.lower() for name in names], 1, 0.6)
    listed = ", ".join(f"`{name}`" for name in names)
    if not near:
        return message("data.formats.choose-name", names=listed)
    best = next(name for name in names if name.lower() == near[0])
    return message("data.formats.nearest-name", nearest=best, names=listed)


def _plain(column: str) -> str:
    return column.strip().lower().replace(" ", "_").replace("-", "_")
