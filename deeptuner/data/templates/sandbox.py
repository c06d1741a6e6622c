"""The Jinja environment that chat templates run in: sandboxed, and bounded in time and size.

Knows what Hugging Face gives a template beyond plain Jinja (loop controls, `tojson` that keeps
unicode, `raise_exception`, `strftime_now`, the `generation` tag), and how to stop a template that
does not end. Does not know what a conversation is.
"""

from __future__ import annotations

import json
import time
from datetime import datetime
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.ext import Extension, LoopControlExtension
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

MAX_CHARACTERS = 64_000_000  # of output, and of any text put together on the way
MAX_STEPS = 20_000_000  # turns of loops and calls of macros
MAX_SECONDS = 20.0
MAX_EXPONENT = 64

_SIZED = frozenset({str, list, tuple})
_TICK = "_deeptuner_tick"
_BOUNDED = "_deeptuner_bounded"


class TooMuchError(TemplateRuntimeError):
    """The template ran too long or wrote too much."""


class Sandbox(ImmutableSandboxedEnvironment):
    """One environment per chat template. Not for use by two threads at once."""

    intercepted_binops = frozenset({"+", "*", "**"})

    def __init__(self, now: datetime) -> None:
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[GenerationTag, LoopControlExtension],
            finalize=self._written,
        )
        self.restart()
        self.filters["tojson"] = _tojson
        self.filters[_BOUNDED] = self._bounded
        self.globals[_TICK] = self._tick
        self.globals["raise_exception"] = _raise_exception
        self.globals["strftime_now"] = now.strftime
        self.globals["namespace"] = PlainNamespace
        del self.globals["lipsum"]  # random text, without bounds

    def restart(self) -> None:
        """Begin a new render: nothing written, no step taken."""
        self._characters = 0
        self._steps = 0
        self._deadline = time.monotonic() + MAX_SECONDS

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "+":  # by far the most frequent: text put together
            return self._bounded(left + right)
        if operator == "*" and _size(left) * _count(right) + _size(right) * _count(left) > (
            MAX_CHARACTERS
        ):
            raise TooMuchError("a text is repeated too often")
        if operator == "**" and _count(right) > MAX_EXPONENT:
            raise TooMuchError("a power is too large")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        bounded: nodes.Template = _Bounds().visit(tree)
        return bounded

    def _tick(self) -> str:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise TooMuchError("a loop does not end")
        if self._steps % 1024 == 0 and time.monotonic() > self._deadline:
            raise TooMuchError("it takes too long")
        return ""

    def _written(self, value: Any) -> Any:
        if type(value) is str:
            self._characters += len(value)
            if self._characters > MAX_CHARACTERS:
                raise TooMuchError("it writes too much text")
        return value

    def _bounded(self, value: Any) -> Any:
        if type(value) in _SIZED and len(value) > MAX_CHARACTERS:
            raise TooMuchError("a text grows without end")
        return value


class GenerationTag(Extension):
    """`{% generation %}` marks the assistant's text in some templates; it renders its body.

    The mark itself is not used: few templates have it, and some put it around the header too.
    """

    tags = {"generation"}  # noqa: RUF012 - Jinja declares it so

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        return nodes.Scope(body).set_lineno(line)


class PlainNamespace(Namespace):
    """`namespace()` without names that begin with an underscore, a way out of the sandbox."""

    def __init__(*args: Any, **kwargs: Any) -> None:
        self, given = args[0], dict(*args[1:], **kwargs)
        for name in given:
            _refuse_private(name)
        Namespace.__init__(self, given)

    def __setitem__(self, name: str, value: Any) -> None:
        _refuse_private(name)
        super().__setitem__(name, value)


class _Bounds(NodeTransformer):
    """Puts a tick into every loop and macro, and a bound around every joining of text."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        return self._ticking(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802 - Jinja's name
        return self._ticking(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return nodes.Filter(node, _BOUNDED, [], [], None, None).set_lineno(node.lineno)

    def _ticking(self, node: nodes.For | nodes.Macro) -> nodes.Node:
        self.generic_visit(node)
        tick = nodes.Call(nodes.Name(_TICK, "load"), [], [], None, None)
        node.body.insert(0, nodes.ExprStmt(tick).set_lineno(node.lineno))
        return node


def _refuse_private(name: str) -> None:
    if str(name).startswith("_"):
        raise SecurityError(f"a namespace cannot hold {name!r}")


def _raise_exception(text: str) -> None:
    raise TemplateRuntimeError(text)


def _tojson(
    value: Any,
    ensure_ascii: bool = False,
    indent: int | str | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    return json.dumps(
        value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys
    )


def _size(value: Any) -> int:
    return len(value) if type(value) in _SIZED else 0


def _count(value: Any) -> int:
    return abs(int(value)) if isinstance(value, int | float) else 0
