"""What a declared setting carries, and the types settings are made of.

Knows how one pydantic field becomes one setting: title, help, unit, tier, condition,
source, key term. Does not know any particular setting (see `sections/`), nor who reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

AUTO: Final = "auto"
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
    """A group of settings. Unknown keys are refused; values never change once made."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


def _not_bool(value: Any) -> Any:
    if isinstance(value, bool):
        raise PydanticCustomError("not_a_number", "yes/no is not a number")
    return value


NoBool = BeforeValidator(_not_bool)
Int = Annotated[int, NoBool]
Float = Annotated[float, NoBool, Field(allow_inf_nan=False)]


@dataclass(frozen=True, slots=True)
class AutoOr:
    """The word `auto`, or a value of type `inner`; a mistake is one message at the field's path.

    Written `Annotated[int | Literal["auto"], AutoOr(Annotated[Int, Field(ge=1)])]`: the first
    part is for the type checker, the second is what is validated.
    """

    inner: Any

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            _accept_auto, handler.generate_schema(self.inner)
        )


def _accept_auto(value: Any, inner: Callable[[Any], Any]) -> Any:
    return AUTO if isinstance(value, str) and value.strip().lower() == AUTO else inner(value)
