"""Modelfiles as a whole: what is meant is what Ollama reads, and what its API is asked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deeptuner.data.templates.named import template_names, template_source
from deeptuner.engine.ollama.derive import Derived, Reason, derive
from deeptuner.engine.ollama.grammar import Command, is_kept, read
from deeptuner.engine.ollama.modelfile import modelfile, request, statements
from deeptuner.errors import InputError
from deeptuner.words import message
from tests.data.templates.helpers import FOLDER
from tests.engine.ollama.test_derive import chat_template

SOURCES = {
    **{name: template_source(name) for name in template_names()},
    **{file.stem: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.jinja"))},
}


@pytest.mark.parametrize("name", SOURCES)
def test_every_template_is_read_back_as_it_was_derived(name: str) -> None:
    found = derive(chat_template(SOURCES[name]))
    said = statements("./model.gguf", found, 4096)
    lines = read(modelfile(said, "mine").encode())
    assert lines == tuple(said)
    values = {one.key or one.name: one.value for one in lines}
    assert values["from"] == "./model.gguf"
    assert values["num_ctx"] == "4096"
    if isinstance(found, Derived):
        assert values["template"] == found.template
        assert values.get("system", "") == found.system
        assert [one.value for one in lines if one.key == "stop"] == list(found.stops)
    else:
        assert values.keys() == {"from", "num_ctx"}


def test_the_api_is_asked_the_same() -> None:
    found = derive(chat_template(template_source("qwen")))
    assert isinstance(found, Derived)
    asked = request(statements("./model.gguf", found, 2048), {"model.gguf": "sha256:1"})
    assert asked == {
        "files": {"model.gguf": "sha256:1"},
        "template": found.template,
        "parameters": {"stop": list(found.stops), "num_ctx": 2048},
    } | ({"system": found.system} if found.system else {})


def test_without_a_template_there_are_no_stops() -> None:
    said = statements("./model.gguf", Reason(message("engine.ollama.words-lost")), None)
    assert said == [Command("from", "./model.gguf")]
    assert request(said, {"a": "b"}) == {"files": {"a": "b"}}


kept = st.text(
    st.one_of(st.sampled_from('"\n\\# {}%'), st.characters(codec="utf-8").filter(is_kept)),
    min_size=1,
    max_size=30,
)


@given(system=kept, stops=st.lists(kept, max_size=3), path=kept)
@settings(deadline=None)
def test_any_words_are_read_back_or_refused(system: str, stops: list[str], path: str) -> None:
    found = Derived("{{ .Messages }}", tuple(stops), system, False, (), ())
    said = statements(path, found, None)
    try:
        text = modelfile(said, "mine")
    except InputError:
        return
    assert read(text.encode()) == tuple(said)


def test_a_system_prompt_that_ollama_would_change_stays_in_the_template_alone() -> None:
    found = Derived("{{ .Messages }}", (), "Zero\u200dwidth", False, (), ())
    said = statements("./model.gguf", found, None)
    assert [one.name for one in said] == ["from", "template"]
