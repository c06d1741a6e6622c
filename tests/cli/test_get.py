"""`deeptuner get` against a hub on this machine: what arrives, what is refused, what is resumed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deeptuner.runs.experiment import Experiment
from deeptuner.runs.hub import PREFIX
from deeptuner.runs.hub_files import origin
from deeptuner.runs.models import describe_model, list_models
from deeptuner.shipped import shipped_folder
from tests.support.hub_server import Hub, commit_of, hub_server

SAMPLE = shipped_folder("assets") / "sample"
WEIGHTS = "model.safetensors"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    with hub_server(tmp_path_factory.mktemp("hub")) as hub:
        yield hub


@pytest.fixture
def hub(served: Hub) -> Hub:
    """The hub with a model `me/tiny` and a dataset `me/rows`, nothing else."""
    for kind in ("models", "datasets"):
        shutil.rmtree(served.folder / kind, ignore_errors=True)
    model = served.folder / "models" / "me" / "tiny"
    shutil.copytree(SAMPLE / "models" / "harbour-tiny", model)
    (model / "README.md").write_text("about")
    (model / "LICENSE").write_text("terms")
    (model / "pytorch_model.bin").write_bytes(b"pickle" * 1000)
    rows = served.folder / "datasets" / "me" / "rows"
    (rows / "data").mkdir(parents=True)
    shutil.copy(SAMPLE / "datasets" / "orders.jsonl", rows / "data" / "train.jsonl")
    (rows / "README.md").write_text("about")
    (rows / "load.py").write_text("print()")
    (rows / "notes.txt").write_text("about")
    served.seen.clear()
    served.cuts.clear()
    return served


@pytest.fixture
def experiment(tmp_path: Path) -> Experiment:
    return Experiment.init(tmp_path / "experiment")


class Got:
    """A finished command: its exit code, its JSON lines, everything it printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.err = err
        self.told = [json.loads(line) for line in out.splitlines()]
        self.text = out + err

    @property
    def error(self) -> str:
        return str(self.told[-1]["error"]["what"]["id"])

    @property
    def result(self) -> dict[str, Any]:
        assert self.told[-1]["kind"] == "result", self.text
        return dict(self.told[-1])


def _start(
    hub: Hub, experiment: Experiment, *words: str, **environment: str
) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    home = experiment.folder / "home"
    given = {"HF_ENDPOINT": hub.endpoint, "HF_HOME": str(home), "NO_PROXY": "127.0.0.1"}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "deeptuner.cli.main", "get", *words, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=experiment.folder,
        env={**kept, **given, **environment},
    )


def _get(hub: Hub, experiment: Experiment, *words: str, **environment: str) -> Got:
    with _start(hub, experiment, *words, **environment) as child:
        out, err = child.communicate(timeout=120)
        return Got(child.returncode, out, err)


def _visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_model_arrives_with_what_is_needed_and_no_more(hub: Hub, experiment: Experiment) -> None:
    got = _get(hub, experiment, "model", "me/tiny")
    assert (got.code, got.err) == (0, "")
    target = experiment.models_dir / "tiny"
    assert describe_model(target).errors == ()
    assert origin(target) == "me/tiny"
    assert sorted(file.name for file in target.iterdir()) == [
        ".hub.json",
        "LICENSE",
        "README.md",
        "chat_template.jinja",
        "config.json",
        "generation_config.json",
        WEIGHTS,
        "tokenizer.json",
        "tokenizer_config.json",
    ]
    source = SAMPLE / "models" / "harbour-tiny"
    assert all((target / f.name).read_bytes() == f.read_bytes() for f in source.iterdir())
    assert got.result["revision"] == commit_of(hub.folder / "models" / "me" / "tiny")
    progress = [one for one in got.told if one["kind"] == "progress"]
    size = got.result["size"] / 1e6
    assert progress[-1]["done"] == progress[-1]["total"] == pytest.approx(size, abs=0.001)
    assert list(experiment.models_dir.glob(f"{PREFIX}*")) == []


def test_a_dataset_arrives_with_the_files_that_can_be_read(
    hub: Hub, experiment: Experiment
) -> None:
    got = _get(hub, experiment, "dataset", "me/rows", "--name", "orders")
    assert got.code == 0
    found = experiment.datasets_dir / "orders"
    assert [p.relative_to(found) for p in found.rglob("*.*")] == [Path("data/train.jsonl")]


def test_a_killed_download_goes_on_where_it_was(hub: Hub, experiment: Experiment) -> None:
    hub.behave("models", "me/tiny", slow=0.15)
    with _start(hub, experiment, "model", "me/tiny") as child:
        assert child.stdout is not None
        for line in child.stdout:
            if json.loads(line).get("done", 0) > 0.7:
                break
        child.kill()
    assert _visible(experiment.models_dir) == []
    assert list_models(experiment.models_dir) == []
    hub.behave("models", "me/tiny")
    hub.seen.clear()
    got = _get(hub, experiment, "model", "me/tiny")
    assert got.code == 0
    (again,) = hub.gets(f"{WEIGHTS}?signed=secret")
    assert again.status == 206
    assert again.sent < 1_300_000
    assert next(one for one in got.told if one["kind"] == "progress")["done"] > 0.3
    assert not [one for one in hub.gets("config.json") if "resolve" in one.path]


def test_ctrl_c_keeps_what_arrived_and_shows_nothing(hub: Hub, experiment: Experiment) -> None:
    hub.behave("models", "me/tiny", slow=0.15)
    with _start(hub, experiment, "model", "me/tiny") as child:
        assert child.stdout is not None
        for line in child.stdout:
            if json.loads(line).get("done", 0) > 0.4:
                break
        child.send_signal(signal.SIGINT)
        rest = child.stdout.read()
        assert child.wait(30) == 130
    assert "cli.get.kept" in rest
    assert _visible(experiment.models_dir) == []
    assert list(experiment.models_dir.glob(f"{PREFIX}*/*.part"))


