"""Creating a model over Ollama's API, with everything that goes wrong on the way."""

from __future__ import annotations

import hashlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deeptuner.engine.ollama.names import Address, address, check_name
from deeptuner.engine.ollama.rest import Ollama, Status
from deeptuner.errors import InputError, RunError
from deeptuner.runs.ollama_names import name_of_run, suggested_name
from tests.support.ollama_server import Ollama as Served
from tests.support.ollama_server import ollama_server

SIZE = 3_000_000 + len(b"GGUF")


@pytest.fixture
def served() -> Iterator[Served]:
    with ollama_server() as served:
        yield served


@pytest.fixture
def client(served: Served) -> Ollama:
    return Ollama(address({"OLLAMA_HOST": served.host}))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF" + bytes(range(250)) * (SIZE // 250))
    return file


def silent(done: int, total: int) -> None:
    """Progress that nobody looks at."""


def test_a_model_is_uploaded_created_and_deleted(
    client: Ollama, served: Served, file: Path
) -> None:
    told: list[tuple[int, int]] = []
    digest = client.upload(file, lambda done, total: told.append((done, total)))
    assert client.version() == "0.31.0"
    assert digest == "sha256:" + hashlib.sha256(file.read_bytes()).hexdigest()
    assert served.blobs[digest] == file.read_bytes()
    assert told == sorted(told)
    assert told[-1] == (2 * SIZE, 2 * SIZE)
    stops = {"stop": ["</s>"]}
    request = {"files": {"model.gguf": digest}, "parameters": stops, "quantize": "q4_K_M"}
    statuses = list(client.create("mine:v1", request))
    assert statuses[0] == Status("parsing GGUF")
    assert Status("quantizing F16 model to Q4_K_M", 2, 4) in statuses
    assert statuses[-1].text == "success"
    assert served.models["mine:v1"]["parameters"] == {"stop": ["</s>"]}
    client.delete("mine:v1")
    assert served.models == {}


def test_what_ollama_has_is_not_sent_again(client: Ollama, served: Served, file: Path) -> None:
    client.upload(file, silent)
    client.upload(file, silent)
    assert served.received == SIZE
    assert [one.split()[0] for one in served.seen] == ["HEAD", "POST", "HEAD"]


def test_a_death_in_the_middle_of_an_upload_is_told_and_can_be_tried_again(
    client: Ollama, served: Served, file: Path
) -> None:
    served.dies_after = 1_000_000
    with pytest.raises(RunError, match="connection to Ollama was lost"):
        client.upload(file, silent)
    assert served.blobs == {}
    served.dies_after = None
    assert client.upload(file, silent) in served.blobs


def test_a_file_that_changed_meanwhile_is_refused(
    client: Ollama, served: Served, file: Path
) -> None:
    def change(done: int, total: int) -> None:
        if done == SIZE:
            file.write_bytes(b"x" * SIZE)

    with pytest.raises(RunError, match="digest mismatch"):
        client.upload(file, change)
    assert served.blobs == {}


def test_an_upload_is_cancelled(client: Ollama, served: Served, file: Path) -> None:
    def cancel(done: int, total: int) -> None:
        if done > SIZE:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        client.upload(file, cancel)
    assert served.blobs == {}


@pytest.mark.parametrize("status", [400, 500, 503])
def test_a_refusal_is_passed_on(client: Ollama, served: Served, file: Path, status: int) -> None:
    served.refuses = (status, "no room for that")
    with pytest.raises(RunError, match="no room for that"):
        client.upload(file, silent)
    with pytest.raises(RunError, match="no room for that"):
        list(client.create("mine", {"from": "x"}))


def test_a_missing_file_is_an_error_under_status_200(client: Ollama, served: Served) -> None:
    with pytest.raises(RunError, match="not found"):
        list(client.create("mine", {"files": {"model.gguf": "sha256:00"}}))
    assert served.models == {}


