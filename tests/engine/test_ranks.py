"""A rank notices when it is not what was planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import torch
from accelerate.state import PartialState
from torch import distributed, nn
from torch.distributed.fsdp import fully_shard

from deeptuner.engine import fsdp_cpu, ranks
from deeptuner.engine.plan import Kind, Plan
from deeptuner.errors import EngineError
from deeptuner.words import message


def plan(kind: Kind, world: int = 1, **more: object) -> Plan:
    made = Plan(kind, "cpu", "cpu", (), world, world, 1, message("engine.decision.as-set"))
    return replace(made, **more)


@pytest.fixture
def group() -> Iterator[None]:
    """A process group of one, as a rank of a larger one would have."""
    store = distributed.HashStore()
    distributed.init_process_group("gloo", store=store, rank=0, world_size=1)
    yield
    distributed.destroy_process_group()


def test_the_number_of_processes_is_checked() -> None:
    ranks.check_world(plan("single"))
    with pytest.raises(EngineError, match="1 processes train together, but 2 were planned"):
        ranks.check_world(plan("ddp", 2))


def test_missing_gpus_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
    with pytest.raises(EngineError, match="sees 0 GPUs, but 1 were planned"):
        ranks.check_world(plan("single", device="cuda", gpus=(0,)))


def test_a_plain_model_is_not_taken_for_a_sharded_one() -> None:
    model = nn.Linear(4, 4)
    ranks.check_model(plan("single"), model)
    with pytest.raises(EngineError, match="spread as single, but fsdp was planned"):
        ranks.check_model(plan("fsdp", 2), model)
    with pytest.raises(EngineError, match="but ddp was planned"):
        ranks.check_model(plan("ddp", 2), model)


def test_weights_on_another_device_are_noticed() -> None:
    with pytest.raises(EngineError, match="lies on cpu, but cuda was planned"):
        ranks.check_model(plan("single", device="cuda", gpus=(0,)), nn.Linear(2, 2))


@pytest.mark.usefixtures("group")
def test_wrapped_models_are_recognised_and_whole_shards_are_not_enough() -> None:
    copied = nn.parallel.DistributedDataParallel(nn.Linear(4, 4))
    assert ranks.kind_of(copied) == "ddp"
    sharded = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4))
    fully_shard(sharded)
    assert ranks.kind_of(sharded) == "fsdp"
    with pytest.raises(EngineError, match=r"0\.weight is not split"):
        ranks.check_model(plan("fsdp", 2), sharded)


@pytest.mark.usefixtures("group")
def test_a_weight_left_out_of_sharding_is_noticed() -> None:
    model = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4))
    fully_shard(model, ignored_params={model[1].weight})
    with pytest.raises(EngineError, match=r"1\.weight is not split"):
        ranks.check_model(plan("fsdp", 1), model)


def test_the_cpu_switch_needs_leave() -> None:
    before = dict(PartialState._shared_state)
    with pytest.raises(EngineError, match="needs GPUs"):
        fsdp_cpu.switch_on(plan("fsdp", 2))
    for untouched in (plan("ddp", 2), plan("single")):
        fsdp_cpu.switch_on(untouched)
    assert dict(PartialState._shared_state) == before
