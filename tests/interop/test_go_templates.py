"""TEMPLATEs rendered by Go's own text/template, where `go` is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from deeptuner.data.templates.named import template_names, template_source
from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.engine.ollama.cases import cases
from deeptuner.engine.ollama.derive import Reason, derive
from deeptuner.engine.ollama.prompt import values
from tests.data.templates.helpers import FOLDER, TOKENS
from tests.engine.ollama.go_cases import CASES, REFUSED

NOW = datetime(2026, 3, 1)
PROGRAM = Path(__file__).parent / "gotemplate"
_OUTSIDE = os.environ.get("DEEPTUNER_TEMPLATES", "")
_FILES = [
    *sorted(FOLDER.glob("*.jinja")),
    *(sorted(Path(_OUTSIDE).glob("*.jinja")) if _OUTSIDE else []),
]
SOURCES = {
    **{name: template_source(name) for name in template_names()},
    **{file.stem: file.read_text(encoding="utf-8") for file in _FILES},
}
pytestmark = [
    pytest.mark.interop,
    pytest.mark.skipif(shutil.which("go") is None, reason="Go is not installed"),
]


class Go:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def render(self, template: str, given: Mapping[str, Any]) -> tuple[str, str]:
        """The text, and Go's error or ''."""
        request = {"template": template, "values": given, "now": NOW.isoformat() + "Z"}
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer["text"], answer["error"]


@pytest.fixture(scope="session")
def go(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Go]:
    folder = tmp_path_factory.mktemp("go")
    program = folder / "render"
    environment = {
        **os.environ,
        "GOCACHE": str(folder / "cache"),
        "GOFLAGS": "-mod=mod",
        "GOPROXY": "off",
        "GO111MODULE": "on",
        "CGO_ENABLED": "0",
    }
    subprocess.run(["go", "build", "-o", program, "."], cwd=PROGRAM, env=environment, check=True)
    with subprocess.Popen(
        [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield Go(process)
        assert process.stdin is not None
        process.stdin.close()


@pytest.mark.parametrize(("source", "given", "expected"), CASES)
def test_go_renders_the_small_templates_so(
    go: Go, source: str, given: dict[str, Any], expected: str
) -> None:
    assert go.render(source, given) == (expected, "")


@pytest.mark.parametrize(("source", "given"), REFUSED)
def test_go_refuses_the_wrong_ones(go: Go, source: str, given: dict[str, Any]) -> None:
    assert go.render(source, given)[1]


@pytest.mark.parametrize("name", SOURCES)
def test_derived_templates_render_alike_in_go_and_in_jinja(go: Go, name: str) -> None:
    template = ChatTemplate(SOURCES[name], TOKENS, now=NOW)
    derived = derive(template)
    if isinstance(derived, Reason):
        pytest.skip(str(derived.why))
    start = template.bos_token if derived.add_bos else ""
    others = {one.case for one in derived.checks if not one.same}
    rendered = 0
    for case in cases():
        asked = case.messages[-1]["role"] == "user"
        try:
            expected = template.render(case.messages, add_generation_prompt=asked)
        except CannotMask:
            continue
        text, error = go.render(derived.template, values(case.messages))
        assert not error
        assert (start + text == expected) == (case.name not in others), case.name
        rendered += 1
    assert rendered >= 6