def test_an_error_line_ends_creating(client: Ollama, served: Served, file: Path) -> None:
    served.fails = "unsupported architecture"
    creating = client.create("mine", {"files": {"a": client.upload(file, silent)}})
    assert next(creating).text == "parsing GGUF"
    with pytest.raises(RunError, match="unsupported architecture"):
        list(creating)
    assert served.models == {}


def test_an_answer_without_success_is_no_success(
    client: Ollama, served: Served, file: Path
) -> None:
    served.stops = True
    with pytest.raises(RunError, match="parsing GGUF"):
        list(client.create("mine", {"files": {"a": client.upload(file, silent)}}))


def test_creating_is_cancelled_by_closing(client: Ollama, served: Served, file: Path) -> None:
    served.pauses = True
    creating = client.create("mine", {"files": {"a": client.upload(file, silent)}})
    assert next(creating).text == "parsing GGUF"
    creating.close()
    assert served.models == {}


def test_an_ollama_that_dies_in_a_line_is_told(client: Ollama, served: Served, file: Path) -> None:
    served.tears = True
    with pytest.raises(RunError, match=r"parsing GGUF|connection to Ollama was lost"):
        list(client.create("mine", {"files": {"a": client.upload(file, silent)}}))
    assert served.models == {}


def test_an_ollama_that_says_nothing_is_given_up(served: Served, file: Path) -> None:
    served.silent = True
    impatient = Ollama(address({"OLLAMA_HOST": served.host}), seconds=0.3)
    with pytest.raises(RunError, match="timed out"):
        impatient.upload(file, silent)
    assert served.models == {}


