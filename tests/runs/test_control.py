"""Requests, orders and acknowledgements, as the processes of a run see them."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from deeptuner.errors import EngineError
from deeptuner.files import read_json, write_json
from deeptuner.runs.control import (
    Order,
    Request,
    acknowledged,
    asleep,
    clear_orders,
    dead_ranks,
    give_order,
    order_pause,
    read_order,
    register_rank,
    request,
    take_requests,
)
from deeptuner.runs.folder import RunFolder
from deeptuner.runs.identity import own_identity
from deeptuner.runs.rank_side import SUPERVISOR_GONE, SupervisorLink, report_error, reporting
from deeptuner.runs.state import RunState, write_state
from deeptuner.words import message
from tests.runs.running import LONG


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    run = RunFolder(tmp_path)
    run.control_dir.mkdir()
    write_state(run, RunState("running", 1, own_identity()))
    return run


def test_requests_are_taken_once_in_order(run: RunFolder) -> None:
    request(run, "save")
    request(run, "stop")
    (run.control_dir / "request-junk.json").write_text("{")
    write_json(run.control_dir / "request-odd.json", {"kind": "explode"})
    request(run, "pause", message("runs.pauses"), lasts=7)
    pause = Request("pause", message("runs.pauses"), 7.0)
    assert take_requests(run) == [Request("save"), Request("stop"), pause]
    assert take_requests(run) == []


@pytest.mark.parametrize("reason", [7, "hot", {"text": "hot"}, {"id": "x", "params": 3}])
def test_a_reason_that_is_none_is_no_request(run: RunFolder, reason: object) -> None:
    write_json(run.control_dir / "request-odd.json", {"kind": "pause", "reason": reason})
    assert take_requests(run) == []
    assert not (run.control_dir / "request-odd.json").exists()


def test_a_pause_lasts_until_it_is_ended_or_forgotten(run: RunFolder) -> None:
    with SupervisorLink(run) as link:
        assert not link.pause_ordered()
        order_pause(run, on=True)
        assert link.pause_ordered()
        link.tell_asleep(on=True)
        assert asleep(run)
        clear_orders(run)
        assert not link.pause_ordered()
        assert not asleep(run)


def test_a_rank_hears_an_order_until_it_is_taken_up(run: RunFolder) -> None:
    with SupervisorLink(run) as link:
        assert link.order() is None
        give_order(run, Order(1, "save"))
        order = link.order()
        assert order == Order(1, "save") == link.order()
        link.acknowledge(order)
        assert acknowledged(run) == order
        assert link.order() is None
        give_order(run, Order(2, "stop"))
        assert link.order() == Order(2, "stop")


def test_a_torn_order_is_no_order(run: RunFolder) -> None:
    run.order_file.write_text('{"id": 1, "ki')
    assert read_order(run) is None
    assert SupervisorLink(run).order() is None


def test_without_a_supervisor_a_rank_is_told_to_stop(run: RunFolder) -> None:
    gone = replace(own_identity(), start=1)
    write_state(run, RunState("running", 1, gone))
    link = SupervisorLink(run)
    assert not link.alive()
    order = link.order()
    assert order is not None
    assert order.kind == "stop"
    link.acknowledge(order)
    assert acknowledged(run) is None


def test_a_process_outside_any_run_hears_nothing(tmp_path: Path) -> None:
    with SupervisorLink(tmp_path) as link:
        assert link.alive()
        assert link.order() is None


def test_a_rank_that_ended_well_is_not_missed(run: RunFolder) -> None:
    with SupervisorLink(run, rank=1):
        assert (run.control_dir / "rank-1.json").is_file()
        assert dead_ranks(run) == []
    assert dead_ranks(run) == []
    with pytest.raises(ValueError, match="x"), SupervisorLink(run, rank=2):
        raise ValueError("x")
    assert (run.control_dir / "rank-2.json").is_file()


def test_a_rank_whose_process_is_gone_is_missed(run: RunFolder) -> None:
    file = register_rank(run, 3)
    gone = replace(own_identity(), start=1)
    write_json(file, gone.to_json())
    assert dead_ranks(run) == [(3, gone)]
    clear_orders(run)
    assert dead_ranks(run) == []


def test_the_watchdog_ends_a_rank_that_does_not_end_itself(run: RunFolder) -> None:
    write_state(run, RunState("running", 1, replace(own_identity(), start=1)))
    code = (
        "import sys, time; from pathlib import Path;"
        "from deeptuner.runs.rank_side import SupervisorLink\n"
        "with SupervisorLink(Path(sys.argv[1]), patience=0.3): time.sleep(600)"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(run.path)], timeout=LONG, check=False)
    assert ended.returncode == SUPERVISOR_GONE


def test_the_first_error_is_the_one_that_is_told(run: RunFolder) -> None:
    run.launch_dir.mkdir()
    with pytest.raises(SystemExit) as ended, reporting(run):
        raise EngineError(message("runs.died-nan"))
    assert ended.value.code == 1
    report_error(run, EngineError(message("runs.died-unknown")))
    assert read_json(run.error_file)["what"]["id"] == "runs.died-nan"
