"""A stand-in for Hugging Face on this machine, which speaks its API as `huggingface_hub` calls it.

    python -m tests.support.hub_server FOLDER [--port N]

serves `FOLDER/models/<owner>/<name>/…` and `FOLDER/datasets/<owner>/<name>/…`; a file `.hub.json`
beside them changes how a repository behaves (`Behaviour`). Commands use it with HF_ENDPOINT.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

LARGE = 1000  # bytes; a larger file is one of LFS and comes from the CDN
BRANCH = "main"


@dataclass
class Behaviour:
    """`gated`: only with the token `open`. `private`: hidden without it. `cut_after` bytes of a
    large file the connection is closed, `cuts` times. `slow`: seconds before each 64 KiB."""

    gated: bool = False
    private: bool = False
    token: str = "hf_open"
    cut_after: int = 0
    cuts: int = 0
    slow: float = 0.0
    damaged: str = ""
    status: int = 0


@dataclass
class Seen:
    """One request, as the tests look at it."""

    method: str
    path: str
    range: str | None
    authorization: str | None
    status: int = 0
    sent: int = 0


@dataclass
class Hub:
    folder: Path
    port: int = 0
    seen: list[Seen] = field(default_factory=list)
    cuts: dict[str, int] = field(default_factory=dict)
    cdn: str = ""

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def behaviour(self, repository: Path) -> Behaviour:
        file = repository / ".hub.json"
        given = json.loads(file.read_text()) if file.exists() else {}
        return Behaviour(
            **{one.name: given[one.name] for one in fields(Behaviour) if one.name in given}
        )

    def behave(self, kind: str, repo: str, **behaviour: Any) -> None:
        (self.folder / kind / repo / ".hub.json").write_text(json.dumps(behaviour))

    def gets(self, end: str) -> list[Seen]:
        return [one for one in self.seen if one.method == "GET" and one.path.endswith(end)]


def commit_of(repository: Path) -> str:
    """Changes with the content, as a commit does."""
    summed = hashlib.sha1()
    for file in files_of(repository):
        summed.update(str(file.relative_to(repository)).encode() + file.read_bytes())
    return summed.hexdigest()


def files_of(repository: Path) -> list[Path]:
    found = sorted(path for path in repository.rglob("*") if path.is_file())
    return [path for path in found if not path.name.startswith(".")]


def blob_of(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: Hub

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.now = Seen(
            self.command, self.path, self.headers.get("Range"), self.headers.get("Authorization")
        )
        self.hub.seen.append(self.now)
        parts = [unquote(part) for part in urlsplit(self.path).path.strip("/").split("/")]
        match parts:
            case ["api", ("models" | "datasets") as kind, owner, name, *rest]:
                self._info(kind, f"{owner}/{name}", rest)
            case ["cdn", ("models" | "datasets") as kind, owner, name, *path]:
                self._content(self.hub.folder / kind / owner / name, "/".join(path), cdn=True)
            case ["datasets", owner, name, "resolve", revision, *path]:
                self._resolve("datasets", f"{owner}/{name}", revision, "/".join(path))
            case [owner, name, "resolve", revision, *path]:
                self._resolve("models", f"{owner}/{name}", revision, "/".join(path))
            case _:
                self._refuse(404, "EntryNotFound")

    def _info(self, kind: str, repo: str, rest: list[str]) -> None:
        repository = self._repository(kind, repo, rest[1] if rest[:1] == ["revision"] else BRANCH)
        if repository is None:
            return
        blobs = "blobs" in parse_qs(urlsplit(self.path).query)
        siblings = [self._sibling(file, repository, blobs=blobs) for file in files_of(repository)]
        value = {
            "id": repo,
            "modelId": repo,
            "sha": commit_of(repository),
            "private": False,
            "gated": "auto" if self.hub.behaviour(repository).gated else False,
            "siblings": siblings,
            "tags": [],
            "downloads": 0,
        }
        self._send(json.dumps(value).encode(), {"Content-Type": "application/json"})

    def _sibling(self, file: Path, repository: Path, *, blobs: bool) -> dict[str, Any]:
        content = file.read_bytes()
        told: dict[str, Any] = {"rfilename": str(file.relative_to(repository))}
        if blobs:
            told |= {"size": len(content), "blobId": blob_of(content)}
            if len(content) > LARGE:
                sha256 = hashlib.sha256(content).hexdigest()
                told["lfs"] = {"size": len(content), "sha256": sha256, "pointerSize": 130}
        return told

    def _resolve(self, kind: str, repo: str, revision: str, name: str) -> None:
        repository = self._repository(kind, repo, revision)
        if repository is None:
            return
        how = self.hub.behaviour(repository)
        if how.gated and self._token() != how.token:
            self._refuse(403 if self._token() else 401, "GatedRepo")
        elif not (repository / name).is_file():
            self._refuse(404, "EntryNotFound")
        elif len((repository / name).read_bytes()) > LARGE:
            self._redirect(kind, repo, repository / name, repository)
        else:
            self._content(repository, name, cdn=False)

    def _redirect(self, kind: str, repo: str, file: Path, repository: Path) -> None:
        content = file.read_bytes()
        self.now.status = 302
        self.send_response(302)
        host = self.hub.cdn or self.hub.endpoint
        for name, value in {
            "Location": f"{host}/cdn/{kind}/{repo}/{file.relative_to(repository)}?signed=secret",
            "X-Repo-Commit": commit_of(repository),
            "X-Linked-ETag": f'"{hashlib.sha256(content).hexdigest()}"',
            "X-Linked-Size": str(len(content)),
            "ETag": '"of-the-redirect"',
            "Content-Length": "0",
        }.items():
            self.send_header(name, value)
        self.end_headers()

    def _content(self, repository: Path, name: str, *, cdn: bool) -> None:
        content = (repository / name).read_bytes()
        how = self.hub.behaviour(repository)
        if how.damaged == name and cdn:
            content = bytes([content[0] ^ 1]) + content[1:]
        headers = {
            "X-Repo-Commit": commit_of(repository),
            "ETag": f'"{blob_of(content)}"',
            "Accept-Ranges": "bytes",
        }
        start = int(self.now.range.removeprefix("bytes=").rstrip("-")) if self.now.range else 0
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        self._send(content[start:], headers, 206 if start else 200, how=how, cdn=cdn, name=name)

    def _send(
        self,
        content: bytes,
        headers: dict[str, str],
        status: int = 200,
        *,
        how: Behaviour | None = None,
        cdn: bool = False,
        name: str = "",
    ) -> None:
        self.now.status = status
        self.send_response(status)
        for key, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(key, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        cut = how.cut_after if how and cdn and self.hub.cuts.get(name, 0) < how.cuts else 0
        for at in range(0, len(content), 1 << 16):
            if how and how.slow and cdn:
                time.sleep(how.slow)
            if cut and at >= cut:
                self.hub.cuts[name] = self.hub.cuts.get(name, 0) + 1
                self.close_connection = True
                return
            block = content[at : at + (1 << 16)]
            self.wfile.write(block)
            self.now.sent += len(block)

    def _repository(self, kind: str, repo: str, revision: str) -> Path | None:
        repository = self.hub.folder / kind / repo
        if not repository.is_dir():
            self._refuse(401 if self._token() is None else 404, "RepoNotFound")
            return None
        how = self.hub.behaviour(repository)
        if how.status:
            self._refuse(how.status, "")
        elif how.private and self._token() != how.token:
            self._refuse(401, "RepoNotFound")
        elif revision not in (BRANCH, commit_of(repository)):
            self._refuse(404, "RevisionNotFound")
        else:
            return repository
        return None

    def _token(self) -> str | None:
        given = self.now.authorization
        return given.removeprefix("Bearer ") if given else None

    def _refuse(self, status: int, code: str) -> None:
        self.now.status = status
        self.send_response(status)
        self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, _: str, *arguments: object) -> None:
        """Silent."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is no error here."""


@contextmanager
def hub_server(folder: Path, port: int = 0) -> Iterator[Hub]:
    """Serve `folder` while the block runs."""
    hub = Hub(folder)
    handler = type("BoundHandler", (Handler,), {"hub": hub})
    server = Server(("127.0.0.1", port), handler)
    hub.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.support.hub_server")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    with hub_server(given.folder, given.port) as hub:
        print(f"HF_ENDPOINT={hub.endpoint}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
