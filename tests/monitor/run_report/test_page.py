"""The page about a whole run: complete, readable by a browser, and harmless."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from deeptuner.errors import InputError
from deeptuner.files import write_json
from deeptuner.monitor.run_report.gathered import gather
from deeptuner.monitor.run_report.languages import ENGLISH, language, languages
from deeptuner.monitor.run_report.make import make_page
from deeptuner.monitor.run_report.samples import LONGEST, samples, spread
from deeptuner.runs.events import Event
from deeptuner.runs.experiment import Experiment
from deeptuner.runs.folder import RunFolder
from tests.monitor.report.records import phase, plain_course, recorded_run
from tests.monitor.runs import checkpoint, evaluation, sample, step, write_run
from tests.support.telemetry import BEGAN

EVIL = "<script>alert('x')</script><img src=https://example.org/x onerror=alert(1)>\" &amp; '"
EMPTY = {"meta", "br", "img", "path", "circle"}
RECORD = """
record:
  versions: {deeptuner: "0.1.0", torch: "2.13"}
  machine: {devices: [{name: Big GPU, total_memory: 25769803776}], cpu_cores: 8}
  decisions: [{path: data.max_length, value: 128, reason: {id: engine.decision.sdpa, params: {}}}]
"""


class Reader(HTMLParser):
    """The page as a browser sees it: its words, and whether all that is opened is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture
def experiment(tmp_path: Path) -> Experiment:
    return Experiment.init(tmp_path / "garden")


def page_of(run: RunFolder, **more: str) -> str:
    return make_page(run, **more).read_text(encoding="utf-8")  # type: ignore[arg-type]


def read(run: RunFolder, **more: str) -> str:
    reader = Reader(page_of(run, **more))
    assert not reader.open
    return reader.text


def a_rich_run(experiment: Experiment) -> RunFolder:
    """A finished run with everything that a page can tell, dangerous texts among it."""
    events = plain_course(60)
    for number in range(1, 41):
        events.append(Event("step", BEGAN + number, 1, step(number, loss=3 - number / 20).fields))
        if number % 8 == 0:
            events.append(evaluation(number, 3 - number / 25))
            events += [
                sample(number, text=f"{EVIL}{number}"),
                checkpoint(number, best=number == 40),
            ]
    warning = Event("warning", BEGAN, 1, {"message": {"id": "x.y", "params": {"a": EVIL}}})
    run = recorded_run(experiment.runs_dir / "20260101-000000-a", 2, 60, events=[*events, warning])
    settings = f"model: {{path: /home/somebody/m}}\ndata: {{dataset: {json.dumps(EVIL)}}}\n"
    run.settings_file.write_text(f"{settings}training: {{learning_rate: 3e-4}}\n{RECORD}")
    standing = {"version": 1, "step": 40, "eval_loss": 1.4, "reason": "end"}
    training = run.checkpoints_dir / "checkpoint-40" / "training"
    training.mkdir(parents=True)
    write_json(training / "standing.json", standing)
    merge, export = experiment.folder / "merge", experiment.folder / "export" / run.name
    merge.mkdir()
    export.mkdir(parents=True)
    proof = {"passed": True, "source": "eval", "rows": 8, "tokens": 500, "largest_difference": 0.5}
    effect = {"id": "effect", "passed": True, "kept": 0.77, "faded": True}
    weights = {"id": "weights", "passed": True, "tensors": 21}
    proof["checks"] = [weights, {"id": "weights"}, effect, {"id": "effect", "kept": "?"}, 7]
    write_json(merge / f"{run.name}.proof.json", {**proof, "loss_merged": 1.25, "allowed": "?"})
    write_json(merge / f"{run.name}-step8.failed-proof.json", {"passed": False})
    bases = {"original": 1.25, "nf4": 1.5, "recommended": "original"}
    write_json(merge / f"{run.name}.comparison.json", {"comparison": bases})
    checks = [{"case": "one", "same": True}, {"case": "two", "same": False}, 3]
    write_json(export / "export.json", {"name": EVIL, "template": "proven", "checks": checks})
    (export / "a-q8_0.gguf").write_bytes(b"0" * 3_000_000)
    return run


def test_everything_that_is_known_is_told(experiment: Experiment) -> None:
    text = read(a_rich_run(experiment))
    for words in (
        "20260101-000000-a finished",
        "LoRA, rank 8, alpha 16",
        "Model m ",
        "step 40 of 100",
        "Big GPU 24 GB · 8 CPU cores",
        "deeptuner 0.1.0 · torch 2.13",
        "What the curves say",
        "Tensors as PEFT's own merge gives them 21 to the rounding",
        "Gradient norm",
        "GPU1 AMD Radeon RX 7900 XTX",
        "After step 8",
        "After step 24",
        "After step 40",
        "Learning rate training.learning_rate 3e-4 default: ",
        "Largest difference of logits 0.5 ",
        "Adapter effect kept 77.0% rest rounded away",
        "Loss, merged 1.2500",
        "Rows compared 8 the first of the eval split, a short piece of each",
        "-step8",
        "Onto the 16-bit base 1.2500 recommended",
        "1 of 2 conversations rendered alike",
        "a-q8_0.gguf 3 MB",
        "Decided by DeepTuner",
        "40 best",
    ):
        assert words in text, words


