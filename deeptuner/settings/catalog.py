"""The catalogue: every declared setting as one flat record, in the order of the sections.

Knows how a pydantic field becomes a `FieldSpec` that flags, docs, presets and a form read. Does not
know any particular setting, and validates nothing: that stays with the declaration.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo

from deeptuner.settings.declare import AUTO, AutoOr, IsPath, Section, Ui, ui_of
from deeptuner.settings.sections.config import Config

Kind = Literal["text", "path", "integer", "number", "boolean", "choice", "list", "mapping"]
Value = Any  # of a setting: what YAML can hold
NOT_SETTINGS = ("version",)  # of the file's form; no person sets it


@dataclass(frozen=True, slots=True)
class Shape:
    """What values are legal, which the type alone decides.

    `item` is the shape of a list's items and of a mapping's values; None where those are free.
    `word` is accepted besides the kind's own values (`auto`, `all-linear`).
    """

    kind: Kind
    choices: tuple[str | int, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: bool = False
    exclusive_maximum: bool = False
    nullable: bool = False
    word: str | None = None
    item: Shape | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec(Shape):
    """One setting. `path` is `section.key`, or `key` alone outside the sections."""

    path: str
    title: str
    help: str
    default: Value
    ui: Ui

    @property
    def section(self) -> str:
        return self.path.rpartition(".")[0]

    @property
    def key(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def auto(self) -> bool:
        """Whether the program can decide."""
        return self.word == AUTO or AUTO in self.choices or self.default == AUTO


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A group of settings: `name` is its key in the file."""

    name: str
    title: str
    help: str
    specs: tuple[FieldSpec, ...]


@cache
def sections() -> tuple[SectionSpec, ...]:
    """The groups in order. The first holds the settings that stand outside any section."""
    outside = (spec for spec in _specs_of(Config, "") if spec.path not in NOT_SETTINGS)
    first = SectionSpec("", "Run", "", tuple(outside))
    return (
        first,
        *(_section(name, info) for name, info in Config.model_fields.items() if _is_section(info)),
    )


@cache
def specs() -> tuple[FieldSpec, ...]:
    """Every setting that a person can set."""
    return tuple(spec for section in sections() for spec in section.specs)


@cache
def spec_by_path() -> Mapping[str, FieldSpec]:
    return {spec.path: spec for spec in specs()}


def value_at(config: Config, path: str) -> Value:
    """The value of the setting `path` in `config`."""
    value: Any = config
    for name in path.split("."):
        value = getattr(value, name)
    return value


def nested(values: Mapping[str, Value]) -> dict[str, Any]:
    """`{"lora.rank": 8}` as the file has it: `{"lora": {"rank": 8}}`."""
    tree: dict[str, Any] = {}
    for path, value in values.items():
        section, _, key = path.rpartition(".")
        (tree.setdefault(section, {}) if section else tree)[key] = value
    return tree


def as_values(config: Config) -> dict[str, Value]:
    """Every setting of `config` by path."""
    return {spec.path: value_at(config, spec.path) for spec in specs()}


def with_values(config: Config, changes: Mapping[str, Value]) -> Config:
    """A copy of `config` with some settings changed, validated as a whole.

    Raises pydantic's ValidationError when a value is not legal.
    """
    return Config.model_validate(nested({**as_values(config), **changes}))


def _is_section(info: FieldInfo) -> bool:
    return isinstance(info.annotation, type) and issubclass(info.annotation, Section)


def _section(name: str, info: FieldInfo) -> SectionSpec:
    model = info.annotation
    assert isinstance(model, type) and issubclass(model, Section)
    return SectionSpec(
        name, info.title or "", (model.__doc__ or "").strip(), tuple(_specs_of(model, name + "."))
    )


def _specs_of(model: type[Section], prefix: str) -> Iterator[FieldSpec]:
    for name, info in model.model_fields.items():
        if not _is_section(info):
            yield FieldSpec(
                path=prefix + name,
                title=info.title or "",
                help=info.description or "",
                default=info.get_default(call_default_factory=True),
                ui=ui_of(info.json_schema_extra),
                **_parts(_shape(info.annotation, info.metadata)),
            )


def _parts(shape: Shape) -> dict[str, Any]:
    return {part.name: getattr(shape, part.name) for part in fields(shape)}


def _shape(annotation: Any, metadata: Iterable[Any] = ()) -> Shape:
    """The shape of an annotation: peeled of `Annotated`, `| None` and `AutoOr`, one at a time."""
    marks = list(metadata)
    for mark in marks:
        if isinstance(mark, AutoOr):
            return _with_word(_shape(mark.inner), mark.word)
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _shape(inner, [*_flat(more), *marks])
    if get_origin(annotation) in (Union, UnionType):
        return _of_union(annotation, marks)
    return _bounded(_plain(annotation, marks), marks)


def _flat(marks: Iterable[Any]) -> Iterator[Any]:
    """`Field(ge=1)` inside a nested type keeps its bounds in its own metadata."""
    for mark in marks:
        if isinstance(mark, FieldInfo):
            yield from mark.metadata
        else:
            yield mark


def _with_word(shape: Shape, word: str) -> Shape:
    return replace(shape, word=word, choices=(word, *shape.choices) if shape.choices else ())


def _of_union(annotation: Any, marks: list[Any]) -> Shape:
    inner = [part for part in get_args(annotation) if part is not NoneType]
    if len(inner) == 1:
        return replace(_shape(inner[0], marks), nullable=True)
    raise TypeError(f"a setting may not be a bare union: {annotation}")


def _plain(annotation: Any, marks: list[Any]) -> Shape:
    origin = get_origin(annotation)
    if origin is Literal:
        return Shape("choice", choices=get_args(annotation))
    if origin is list:
        return Shape("list", item=_shape(get_args(annotation)[0]))
    if origin is dict:
        return Shape("mapping", item=_free_or_shape(get_args(annotation)[1]))
    if annotation is str and any(isinstance(mark, IsPath) for mark in marks):
        return Shape("path")
    kinds: dict[Any, Kind] = {str: "text", int: "integer", float: "number", bool: "boolean"}
    return Shape(kinds[annotation])


def _free_or_shape(annotation: Any) -> Shape | None:
    return Shape("text") if annotation is str else None


def _bounded(shape: Shape, marks: Iterable[Any]) -> Shape:
    for mark in marks:
        match mark:
            case Ge(ge):
                shape = replace(shape, minimum=_number(ge))
            case Gt(gt):
                shape = replace(shape, minimum=_number(gt), exclusive_minimum=True)
            case Le(le):
                shape = replace(shape, maximum=_number(le))
            case Lt(lt):
                shape = replace(shape, maximum=_number(lt), exclusive_maximum=True)
    return shape


def _number(bound: Any) -> float:
    assert isinstance(bound, int | float)
    return bound
