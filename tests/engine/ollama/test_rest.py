"""Creating a model over Ollama's API, with everything that goes wrong on the way."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from deeptuner.engine.ollama.names import Address, address, check_name, suggested_name
from deeptuner.engine.ollama.rest import Ollama, Status
from deeptuner.errors import InputError, RunError
from tests.support.ollama_server import Ollama as Served
from tests.support.ollama_server import ollama_server

SIZE = 3_000_000


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
    file.write_bytes(bytes(range(250)) * (SIZE // 250))
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
    request = {"files": {"model.gguf": digest}, "parameters": {"stop": ["</s>"]}}
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
    with pytest.raises(RunError, match="quantizing"):
        list(client.create("mine", {"files": {"a": client.upload(file, silent)}}))


def test_creating_is_cancelled_by_closing(client: Ollama, served: Served, file: Path) -> None:
    served.pauses = True
    creating = client.create("mine", {"files": {"a": client.upload(file, silent)}})
    assert next(creating).text == "parsing GGUF"
    creating.close()
    assert served.models == {}


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
    ],
)
def test_ollama_is_looked_for_where_it_is_told(given: str, expected: str) -> None:
    assert str(address({"OLLAMA_HOST": given})) == expected


@pytest.mark.parametrize("given", ["ftp://box", "box:port", "box:99999"])
def test_no_address_is_told(given: str) -> None:
    with pytest.raises(InputError, match="OLLAMA_HOST"):
        address({"OLLAMA_HOST": given})