def test_one_is_told_as_one(experiment: Experiment) -> None:
    run = write_run(experiment.runs_dir / "one", "finished", [step(50), sample(50)])
    one_core = RECORD.replace("cpu_cores: 8", "cpu_cores: 1")
    run.settings_file.write_text(f"model: {{path: m}}\ndata: {{dataset: d}}\n{one_core}")
    text = read(run)
    assert " · 1 epoch" in text and "1 epochs" not in text
    assert "· 1 CPU core " in text
    assert "Prompts: 1 of 1. Steps: 1 of 1." in text


def test_nothing_from_outside_becomes_markup(experiment: Experiment) -> None:
    page = page_of(a_rich_run(experiment))
    reader = Reader(page)
    assert not reader.open
    assert not reader.tags & {"script", "img", "iframe", "object", "link", "a", "form", "input"}
    assert not {name for name in reader.attributes if name.startswith("on")}
    assert not reader.attributes & {"src", "href", "action"}
    assert "url(" not in page
    assert "@import" not in page
    assert EVIL in "".join(reader.words)  # as text
    assert "default-src 'none'" in page


def test_no_folder_of_the_person_is_told(experiment: Experiment) -> None:
    run = a_rich_run(experiment)
    run.log_file.write_text("x")
    state = json.loads(run.state_file.read_text())
    evidence = f"{experiment.folder}/datasets/x.jsonl: bad\n{Path.home()}/y"
    run.state_file.write_text(json.dumps({**state, "status": "failed", "evidence": evidence}))
    page = page_of(run)
    assert str(experiment.folder) not in page
    assert "somebody" not in page
    assert "…/datasets/x.jsonl: bad" in page
    assert "~/y" in page


def test_a_run_that_goes_on_is_told_as_such(experiment: Experiment) -> None:
    run = write_run(experiment.runs_dir / "on", "running", [step(1), step(2)])
    text = read(run)
    assert "on running" in text
    assert "until now" in text
    assert not re.search("<h2>(Checkpoints|Proofs|Answers by step|GPUs)</h2>", page_of(run))


def test_why_a_run_failed_and_what_would_help(experiment: Experiment) -> None:
    said = {"id": "runs.no-reason-known", "params": {}}
    fixes = [{"changes": {"training.batch_size": 1}, "message": said}]
    events = [phase("training", 0), step(1)]
    more = {"reason": said, "evidence": "out <of> memory", "fixes": fixes}
    text = read(write_run(experiment.runs_dir / "bad", "failed", events, **more))
    assert "Why it failed runs.no-reason-known out <of> memory" in text
    assert "--training.batch-size 1" in text


def test_torn_files_and_a_newer_version_are_told(experiment: Experiment) -> None:
    run = write_run(experiment.runs_dir / "torn", "finished", [step(1), step(2), step(3)])
    content = run.events_file.read_bytes()
    newer = b'\n{"v":9,"kind":"dream","time":5,"attempt":1,"x":[]}\nnot json\n[1]\n'
    run.events_file.write_bytes(content[:-20] + newer + content[:40])
    run.settings_file.write_text("version: 99\nrecord: {machine: [1], versions: 3}\n")
    run.state_file.write_text('{"status": "runn')
    text = read(run)
    assert "torn unknown" in text
    assert "run.yaml cannot be read" in text
    assert "state file" in text
    assert "step 2 of 100" in text


def test_a_folder_with_nothing_in_it_has_a_page(experiment: Experiment) -> None:
    run = write_run(experiment.runs_dir / "nothing", "queued")
    for file in (run.settings_file, run.state_file, run.events_file):
        file.unlink()
    assert "nothing unknown" in read(run)


def test_another_language_speaks_the_messages(experiment: Experiment) -> None:
    assert languages()[:2] == [ENGLISH, "zh_TW"]
    run = a_rich_run(experiment)
    english, chinese = page_of(run), page_of(run, speak="zh_TW")
    assert '<html lang="en">' in english
    assert '<html lang="zh-TW">' in chinese
    title = language("zh_TW").title("Learning rate")
    assert title != "Learning rate"
    assert title in Reader(chinese).text
    assert re.search(r"[\u4e00-\u9fff]{4}", Reader(chinese).text)
    assert not re.search(r"[\u4e00-\u9fff]", Reader(english).text)
    with pytest.raises(InputError):
        make_page(run, speak="../../x")


def test_events_are_read_piece_by_piece_once(experiment: Experiment) -> None:
    run = write_run(experiment.runs_dir / "long", "finished", map(step, range(1, 9000)))
    seen: list[tuple[int, int]] = []
    found = gather(run, lambda done, total: seen.append((done, total)))
    assert len(found.told.train) == 8999
    assert len(seen) > 2
    assert seen[-1][0] == seen[-1][1]
    assert len(make_page(run).read_bytes()) < 80_000


def test_answers_have_room() -> None:
    events = [sample(at, index, "x" * 9999) for at in range(0, 100, 7) for index in range(9)]
    found = samples(events)
    assert (found.prompts, found.steps, len(found.shown)) == (9, 15, 3)
    assert [one.step for one in found.shown[0].answers] == [0, 49, 98]
    assert {len(one.text) for one in found.shown[0].answers} == {LONGEST}
    assert spread([5, 6]) == [5, 6]
