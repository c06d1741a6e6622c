"""The whole way by mouse: the real program on a screen, from a sample to a model in Ollama.

Nothing in here calls the window's code: what is not to be seen, or does nothing when it is clicked,
ends a test.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from deeptuner.runs.folder import RunFolder
from deeptuner.runs.saved import saved_checkpoints
from deeptuner.runs.state import read_state
from deeptuner.settings.load import load_config
from tests.runs.running import events, wait_for, wait_for_step
from tests.support.ollama_server import Ollama, ollama_server
from tests.support.window import PATIENCE, Person, Window
from tests.support.x_screen import own_screen

FOREVER = 100_000  # steps: a run that only a person ends
SAMPLE = "DeepTuner sample"  # the folder that is offered

pytestmark = pytest.mark.timeout(1800)


@pytest.fixture
def person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Somebody who has never started the program."""
    home = tmp_path_factory.mktemp("w")  # short: a socket's path may have 107 characters
    with own_screen() as screen:
        person = Person(screen, home)
        try:
            yield person
        finally:
            for process in processes(home):
                with suppress(psutil.Error):
                    process.kill()


def processes(home: Path) -> list[psutil.Process]:
    """All that runs for the person: windows, workers, supervisors, ranks."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            of_person = process.environ().get("HOME") == str(home)
            if of_person and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def test_the_whole_way(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    with ollama_server() as ollama:
        monkeypatch.setenv("OLLAMA_HOST", ollama.host)
        _go(person, ollama)


def _go(person: Person, ollama: Ollama) -> None:
    window = person.start()
    make_sample(window)
    run = start_training(window, person.home / SAMPLE)
    window.kill()
    window = come_back(person, run)
    first = stop(window, run)
    assert resume(window, run) == first + 1
    last = stop(window, run)
    assert last > first
    merge(window, run, last)
    create_in_ollama(window, run, ollama)
    end(window)
    wait_for(lambda: not processes(person.home), "the end of all that was started", PATIENCE)


def test_a_folder_has_one_window(person: Person) -> None:
    """A second start with a folder that is open ends, and brings the window that has it to front.

    Windows lie over one another here, so a click reaches the topmost alone.
    """
    mine, other = person.home / "mine", person.home / "other"
    for folder in (mine, other):
        folder.mkdir()
    window, over = person.start(mine), person.start(other)
    over.click("Monitor", "Tab")
    over.wait_for_part("There is no run in this experiment yet")
    code, said = person.start_in_vain(mine)
    assert code == 0
    assert "open already" in said
    window.click("Help", "Tab")
    window.wait("Guides")
    for each in (window, over):
        end(each)
    wait_for(lambda: not processes(person.home), "the end of all that was started", PATIENCE)


def make_sample(window: Window) -> None:
    window.click("Create sample experiment")
    window.click("Create", "Button")
    window.wait(f"{SAMPLE} – DeepTuner", "MainWindow")
    window.wait("harbour-tiny", "Cell")
    window.wait_for_part("tokens are trained")  # the row that the model will see
    window.click("Next: Fine-Tuning")


def start_training(window: Window, folder: Path) -> RunFolder:
    """With a preset and a setting of one's own, to the first steps on Monitor."""
    window.click("Speed Up")
    window.wait_for_part("Speed Up changed settings")
    window.type_into("Search settings", "max steps")
    window.type_into("Max steps", str(FOREVER), "NumberField")
    window.wait_for_part(f"Steps: {FOREVER}")
    window.click("Start Fine-Tuning")
    wait_for_monitor(window)
    window.click("Fine-Tuning", "Tab")
    window.click("Monitor Fine Tune")
    wait_for_monitor(window)
    wait_until_shown(window, 1)
    (found,) = (folder / "runs").iterdir()
    run = RunFolder(found)
    config = load_config(run.settings_file)
    assert config.training.max_steps == FOREVER
    assert (config.lora.rank, config.data.batching) == (8, "packed")  # of the preset
    return run


def come_back(person: Person, run: RunFolder) -> Window:
    """The run has gone on without a window; the next one opens where the last one was."""
    before = newest_step(run)
    wait_for_step(run, before + 1, seconds=PATIENCE)
    window = person.start()
    window.wait(f"{SAMPLE} – DeepTuner", "MainWindow")
    wait_for_monitor(window)
    window.wait("Training", "Chip")
    window.wait(run.name, "RunPicker")
    wait_until_shown(window, before + 1)
    return window


def stop(window: Window, run: RunFolder) -> int:
    """The step that was saved."""
    window.click("Stop and save")
    window.wait("Stop this run?")
    window.click("Stop and save")
    window.wait("Stopped and saved", "Chip")
    window.wait_until_gone("Stop and save")
    assert read_state(run).status == "stopped"
    return saved_checkpoints(run)[0].step


def resume(window: Window, run: RunFolder) -> int:
    """The first step after it; what was trained is not trained again."""
    before = newest_step(run)
    window.click("Resume", "Button")
    wait_until_shown(window, before + 1)
    (follow,) = [e for e in events(run, "step") if e.attempt == 2][:1]
    return follow["step"]


def merge(window: Window, run: RunFolder, step: int) -> None:
    window.click("Merge & Export", "Tab")
    window.wait(str(step), "Cell")
    window.click("Merge Model")
    window.wait("Merge completed successfully!")
    merged = run.path.parents[1] / "merge" / run.name
    model = run.path.parents[1] / "models" / "harbour-tiny"
    assert {"config.json", "model.safetensors", "tokenizer.json"} <= names(merged)
    weights = "model.safetensors"
    assert (merged / weights).stat().st_size == (model / weights).stat().st_size
    assert (merged / weights).read_bytes() != (model / weights).read_bytes()


def create_in_ollama(window: Window, run: RunFolder, ollama: Ollama) -> None:
    """The proof is shown, and the merged model is given on."""
    window.wait_for_part(" passed")
    window.click("Create in Ollama")
    window.wait_for_part("Ollama has the model")
    (name,) = ollama.models
    folder = run.path.parents[1] / "export" / run.name
    assert {"Modelfile", f"{name}-q8_0.gguf"} <= names(folder)


def end(window: Window) -> None:
    """It ends as a closed window does, and has complained of nothing."""
    window.process.send_signal(signal.SIGTERM)
    assert window.process.wait(PATIENCE) == 0
    assert "Traceback" not in window.said.read_text()


def wait_for_monitor(window: Window) -> None:
    window.wait("Stop and save")
    (tab,) = window.find("Monitor", "Tab")
    assert tab["chosen"]


def wait_until_shown(window: Window, step: int) -> None:
    """Until Monitor says that the run is at this step or past it."""

    def there() -> bool:
        found = re.findall(rf"Step (\d+) / {FOREVER}", window.text())
        return any(int(number) >= step for number in found)

    wait_for(there, f"step {step} on Monitor", PATIENCE)


def newest_step(run: RunFolder) -> int:
    return max(event["step"] for event in events(run, "step"))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
