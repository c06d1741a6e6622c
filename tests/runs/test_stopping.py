"""How a stop escalates, on a clock of our own."""

from __future__ import annotations

from deeptuner.runs.control import Order
from deeptuner.runs.options import Options, Patience, options_from_json
from deeptuner.runs.stopping import Stopping

PATIENCE = Patience(acknowledge=10, save=100, terminate=5)
STOP = Order(2, "stop")


def test_nothing_is_due_before_a_stop_is_wanted() -> None:
    assert Stopping(PATIENCE).due(1e9) == "nothing"


def test_ranks_that_do_not_listen_get_a_signal_then_the_last_means() -> None:
    stopping = Stopping(PATIENCE)
    stopping.begin(STOP, now=0)
    seen = [stopping.due(now) for now in (1, 9.9, 10, 11, 14.9, 15, 16, 1000)]
    assert seen == ["nothing", "nothing", "terminate", *["nothing"] * 2, "kill", *["nothing"] * 2]
    assert stopping.forced


def test_ranks_that_save_get_the_time_to() -> None:
    stopping = Stopping(PATIENCE)
    stopping.begin(STOP, now=0)
    stopping.hear(Order(1, "save"), now=5)  # an earlier order does not count
    stopping.hear(STOP, now=9)
    stopping.hear(STOP, now=50)
    assert [stopping.due(now) for now in (10, 60, 108.9, 109)] == [*["nothing"] * 3, "terminate"]


def test_where_nobody_can_save_the_signal_is_due_at_once() -> None:
    stopping = Stopping(PATIENCE)
    stopping.begin(None, now=3)
    assert stopping.due(3) == "terminate"


def test_options_survive_the_command_line() -> None:
    options = Options(("python", "x.py"), PATIENCE)
    assert options_from_json(options.to_json()) == options
    assert options_from_json({}) == Options()