def test_a_connection_that_breaks_is_taken_up_again(hub: Hub, experiment: Experiment) -> None:
    hub.behave("models", "me/tiny", cut_after=600_000, cuts=2)
    got = _get(hub, experiment, "model", "me/tiny")
    assert got.code == 0
    assert [one.status for one in hub.gets("?signed=secret") if WEIGHTS in one.path] == [
        200,
        206,
        206,
    ]
    assert got.err == ""


def test_what_does_not_arrive_as_it_was_sent_is_refused(hub: Hub, experiment: Experiment) -> None:
    hub.behave("models", "me/tiny", damaged=WEIGHTS)
    got = _get(hub, experiment, "model", "me/tiny")
    assert (got.code, got.error) == (1, "runs.hub.damaged")
    assert _visible(experiment.models_dir) == []
    hub.behave("models", "me/tiny")
    assert _get(hub, experiment, "model", "me/tiny").code == 0


def test_a_repository_that_changed_meanwhile_is_fetched_anew(
    hub: Hub, experiment: Experiment
) -> None:
    hub.behave("models", "me/tiny", damaged=WEIGHTS)
    assert _get(hub, experiment, "model", "me/tiny").code == 1
    (old,) = experiment.models_dir.glob(f"{PREFIX}*")
    (hub.folder / "models" / "me" / "tiny" / "generation_config.json").write_text("{}")
    hub.behave("models", "me/tiny")
    assert _get(hub, experiment, "model", "me/tiny").code == 0
    assert not old.exists()
    assert (experiment.models_dir / "tiny" / "generation_config.json").read_text() == "{}"


def test_a_gated_model_needs_a_token_which_is_never_shown(hub: Hub, experiment: Experiment) -> None:
    hub.behave("models", "me/tiny", gated=True)
    refused = _get(hub, experiment, "model", "me/tiny")
    assert (refused.code, refused.error) == (2, "runs.hub.gated")
    assert f"{hub.endpoint}/me/tiny" in refused.told[-1]["error"]["text"]
    waiting = _get(hub, experiment, "model", "me/tiny", HF_TOKEN="hf_other")
    assert (waiting.code, waiting.error) == (2, "runs.hub.gated-waiting")
    assert "hf_other" not in waiting.text
    open_ = _get(hub, experiment, "model", "me/tiny", HF_TOKEN="hf_open")
    assert open_.code == 0
    assert "hf_open" not in open_.text
    assert "signed=" not in open_.text


def test_the_token_is_not_sent_to_another_host(hub: Hub, experiment: Experiment) -> None:
    with hub_server(hub.folder) as cdn:
        hub.cdn = cdn.endpoint.replace("127.0.0.1", "localhost")
        got = _get(hub, experiment, "model", "me/tiny", HF_TOKEN="hf_open")
        hub.cdn = ""
        assert got.code == 0
        assert [one.authorization for one in cdn.seen] == [None] * len(cdn.seen)
        assert cdn.seen
        assert "Bearer hf_open" in {one.authorization for one in hub.seen}


def test_a_stored_login_serves_too(hub: Hub, experiment: Experiment) -> None:
    hub.behave("models", "me/tiny", private=True)
    home = experiment.folder / "home"
    home.mkdir()
    (home / "token").write_text("hf_open")
    assert _get(hub, experiment, "model", "me/tiny").code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["model", "me/absent"], 2, "runs.hub.not-found"),
        (["model", "me/tiny", "--revision", "v9"], 2, "runs.hub.no-revision"),
        (["model", "not an id"], 2, "runs.hub.bad-id"),
        (["model", "me/pickled"], 2, "runs.models.only-pickles"),
        (["model", "me/adapter"], 2, "runs.models.adapter"),
        (["dataset", "me/scripts"], 2, "cli.get.no-data"),
        (["model", "me/broken"], 1, "runs.hub.failed"),
        (["model", "me/tiny", "--name", "a/b"], 2, "runs.add.bad-name"),
    ],
)
def test_refusals_come_in_words_and_leave_nothing(
    hub: Hub, experiment: Experiment, words: list[str], code: int, said: str
) -> None:
    made = {
        "models/me/pickled": ("config.json", "pytorch_model.bin"),
        "models/me/adapter": ("adapter_config.json", "adapter_model.safetensors"),
        "models/me/broken": ("config.json",),
        "datasets/me/scripts": ("README.md", "load.py"),
    }
    for folder, names in made.items():
        (hub.folder / folder).mkdir(parents=True)
        for name in names:
            (hub.folder / folder / name).write_text("{}")
    hub.behave("models", "me/broken", status=500)
    got = _get(hub, experiment, *words)
    assert (got.code, got.error) == (code, said)
    assert list(experiment.models_dir.iterdir()) == list(experiment.datasets_dir.iterdir()) == []


def test_without_a_connection_it_says_so(hub: Hub, experiment: Experiment) -> None:
    got = _get(hub, experiment, "model", "me/tiny", HF_ENDPOINT="http://127.0.0.1:9")
    assert (got.code, got.error) == (1, "runs.hub.offline")
    got = _get(hub, experiment, "model", "me/tiny", HF_HUB_OFFLINE="1")
    assert (got.code, got.error) == (1, "runs.hub.offline-mode")


def test_a_name_that_is_taken_is_refused_before_anything_is_asked(
    hub: Hub, experiment: Experiment
) -> None:
    (experiment.models_dir / "tiny").mkdir()
    got = _get(hub, experiment, "model", "me/tiny")
    assert (got.code, got.error) == (2, "runs.add.taken")
    assert hub.seen == []
