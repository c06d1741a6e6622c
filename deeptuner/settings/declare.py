"""What a declared setting carries, and the types settings are made of.

Knows how one pydantic field becomes one setting: title, help, unit, tier, condition,
source, key term. Does not know any particular setting (see `sections/`), nor who reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainValidator,
    Strict,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

AUTO: Final = "auto"
LARGEST: Final = 2**53  # the largest whole number that every reader of JSON keeps exactly
Tier = Literal["basic", "advanced"]


@dataclass(frozen=True, slots=True)
class When:
    """A declared condition: the setting matters only while `path` has one of `values`."""

    path: str
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Ui:
    """What a form, a flag and the docs need beyond type, default and bounds."""

    unit: str = ""
    tier: Tier = "advanced"
    when: When | None = None
    source: str = ""
    term: str = ""


def setting(
    default: Any,
    title: str,
    help: str,  # noqa: A002 - the word users know
    *,
    unit: str = "",
    tier: Tier = "advanced",
    when: When | None = None,
    source: str = "",
    term: str = "",
) -> Any:
    """One setting. `help` is one or two plain sentences; `source` a link; `term` a key term."""
    ui = Ui(unit, tier, when, source, term)
    if isinstance(default, list | dict):
        return Field(
            default_factory=default.copy,
            title=title,
            description=help,
            json_schema_extra=_carry(ui),
        )
    return Field(default, title=title, description=help, json_schema_extra=_carry(ui))


class _Carrier(dict[str, Any]):
    """Holds the `Ui` record on the field without leaking it into any JSON schema."""

    ui: Ui


def _carry(ui: Ui) -> Any:
    carrier = _Carrier()
    carrier.ui = ui
    return carrier


def ui_of(extra: object) -> Ui:
    return extra.ui if isinstance(extra, _Carrier) else Ui()


class Section(BaseModel):
    """A group of settings. Unknown keys are refused; values never change once made.

    Numbers are numbers (not words, not yes/no): what a flag gives as text is turned into a value
    before it comes here (`text.py`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


def _whole(value: Any) -> Any:
    """`1e3` is a whole number too; yes/no is none, which strictness sees to."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and abs(value) > LARGEST:
        raise PydanticCustomError("too_large", "a number that other programs can read")
    return value


def _yes_or_no(value: Any) -> Any:
    """YAML 1.2 reads `yes` and `no` as words; where a switch is asked for they are plain enough."""
    return WORDS_OF_SWITCH.get(value.strip().lower(), value) if isinstance(value, str) else value


def _switch_as_word(value: Any) -> Any:
    """For choices among which are the words `true` and `false`, which YAML reads as a switch."""
    return str(value).lower() if isinstance(value, bool) else value


def _one_value(value: Any) -> Any:
    if isinstance(value, str | bool | int) or (isinstance(value, float) and isfinite(value)):
        return value
    raise PydanticCustomError("one_value", "a word, a number, or yes/no")


def _json(value: Any) -> Any:
    """Refuse what neither YAML nor JSON could give back the same."""
    plain = value is None or isinstance(value, str | bool | int)
    if plain or (isinstance(value, float) and isfinite(value)):
        return value
    if isinstance(value, list):
        return [_json(item) for item in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: _json(item) for key, item in value.items()}
    raise PydanticCustomError("json_value", "a word, a number, yes/no, a list or a mapping")


class IsPath:
    """Marks a text as the path of a file or folder, so that a form can offer to choose one."""


WORDS_OF_SWITCH: Final = {"yes": True, "true": True, "on": True} | {
    "no": False,
    "false": False,
    "off": False,
}
Int = Annotated[int, Strict(), BeforeValidator(_whole)]
Float = Annotated[float, Strict(), Field(allow_inf_nan=False)]
Bool = Annotated[bool, Strict(), BeforeValidator(_yes_or_no)]
PathText = Annotated[str, IsPath()]
Scalar = Annotated[float | int | str | bool, PlainValidator(_one_value)]
Json = Annotated[Any, PlainValidator(_json)]
SwitchAsWord = BeforeValidator(_switch_as_word)


@dataclass(frozen=True, slots=True)
class AutoOr:
    """A word (`auto`), or a value of type `inner`; a mistake is one message at the field's path.

    Written `Annotated[int | Literal["auto"], AutoOr(Annotated[Int, Field(ge=1)])]`: the first
    part is for the type checker, the second is what is validated.
    """

    inner: Any
    word: str = AUTO

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            self._accept, handler.generate_schema(self.inner)
        )

    def _accept(self, value: Any, inner: Callable[[Any], Any]) -> Any:
        is_word = isinstance(value, str) and value.strip().lower() == self.word
        return self.word if is_word else inner(value)
