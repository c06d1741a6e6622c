"""A parsed template, rendered with values.

Knows Go's rules for variables, `range`, `with` and pipelines. Bounded in depth and in output, since
a TEMPLATE may come from elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from deeptuner.engine.ollama.gotemplate.errors import GoTemplateError
from deeptuner.engine.ollama.gotemplate.functions import (
    LAZY,
    PLAIN,
    Record,
    dates,
    to_bytes,
    truth,
    written,
)
from deeptuner.engine.ollama.gotemplate.nodes import (
    Action,
    Body,
    Branch,
    Call,
    Chain,
    Dot,
    Function,
    Leave,
    Literal,
    Node,
    Operand,
    Pipeline,
    Template,
    TextNode,
    Variable,
)

MAX_DEPTH: Final = 150  # templates within templates; Go allows 100000
MAX_CHARACTERS: Final = 64_000_000


def render(template: Template, values: Mapping[str, Any], *, now: datetime | None = None) -> str:
    """The text. `values` are what `.` holds; `now` is the date that a template may ask for.

    Raises GoTemplateError where Go would fail.
    """
    rendering = _Rendering(template, now or datetime.now())
    dot = dict(values)
    try:
        rendering.body(template.body, dot, [{"$": dot}])
        return to_bytes("".join(rendering.parts)).decode()
    except (RecursionError, UnicodeDecodeError, TypeError) as error:
        raise GoTemplateError(str(error)) from error


class _LeaveLoop(Exception):  # noqa: N818 - no error: the way out of a loop
    def __init__(self, word: str) -> None:
        self.word = word


Scopes = list[dict[str, Any]]


class _Rendering:
    def __init__(self, template: Template, now: datetime) -> None:
        self.parts: list[str] = []
        self._size = 0
        self._defined = template.defined
        self._depth = 0
        self._functions: dict[str, Callable[..., Any]] = {**PLAIN, **dates(now)}

    def body(self, body: Body, dot: Any, scopes: Scopes) -> None:
        for node in body:
            self._node(node, dot, scopes)

    def _node(self, node: Node, dot: Any, scopes: Scopes) -> None:
        match node:
            case TextNode(text):
                self._write(text)
            case Action(pipeline):
                value = self._pipeline(pipeline, dot, scopes)
                if not pipeline.names:
                    self._write(written(value))
            case Branch("range"):
                self._range(node, dot, [*scopes, {}])
            case Branch():
                self._choose(node, dot, [*scopes, {}])
            case Call(name, pipeline):
                self._call(name, self._pipeline(pipeline, dot, scopes) if pipeline else None)
            case Leave(word):
                raise _LeaveLoop(word)

    def _write(self, text: str) -> None:
        self._size += len(text)
        if self._size > MAX_CHARACTERS:
            raise GoTemplateError("too much text")
        self.parts.append(text)

    def _choose(self, node: Branch, dot: Any, scopes: Scopes) -> None:
        value = self._pipeline(node.pipeline, dot, scopes)
        inner = value if node.kind == "with" and truth(value) else dot
        self.body(node.body if truth(value) else node.otherwise, inner, scopes)

    def _range(self, node: Branch, dot: Any, scopes: Scopes) -> None:
        value = self._commands(node.pipeline, dot, scopes)
        if value is not None and not isinstance(value, list | dict):
            raise GoTemplateError("range needs a list")
        pairs = sorted(value.items()) if isinstance(value, dict) else list(enumerate(value or []))
        if not pairs:
            self.body(node.otherwise, dot, scopes)
        for key, element in pairs:
            names = node.pipeline.names
            for name, one in zip(
                names, (key, element)[-len(names) :] if names else (), strict=True
            ):
                self._set(name, one, scopes, node.pipeline.declares)
            try:
                self.body(node.body, element, [*scopes, {}])
            except _LeaveLoop as leave:
                if leave.word == "break":
                    break

    def _call(self, name: str, dot: Any) -> None:
        if name not in self._defined:
            raise GoTemplateError(f"no template {name!r}")
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise GoTemplateError("templates within templates without end")
        self.body(self._defined[name], dot, [{"$": dot}])
        self._depth -= 1

    def _pipeline(self, pipeline: Pipeline, dot: Any, scopes: Scopes) -> Any:
        value = self._commands(pipeline, dot, scopes)
        for name in pipeline.names:
            self._set(name, value, scopes, pipeline.declares)
        return value

    def _commands(self, pipeline: Pipeline, dot: Any, scopes: Scopes) -> Any:
        passed: tuple[Any, ...] = ()
        for command in pipeline.commands:
            passed = (self._command(command, dot, scopes, passed),)
        return passed[0]

    def _command(
        self, command: tuple[Operand, ...], dot: Any, scopes: Scopes, passed: tuple[Any, ...]
    ) -> Any:
        first, *rest = command
        if not isinstance(first, Function):
            if rest or passed:
                raise GoTemplateError("a value cannot be called")
            return self._operand(first, dot, scopes)
        if first.name in LAZY:
            return self._lazy(first.name, rest, dot, scopes, passed)
        arguments = [self._operand(one, dot, scopes) for one in rest]
        return self._functions[first.name](*arguments, *passed)

    def _lazy(
        self, name: str, rest: list[Operand], dot: Any, scopes: Scopes, passed: tuple[Any, ...]
    ) -> Any:
        """`and` and `or` look no further than they must."""
        value: Any = None
        for operand in [*rest, *map(Literal, passed)]:
            value = self._operand(operand, dot, scopes)
            if truth(value) is (name == "or"):
                return value
        return value

    def _operand(self, operand: Operand, dot: Any, scopes: Scopes) -> Any:
        match operand:
            case Literal(value):
                return value
            case Dot():
                return dot
            case Variable(name):
                return self._scope(name, scopes)[name]
            case Pipeline():
                return self._pipeline(operand, dot, scopes)
            case Chain(base, fields):
                value = self._operand(base, dot, scopes)
                for name in fields:
                    value = _field(value, name)
                return value
            case Function():
                return self._command((operand,), dot, scopes, ())

    def _set(self, name: str, value: Any, scopes: Scopes, declares: bool) -> None:
        (scopes[-1] if declares else self._scope(name, scopes))[name] = value

    def _scope(self, name: str, scopes: Scopes) -> dict[str, Any]:
        for scope in reversed(scopes):
            if name in scope:
                return scope
        raise GoTemplateError(f"undefined variable {name}")


def _field(value: Any, name: str) -> Any:
    if not isinstance(value, dict) or (isinstance(value, Record) and name not in value):
        raise GoTemplateError(f"{value!r} has no field {name}")
    return value.get(name)
