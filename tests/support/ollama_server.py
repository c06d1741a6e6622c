"""A stand-in for Ollama on this machine: blobs, create, show, chat and delete, as its API does.

It reads what it is sent as Ollama does: a digest is checked, names and digests are required, a GGUF
must be one, and once an answer has begun, errors come as a line under status 200. Where it only
renders, it renders with the project's own Go templates.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from deeptuner.engine.ollama.prompt import prompt

NAME = re.compile(r"([\w.:-]+/)?([\w-]+/)?\w[\w.-]{0,79}(:\w[\w.-]{0,79})?", re.ASCII)
QUANTIZED = ("F32", "F16", "BF16", "Q8_0", "Q4_K_S", "Q4_K_M", "Q4_K")


@dataclass
class Ollama:
    """What it holds, what it was asked, and how it misbehaves.

    `dies_after`: bytes of an upload after which it closes the connection. `silent`: it takes
    uploads and never answers. `fails`: the error with which creating ends under status 200.
    `stops`: creating ends without a word; `tears`: in the middle of a line. `refuses`: status and
    text for all that is sent to it. `pauses`: creating waits here until `go_on` is set. `renders`:
    whether it knows how to tell what it renders, and `adds` what it writes in front of that.
    """

    port: int = 0
    version: str = "0.31.0"
    blobs: dict[str, bytes] = field(default_factory=dict)
    models: dict[str, dict[str, Any]] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    chats: list[dict[str, Any]] = field(default_factory=list)
    received: int = 0
    dies_after: int | None = None
    silent: bool = False
    fails: str = ""
    stops: bool = False
    tears: bool = False
    refuses: tuple[int, str] | None = None
    pauses: bool = False
    renders: bool = True
    adds: str = ""
    go_on: threading.Event = field(default_factory=threading.Event)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    ollama: Ollama

    def do_GET(self) -> None:
        if self._listed():
            self._json(200, {"version": self.ollama.version})

    def do_HEAD(self) -> None:
        if self._listed():
            known = self.path.rpartition("/")[2] in self.ollama.blobs
            self._answer(200 if known else 404, b"", "text/plain")

    def do_POST(self) -> None:
        if not self._listed():
            return
        if self.path.startswith("/api/blobs/"):
            self._blob(self.path.rpartition("/")[2])
            return
        asked = json.loads(self._body())
        if self.path == "/api/create":
            self._create(asked)
        elif self.path not in ("/api/show", "/api/chat"):
            self._json(404, {"error": "not found"})
        elif asked["model"] not in self.ollama.models:
            self._json(404, {"error": f"model '{asked['model']}' not found"})
        elif self.path == "/api/show":
            self._json(200, self.ollama.models[asked["model"]])
        else:
            self._chat(asked)

    def do_DELETE(self) -> None:
        if not self._listed():
            return
        name = json.loads(self._body())["model"]
        if self.ollama.models.pop(name, None) is None:
            self._json(404, {"error": f"model '{name}' not found"})
        else:
            self._answer(200, b"", "text/plain")

    def _listed(self) -> bool:
        self.ollama.seen.append(f"{self.command} {self.path}")
        if self.ollama.refuses is None or self.command == "HEAD":
            return True
        self._body()
        self._json(self.ollama.refuses[0], {"error": self.ollama.refuses[1]})
        return False

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _blob(self, digest: str) -> None:
        if digest in self.ollama.blobs:
            self._answer(200, b"", "text/plain")
            return
        left, content = int(self.headers["Content-Length"]), b""
        while left:
            block = self.rfile.read(min(1 << 16, left))
            if not block:
                return
            content, left = content + block, left - len(block)
            self.ollama.received += len(block)
            if self.ollama.dies_after is not None and len(content) >= self.ollama.dies_after:
                self.close_connection = True
                return
        if self.ollama.silent:
            self.ollama.go_on.wait(30)
            return
        if f"sha256:{hashlib.sha256(content).hexdigest()}" != digest:
            self._json(400, {"error": "digest mismatch, file must be downloaded again"})
            return
        self.ollama.blobs[digest] = content
        self._answer(201, b"", "text/plain")

    def _create(self, asked: dict[str, Any]) -> None:
        if not NAME.fullmatch(asked.get("model", "")):
            self._json(400, {"error": "invalid model name"})
        elif not asked.get("files") and not asked.get("from"):
            self._json(400, {"error": "neither 'from' or 'files' was specified"})
        elif any("/" in name or name.startswith("..") for name in asked.get("files", {})):
            self._json(400, {"error": "file path must be relative"})
        else:
            self._stream(asked)

    def _stream(self, asked: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            for line in self._lines(asked):
                self._chunk(json.dumps(line).encode() + b"\n")
            if self.ollama.tears:
                self._chunk(b'{"status":"writing man')
                self.close_connection = True
                return
            self._chunk(b"")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _lines(self, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
        files = asked.get("files", {})
        missing = [one for one in files.values() if one not in self.ollama.blobs]
        if missing:
            yield {"error": f"blob {missing[0]} not found"}
            return
        yield {"status": "converting model" if "config.json" in files else "parsing GGUF"}
        if any(
            name.endswith(".gguf") and not self.ollama.blobs[digest].startswith(b"GGUF")
            for name, digest in files.items()
        ):
            yield {"error": "supplied file was not in GGUF format"}
            return
        if self.ollama.pauses:
            self.ollama.go_on.wait(30)
        if wanted := asked.get("quantize", "").upper():
            if wanted not in QUANTIZED:
                yield {"error": f"unsupported quantization type {wanted}"}
                return
            for done in (1, 2, 4):
                status = f"quantizing F16 model to {wanted}"
                yield {"status": status, "digest": "0", "completed": done, "total": 4}
            yield {"status": "verifying conversion"}
        if self.ollama.fails:
            yield {"error": self.ollama.fails}
        elif not (self.ollama.stops or self.ollama.tears):
            self.ollama.models[asked["model"]] = asked
            yield {"status": "writing manifest"}
            yield {"status": "success"}

    def _chat(self, asked: dict[str, Any]) -> None:
        self.ollama.chats.append(asked)
        model = self.ollama.models[asked["model"]]
        answer: dict[str, Any] = {"model": asked["model"]}
        if self.ollama.renders and asked.get("_debug_render_only"):
            text = prompt(model["template"], asked["messages"], system=model.get("system", ""))
            answer["_debug_info"] = {"rendered_template": self.ollama.adds + text}
        else:
            answer |= {"message": {"role": "assistant", "content": "A"}, "done": True}
        self._json(200, answer)

    def _chunk(self, content: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(content), content))
        self.wfile.flush()

    def _json(self, status: int, value: dict[str, Any]) -> None:
        self._answer(status, json.dumps(value).encode(), "application/json")

    def _answer(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Silent."""


class Server(ThreadingHTTPServer):
    daemon_threads = False  # each is waited for: a test leaves nothing behind

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that broke off is no error here."""


@contextmanager
def ollama_server() -> Iterator[Ollama]:
    """An Ollama that listens while the block runs."""
    ollama = Ollama()
    handler = type("BoundHandler", (Handler,), {"ollama": ollama})
    server = Server(("127.0.0.1", 0), handler)
    ollama.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield ollama
    finally:
        ollama.go_on.set()
        server.shutdown()
        thread.join()
        server.server_close()
