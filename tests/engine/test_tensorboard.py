"""What TensorBoard itself reads from the files of real runs: whole, interrupted, begun anew."""

from __future__ import annotations

import html
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tensorboard.backend.event_processing.data_provider import MultiplexerDataProvider
from tensorboard.backend.event_processing.event_file_loader import EventFileLoader
from tensorboard.backend.event_processing.plugin_event_multiplexer import EventMultiplexer
from tensorboard.util.tensor_util import make_ndarray

from deeptuner.engine.board_texts import hyperparameters, sample_text
from deeptuner.engine.callbacks.events import EventsCallback
from deeptuner.runs.events import Event
from deeptuner.settings.load import config_from_text
from tests.engine.test_resume import Killed
from tests.support.recipe import Asked, Trial, config_with, make_trial

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # of what tensorboard brings along
    from tensorboard import context
    from tensorboard.plugin_util import markdown_to_safe_html
    from tensorboard.plugins.base_plugin import TBContext
    from tensorboard.plugins.hparams import api_pb2, list_session_groups
    from tensorboard.plugins.hparams.backend_context import Context

T = TypeVar("T")
TRAIN = {"train/loss", "train/learning_rate", "train/grad_norm", "train/epoch"}
SPEED = {"throughput/tokens_per_second", "throughput/total_tokens"}
EVAL = {"eval/loss", "eval/perplexity", "eval/token_accuracy"}
ASKED = (Asked([3, 10, 11], "What is *that*?", "<b>It</b>"), Asked([3, 12], "Why?", ""))
QUICK: dict[str, Any] = {
    "training": {"max_steps": 4},
    "checkpoints": {"saving_steps": 2},
    "evaluation": {"sample_length": 6},
}


