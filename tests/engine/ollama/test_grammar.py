"""Modelfiles read and written by Ollama's grammar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deeptuner.engine.ollama.grammar import Command, is_kept, read, write
from deeptuner.engine.ollama.parameters import parameter_value
from deeptuner.errors import InputError

HEAD = Command("from", "./model.gguf")


def values(text: str) -> list[tuple[str, str, str]]:
    return [(one.name, one.key, one.value) for one in read("FROM .\n" + text)[1:]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('SYSTEM "two words"', [("system", "", "two words")]),
        ("system  plain # kept ", [("system", "", "plain # kept")]),
        ('SYSTEM """a "b"\nc"""', [("system", "", 'a "b"\nc')]),
        ('SYSTEM """a\r\nb"""\r\n', [("system", "", "a\r\nb")]),
        ("# a note\n\nSYSTEM x", [("system", "", "x")]),
        ('PARAMETER stop "<|im_end|>"', [("parameter", "stop", "<|im_end|>")]),
        ('PARAMETER stop "\\n"', [("parameter", "stop", "\\n")]),
        ('PARAMETER stop "\n"', [("parameter", "stop", "\n")]),
        ("MESSAGE user hi: there", [("message", "user", "hi: there")]),
        ("SYSTEM a\u200db\u3000c\u00a0d", [("system", "", "abcd")]),
        ("SYSTEM\ta\tb", [("system", "", "a\tb")]),
        ("SYSTEM \nLICENSE x", [("system", "", ""), ("license", "", "x")]),
        # What a person would not expect: the rest of the line belongs to the open quotation.
        ('SYSTEM "Hi" he\nLICENSE "y"', [("system", "", 'Hi" he\nLICENSE "y')]),
        ('SYSTEM """He said "hi""""', [("system", "", 'He said "hi"')]),
    ],
)
def test_reads_as_ollama_does(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a note",
        "SYSTEM x",
        "FROM",
        "FROM\n.",
        "FROM .\nTEMPLATE\n",
        "FROM .\nHELLO x",
        "FROM .\nFR-OM x",
        "FROM .\nMESSAGE tool x",
        "FROM .\nPARAMETER stop",
        "FROM .\nPARAMETER a-b c",
        'FROM .\nSYSTEM "x',
        'FROM .\nSYSTEM """x"" \n',
    ],
)
def test_refuses_what_ollama_refuses(text: str) -> None:
    with pytest.raises(InputError):
        read(text)


def test_says_the_line_of_a_mistake() -> None:
    with pytest.raises(InputError, match="Line 3"):
        read("FROM .\n\nHELLO x")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_reads_files_of_other_editors(encoding: str) -> None:
    assert read("FROM ./größe".encode(encoding)) == (Command("from", "./größe"),)


kept = st.text(
    st.one_of(st.sampled_from('"\n# \t\\'), st.characters().filter(is_kept)), max_size=40
)


@given(kept, kept)
def test_what_is_written_is_read_back_or_refused(one: str, other: str) -> None:
    commands = (HEAD, Command("template", one), Command("parameter", other, "stop"))
    try:
        text = write(commands)
    except InputError:
        return
    assert read(text.encode()) == commands


@given(st.text(st.characters().filter(is_kept), max_size=40))
def test_text_without_quotation_marks_can_be_written(text: str) -> None:
    commands = (HEAD, Command("system", text.replace('"', "'")))
    assert read(write(commands)) == commands


@pytest.mark.parametrize("text", ["zwj 👩\u200d🚀", "nbsp\u00a0", "wide\u3000space", "\x00"])
def test_refuses_to_write_what_would_be_dropped(text: str) -> None:
    with pytest.raises(InputError, match=r"U\+"):
        write((HEAD, Command("system", text)))


def test_refuses_to_write_what_no_quotes_can_hold() -> None:
    with pytest.raises(InputError, match="SYSTEM"):
        write((HEAD, Command("system", 'one """\ntwo')))


@given(st.text(st.sampled_from('FROM .#"\n\t abcPARAMETERstop'), max_size=60))
def test_never_fails_otherwise(text: str) -> None:
    try:
        read(text)
    except InputError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("num_ctx", "4096", 4096),
        ("top_p", "0.9", 0.9),
        ("use_mmap", "false", False),
        ("stop", "1", "1"),
    ],
)
def test_parameters_have_their_kind(name: str, text: str, expected: object) -> None:
    assert parameter_value(name, text) == expected


@pytest.mark.parametrize(("name", "text"), [("num_ctx", "4k"), ("mood", "1"), ("top_p", "high")])
def test_unknown_parameters_and_values_are_refused(name: str, text: str) -> None:
    with pytest.raises(InputError):
        parameter_value(name, text)
