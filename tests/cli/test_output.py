"""What a command prints, for people in a terminal, in a pipe, and as JSON."""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable

import orjson
import pytest

from deeptuner.cli.output import Output, duration, run_command
from deeptuner.errors import InputError, Interrupted, RunError
from deeptuner.words import message

SAID = message("common.not-found", path="a")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _outputs(json: bool = False, terminal: bool = False) -> tuple[Output, io.StringIO, io.StringIO]:
    out, err = io.StringIO(), Terminal() if terminal else io.StringIO()
    return Output(json, out, err), out, err


def test_json_is_one_object_a_line_and_nothing_else() -> None:
    output, out, err = _outputs(json=True)
    output.line("for people")
    output.progress("training", 1, 10, seconds_left=9.0, loss=0.5)
    output.tell(SAID)
    output.event({"kind": "eval", "loss": 1.0})
    output.error(InputError(SAID, where="x", fix=SAID))
    output.result({"path": "a"}, "for people")
    kinds = [orjson.loads(line)["kind"] for line in out.getvalue().splitlines()]
    assert kinds == ["progress", "message", "event", "error", "result"]
    first = orjson.loads(out.getvalue().splitlines()[0])
    assert first == {
        "kind": "progress",
        "phase": "training",
        "done": 1,
        "total": 10,
        "seconds_left": 9.0,
        "loss": 0.5,
    }
    assert err.getvalue() == ""


def test_a_terminal_gets_a_bar_with_the_time_left() -> None:
    output, _, err = _outputs(terminal=True)
    output.progress("Training", 30, 100, seconds_left=125, loss="0.5000")
    output.close()
    assert "30%" in err.getvalue()
    assert "30/100" in err.getvalue()
    assert "loss 0.5000, 2:05 min left" in err.getvalue()


def test_a_bar_ends_before_a_line_is_printed() -> None:
    output, out, err = _outputs(terminal=True)
    output.progress("Training", 1, 2)
    output.result({}, "done")
    output.progress("Training", 2, 2)
    assert out.getvalue() == "done\n"
    assert err.getvalue().count("\n") == 2


def test_a_pipe_gets_a_line_now_and_then() -> None:
    output, _, err = _outputs()
    for step in range(1, 1001):
        output.progress("Training", step, 1000, loss="0.5")
    lines = err.getvalue().splitlines()
    assert lines[0] == "Training 1/1000, loss 0.5"
    assert lines[-1] == "Training 1000/1000, loss 0.5"
    assert len(lines) < 20


def test_a_pipe_gets_no_line_twice_in_a_row() -> None:
    output, _, err = _outputs()
    for _ in range(5):
        output.progress("Merging", 1, 1)
    assert err.getvalue() == "Merging 1/1\n"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-1, "0 s"),
        (59.4, "59 s"),
        (59.6, "1:00 min"),
        (185, "3:05 min"),
        (7800, "2:10 h"),
        (273600, "3 d 4 h"),
    ],
)
def test_lengths_of_time_read_well(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def _raise(error: BaseException) -> Callable[[argparse.Namespace, Output], int]:
    def run(arguments: argparse.Namespace, output: Output) -> int:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError(SAID), 2),
        (RunError(SAID), 1),
        (Interrupted(SAID), 130),
        (KeyboardInterrupt(), 130),
        (ZeroDivisionError("odd"), 1),
    ],
)
def test_whatever_is_raised_becomes_a_code_and_never_a_traceback(
    error: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = argparse.Namespace(json=False, debug=False)
    assert run_command(_raise(error), arguments) == code
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said.startswith("Error: ") == (code in (1, 2))


def test_debug_shows_the_traceback() -> None:
    with pytest.raises(ZeroDivisionError):
        run_command(_raise(ZeroDivisionError()), argparse.Namespace(json=False, debug=True))
