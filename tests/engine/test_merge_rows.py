"""Numbers that are none are found, wherever they stand."""

from __future__ import annotations

import pytest
import torch

from deeptuner.engine.merge.rows import is_finite

DTYPES = (torch.float64, torch.float32, torch.bfloat16, torch.float16)
BROKEN = {"nan": [torch.nan], "inf": [torch.inf], "both": [torch.inf, -torch.inf]}


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("place", [0, 12_345, 29_998])
def test_one_is_enough(dtype: torch.dtype, broken: str, place: int) -> None:
    tensor = torch.randn(100, 300).to(dtype)
    assert is_finite(tensor)
    values = torch.tensor(BROKEN[broken], dtype=dtype)
    tensor.view(-1)[place : place + len(values)] = values
    assert not is_finite(tensor)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_numbers_whose_sum_is_none_are_well(dtype: torch.dtype) -> None:
    largest = torch.finfo(dtype).max
    assert is_finite(torch.full((64, 64), largest, dtype=dtype))
    assert is_finite(torch.full((64, 64), -largest, dtype=dtype))
    assert is_finite(torch.empty(0, 4, dtype=dtype))
