"""Any legal `Config`, built from the catalogue: a setting added there is tested here at once."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from deeptuner.settings import Config
from deeptuner.settings.catalog import FieldSpec, Shape, nested, specs
from deeptuner.settings.declare import LARGEST

# The machine may be busy, and reading a whole file takes a while.
PATIENT = settings(deadline=None, max_examples=30)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.booleans() | st.integers() | NUMBERS | TEXTS
JSON = st.recursive(
    st.none() | SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def configs() -> st.SearchStrategy[Config]:
    chosen = {spec.path: values(spec) for spec in specs()}
    return st.fixed_dictionaries({}, optional=chosen).map(
        lambda picked: Config.model_validate(nested(picked))
    )


def values(spec: FieldSpec) -> st.SearchStrategy[Any]:
    if spec.path == "lora.other":
        return st.dictionaries(TEXTS, JSON, max_size=3)
    return of_shape(spec)


def of_shape(shape: Shape) -> st.SearchStrategy[Any]:
    found = _plain(shape)
    if shape.nullable:
        found |= st.none()
    return found | st.just(shape.word) if shape.word else found


def _plain(shape: Shape) -> st.SearchStrategy[Any]:
    low, high = shape.minimum, shape.maximum
    match shape.kind:
        case "text" | "path":
            return TEXTS
        case "integer":
            return st.integers(
                -LARGEST if low is None else int(low) + shape.exclusive_minimum,
                LARGEST if high is None else int(high) - shape.exclusive_maximum,
            )
        case "number":
            return st.floats(
                low,
                high,
                exclude_min=shape.exclusive_minimum,
                exclude_max=shape.exclusive_maximum,
                allow_nan=False,
                allow_infinity=False,
            )
        case "boolean":
            return st.booleans()
        case "choice":
            return st.sampled_from(shape.choices)
        case "list":
            assert shape.item
            return st.lists(of_shape(shape.item), max_size=3)
        case "mapping":
            return st.dictionaries(TEXTS, TEXTS if shape.item else SCALARS, max_size=3)