def test_an_ollama_that_takes_the_connection_and_says_nothing_is_soon_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("deeptuner.engine.ollama.rest.GREETING_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as dumb:
        client = Ollama(address({"OLLAMA_HOST": f"127.0.0.1:{dumb.getsockname()[1]}"}), seconds=4)
        begin = time.monotonic()
        with pytest.raises(RunError, match="timed out"):
            client.require()
    assert time.monotonic() - begin < 3


def test_a_file_that_became_shorter_is_told(client: Ollama, file: Path) -> None:
    def cut(done: int, total: int) -> None:
        if done == SIZE:
            file.write_bytes(b"short")

    with pytest.raises(RunError, match="became shorter"):
        client.upload(file, cut)


@pytest.mark.parametrize("status", [200, 500])
def test_where_ollama_has_no_room_it_is_told_what_to_do(
    client: Ollama, served: Served, file: Path, status: int
) -> None:
    said = "write /models/blobs/sha256-1: no space left on device"
    if status == 200:
        served.fails = said
    else:
        served.refuses = (status, said)
    with pytest.raises(RunError, match=r"(?s)no space left.*OLLAMA_MODELS"):
        list(client.create("mine", {"files": {"a": client.upload(file, silent)}}))


def test_what_is_no_gguf_is_refused_by_ollama(client: Ollama, file: Path) -> None:
    file.write_bytes(b"something else")
    with pytest.raises(RunError, match="not in GGUF format"):
        list(client.create("mine", {"files": {"a.gguf": client.upload(file, silent)}}))


def test_a_type_that_ollama_cannot_make_is_refused_by_it(client: Ollama, file: Path) -> None:
    files = {"a.gguf": client.upload(file, silent)}
    with pytest.raises(RunError, match="unsupported quantization type Q5_K_M"):
        list(client.create("mine", {"files": files, "quantize": "q5_k_m"}))


def test_a_model_is_found_by_its_name(client: Ollama, file: Path) -> None:
    assert not client.has("mine")
    list(client.create("mine", {"files": {"a": client.upload(file, silent)}}))
    assert client.has("mine")


@pytest.mark.parametrize("version", ["0.5.4", "0.3.14", "0.1.9-rc2"])
def test_an_ollama_that_is_too_old_is_told(client: Ollama, served: Served, version: str) -> None:
    served.version = version
    with pytest.raises(RunError, match=r"(?s)0\.5\.5.*Update Ollama"):
        client.require()


@pytest.mark.parametrize("version", ["0.5.5", "0.33.0-rc2", "1.0", "0.0.0", "v0.12.3"])
def test_other_versions_will_do(client: Ollama, served: Served, version: str) -> None:
    served.version = version
    assert client.require() == version


def test_what_is_not_ollama_is_told(client: Ollama, served: Served) -> None:
    served.version = ""
    with pytest.raises(RunError, match="not Ollama"):
        client.require()


def test_ollama_tells_what_it_renders_or_does_not(
    client: Ollama, served: Served, file: Path
) -> None:
    files = {"a": client.upload(file, silent)}
    list(client.create("mine", {"files": files, "template": "{{ range .Messages }}{{ .Content }}"
         "{{ end }}!"}))  # fmt: skip
    question = [{"role": "user", "content": "Why?"}]
    assert client.rendered("mine", question, last=False) == "Why?!"
    served.renders = False
    assert client.rendered("mine", question, last=True) is None
    assert [one["keep_alive"] for one in served.chats] == ["5m", 0]
    assert all(one["options"]["num_predict"] == 1 for one in served.chats)


def test_deleting_what_is_not_there_is_told(client: Ollama) -> None:
    with pytest.raises(InputError, match="model 'none' not found"):
        client.delete("none")


def test_no_ollama_is_told_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = Ollama(Address("http", "127.0.0.1", taken.getsockname()[1]))
        with pytest.raises(RunError, match=r"(?s)No Ollama answers.*ollama serve"):
            nobody.version()


@pytest.mark.parametrize("name", ["mine", "me/mine", "host.tld:80/me/mine:v1", "a" * 80, "_x.y-z"])
def test_names_that_ollama_takes(name: str) -> None:
    assert check_name(name) == name


@pytest.mark.parametrize(
    "name", ["", "a b", "-x", ".x", "a" * 81, "me.you/mine", "a//b", "a:", "ä"]
)
def test_names_that_ollama_refuses(client: Ollama, served: Served, name: str) -> None:
    with pytest.raises(InputError):
        list(client.create(name, {"from": "x"}))
    assert served.seen == []


@pytest.mark.parametrize("text", ["20260301-101112-My run ä", "---", "x" * 200, "Größe.7"])
def test_a_suggested_name_is_one_that_ollama_takes(text: str) -> None:
    assert check_name(suggested_name(text))


def test_the_model_of_a_run_is_called_as_the_run_without_its_time() -> None:
    assert name_of_run("20260301-101112-My run") == "my-run"
    assert name_of_run("20260301-101112") == "20260301-101112"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", "http://127.0.0.1:11434"),
        ("0.0.0.0", "http://127.0.0.1:11434"),
        (":8000", "http://127.0.0.1:8000"),
        ("box", "http://box:11434"),
        ("http://box", "http://box:80"),
        ("https://box/ollama/", "https://box:443/ollama"),
        ("[::1]:5", "http://[::1]:5"),
        (' "box:9" ', "http://box:9"),
        ("::1", "http://[::1]:11434"),
        ("[::1]", "http://[::1]:11434"),
        ("[::]:8000", "http://127.0.0.1:8000"),
        ("http://0.0.0.0:8000", "http://127.0.0.1:8000"),
        ("https://box", "https://box:443"),
        ("box/", "http://box:11434"),
    ],
)
def test_ollama_is_looked_for_where_it_is_told(given: str, expected: str) -> None:
    assert str(address({"OLLAMA_HOST": given})) == expected


@pytest.mark.parametrize("given", ["ftp://box", "box:port", "box:99999"])
def test_no_address_is_told(given: str) -> None:
    with pytest.raises(InputError, match="OLLAMA_HOST"):
        address({"OLLAMA_HOST": given})