@pytest.fixture(scope="module")
def done(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """A finished run of 4 steps, evaluated at 2 and 4."""
    trial = make_trial(tmp_path_factory.mktemp("board"), tiny_model, prompts=ASKED, **QUICK)
    trial.train()
    return trial


def folder(trial: Trial) -> Path:
    return trial.run.tensorboard_dir / "train"


class Board:
    """What TensorBoard's own reader makes of a run's files."""

    def __init__(self, trial: Trial) -> None:
        self.logs = str(trial.run.tensorboard_dir)
        self.files = EventMultiplexer().AddRunsFromDirectory(self.logs)
        self.files.Reload()

    def curve(self, tag: str) -> dict[int, float]:
        """Fails when a step is there twice."""
        return self._by_step(tag, lambda tensor: float(make_ndarray(tensor)))

    def texts(self, tag: str) -> dict[int, str]:
        return self._by_step(f"{tag}/text_summary", lambda tensor: tensor.string_val[0].decode())

    def curves(self) -> set[str]:
        tags: Any = self.files.Runs()["train"]["tensors"]
        return {tag for tag in tags if "text_summary" not in tag and "_hparams_" not in tag}

    def _by_step(self, tag: str, value: Callable[[Any], T]) -> dict[int, T]:
        points = self.files.Tensors("train", tag)
        found = {point.step: value(point.tensor_proto) for point in points}
        assert len(found) == len(points)
        return found

    def session_group(self) -> Any:
        """The one line of the table of hyperparameters."""
        asked = TBContext(data_provider=MultiplexerDataProvider(self.files, self.logs))
        request = api_pb2.ListSessionGroupsRequest(
            start_index=0, slice_size=10, allowed_statuses=[0, 1, 2, 3]
        )
        ours = context.RequestContext()
        found = list_session_groups.Handler(ours, Context(asked), "", request).run()
        (group,) = found.session_groups
        return group


def tags_of(file: Path) -> Counter[str]:
    """How often each tag was written into one file."""
    events = EventFileLoader(str(file)).Load()
    return Counter(value.tag for event in events for value in event.summary.value)


def test_every_number_that_was_told_is_a_curve(done: Trial) -> None:
    board = Board(done)
    assert board.curves() == TRAIN | SPEED | EVAL
    for name in TRAIN | SPEED:
        key = name.split("/")[1]
        told = {event["step"]: event[key] for event in done.events() if event.kind == "step"}
        assert board.curve(name) == pytest.approx(told, rel=1e-5)
    assert list(board.curve("eval/perplexity")) == [2, 4]


def test_samples_are_read_as_they_were_told(done: Trial) -> None:
    first, second = (Board(done).texts(f"samples/{number}") for number in (1, 2))
    assert list(first) == [0, 2, 4]
    shown = html.unescape(markdown_to_safe_html(first[0]))
    answer = next(event["text"] for event in done.events() if event.kind == "sample")
    assert all(word in shown for word in ("What is *that*?", "<b>It</b>", "Prompt", "Answer"))
    assert answer in shown
    assert "Expected" not in second[4]


def test_the_settings_can_be_taken_from_tensorboard(done: Trial) -> None:
    text = Board(done).texts("settings")[0]
    assert config_from_text(text.strip("`").removeprefix("yaml"), "board") == done.config


def test_runs_can_be_compared_by_their_hyperparameters(done: Trial) -> None:
    """As TensorBoard's own page asks for them; curves and hyperparameters are one writer's."""
    group = Board(done).session_group()
    values = {name: _plain(value) for name, value in group.hparams.items()}
    assert values["training.learning_rate"] == pytest.approx(5e-3)
    assert (values["method.kind"], values["lora.rank"]) == ("lora", 4)
    (session,) = group.sessions
    assert (session.name, session.status) == ("train", api_pb2.STATUS_SUCCESS)
    metrics = {found.name.tag: found.value for found in session.metric_values}
    assert set(metrics) == {"train/loss", "eval/loss"}
    assert metrics["train/loss"] == pytest.approx(done.losses()[4], abs=1e-5)
    assert not [path for path in folder(done).iterdir() if path.is_dir()]


def _plain(value: Any) -> Any:
    return getattr(value, value.WhichOneof("kind"))


def test_an_interrupted_and_resumed_run_has_each_step_once(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = make_trial(tmp_path, tiny_model, prompts=ASKED, **QUICK)
    killed_once_told(trial, 3, monkeypatch).train()
    board = Board(trial)
    for name in TRAIN | SPEED:
        assert list(board.curve(name)) == [1, 2, 3, 4], name
    assert board.curve("train/loss")[3] == pytest.approx(trial.losses(attempt=1)[3], abs=1e-5)
    assert list(board.curve("eval/loss")) == [2, 4]
    assert list(board.texts("samples/1")) == [0, 2, 4]
    files = sorted(folder(trial).iterdir())
    assert [tags_of(file)["train/loss"] for file in files] == [3, 2]
    for tag in ("_hparams_/experiment", "_hparams_/session_start_info"):
        assert [tags_of(file)[tag] for file in files] == [1, 1]
    assert [tags_of(file)["_hparams_/session_end_info"] for file in files] == [0, 1]


def killed_once_told(trial: Trial, step: int, monkeypatch: pytest.MonkeyPatch) -> Trial:
    """Killed as soon as a step is told, before anything of it is saved."""
    unharmed = EventsCallback.on_log

    def on_log(self: EventsCallback, args: Any, state: Any, *given: Any, **rest: Any) -> Any:
        unharmed(self, args, state, *given, **rest)
        if state.global_step == step:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(EventsCallback, "on_log", on_log)
        with pytest.raises(Killed):
            trial.train()
    return trial


def test_a_run_that_begins_anew_hides_what_was_before(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = make_trial(tmp_path, tiny_model, prompts=ASKED, **QUICK)
    killed_once_told(trial, 1, monkeypatch).train()
    board = Board(trial)
    assert list(board.curve("train/loss")) == [1, 2, 3, 4]
    assert list(board.texts("samples/1")) == [0, 2, 4]
    assert list(board.texts("settings")) == [0]
    files = sorted(folder(trial).iterdir())
    assert [tags_of(file)["train/loss"] for file in files] == [1, 4]


def test_hyperparameters_are_those_that_matter() -> None:
    lora = hyperparameters(config_with())
    assert "quantization.bits" not in lora
    assert lora["training.early_stopping"] == "false"
    full = hyperparameters(config_with(method={"kind": "full"}))
    assert not [path for path in full if path.startswith("lora.")]
    assert not [path for path in lora if path.startswith(("monitor.", "logging.", "checkpoints."))]


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])))
def test_no_answer_is_taken_for_markdown_or_html(text: str) -> None:
    sample = Event("sample", 0.0, 1, {"prompt": "?", "expected": "", "text": text})
    shown = html.unescape(markdown_to_safe_html(sample_text(sample)))
    assert "".join(text.split()) in "".join(shown.split())


@pytest.mark.parametrize(
    "text",
    [
        "```python\nprint('x')\n```\n# no heading",
        "````\n```\n````",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<script>alert(1)</script> [a](javascript:x)",
        "a  \n\n\n    four spaces\n~~~",
    ],
)
def test_answers_full_of_signs_are_seen_as_they_are(text: str) -> None:
    sample = Event("sample", 0.0, 1, {"prompt": text, "expected": text, "text": text})
    made = markdown_to_safe_html(sample_text(sample))
    assert html.unescape(made).count(text.rstrip()) == 3
    assert "<script" not in made
    assert "<table" not in made
