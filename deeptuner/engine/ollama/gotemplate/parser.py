"""The tokens of a template, put together into nodes.

Knows the grammar of actions and of what they enclose. Does not know what functions do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deeptuner.engine.ollama.gotemplate.errors import GoTemplateError
from deeptuner.engine.ollama.gotemplate.functions import FUNCTIONS
from deeptuner.engine.ollama.gotemplate.lexer import Text, Token, pieces
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

_CONSTANTS: Final = {"true": True, "false": False, "nil": None}
_BRANCHES: Final = ("if", "with", "range")
_ENDS: Final = ("end", "else")


def parse(source: str) -> Template:
    """The template. Raises GoTemplateError for what Go refuses, or this renderer does not know."""
    return _Parser(source).template()


class _Parser:
    def __init__(self, source: str) -> None:
        self._pieces = list(pieces(source))
        self._next = 0
        self._defined: dict[str, Body] = {}

    def template(self) -> Template:
        body, closing = self._body()
        if closing is not None:
            raise GoTemplateError(f"unexpected {{{{ {closing.word} }}}}")
        return Template(body, self._defined)

    def _body(self) -> tuple[Body, _Words | None]:
        """Nodes up to the `end` or `else` that closes them, or to the end of the template."""
        nodes: list[Node] = []
        while self._next < len(self._pieces):
            piece = self._pieces[self._next]
            self._next += 1
            if isinstance(piece, Text):
                nodes.append(TextNode(piece.value))
                continue
            words = _Words(piece)
            if words.word in _ENDS:
                words.take()
                return tuple(nodes), words
            node = self._node(words)
            if node is not None:
                nodes.append(node)
        return tuple(nodes), None

    def _node(self, words: _Words) -> Node | None:
        if words.word in _BRANCHES:
            return self._branch(words.take().value, words)
        if words.word == "define":
            self._define(words)
            return None
        if words.word in ("break", "continue"):
            return Leave(words.take().value)
        if words.word == "template":
            words.take()
            name = words.string()
            return Call(name, words.pipeline() if words.token else None)
        return Action(words.pipeline())

    def _branch(self, kind: str, words: _Words) -> Branch:
        pipeline = words.pipeline(loop=kind == "range")
        body, closing = self._body()
        otherwise: Body = ()
        if closing is not None and closing.word in ("if", "with"):  # else if
            otherwise = (self._branch(closing.take().value, closing),)
        elif closing is not None and closing.is_else:
            otherwise, closing = self._body()
        if closing is None:
            raise GoTemplateError(f"{kind} has no end")
        return Branch(kind, pipeline, body, otherwise)

    def _define(self, words: _Words) -> None:
        words.take()
        name = words.string()
        body, closing = self._body()
        if closing is None or closing.is_else:
            raise GoTemplateError("define has no end")
        self._defined[name] = body


class _Words:
    """The tokens of one action, taken from the front."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = list(tokens)
        self._next = 0
        self.is_else = self.word == "else"

    @property
    def token(self) -> Token | None:
        """What comes next, white space aside."""
        while self._next < len(self._tokens) and self._tokens[self._next].kind == "space":
            self._next += 1
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    @property
    def word(self) -> str:
        token = self.token
        return token.value if token is not None and token.kind == "word" else ""

    def take(self, kind: str = "") -> Token:
        token = self.token
        if token is None or (kind and token.kind != kind):
            raise GoTemplateError(
                f"{kind or 'more'} expected, not {token.value if token else ''!r}"
            )
        self._next += 1
        return token

    def string(self) -> str:
        return self.take("string").value

    def pipeline(self, loop: bool = False, inside: bool = False) -> Pipeline:
        names, declares = self._names(loop)
        commands = [self._command()]
        while self._is("pipe"):
            self.take()
            commands.append(self._command())
        if inside:
            self.take("close")
        elif self.token is not None:
            raise GoTemplateError(f"unexpected {self.token.value!r}")
        return Pipeline(tuple(commands), names, declares)

    def _names(self, loop: bool) -> tuple[tuple[str, ...], bool]:
        """`$x := ` or `$x = `, in a range also `$i, $x := `."""
        before, names = self._next, []
        while self._is("variable"):
            names.append(self.take().value)
            if loop and len(names) == 1 and self._is("comma"):
                self.take()
                continue
            if self._is("declare") or self._is("assign"):
                return tuple(names), self.take().kind == "declare"
            break
        self._next = before
        return (), False

    def _command(self) -> tuple[Operand, ...]:
        operands: list[Operand] = []
        while self.token is not None and not self._is("pipe") and not self._is("close"):
            operands.append(self._operand())
        if not operands:
            raise GoTemplateError("a value is missing")
        return tuple(operands)

    def _operand(self) -> Operand:
        token = self.take()
        base: Operand
        if token.kind == "field":
            return self._chain(Dot(), [token.value])
        if token.kind == "open":
            base = self.pipeline(inside=True)
        elif token.kind in ("string", "number"):
            return Literal(token.value if token.kind == "string" else int(token.value))
        elif token.kind == "dot":
            return Dot()
        elif token.kind == "variable":
            base = Variable(token.value)
        elif token.value in _CONSTANTS:
            return Literal(_CONSTANTS[token.value])
        elif token.kind == "word" and token.value in FUNCTIONS:
            return Function(token.value)
        else:
            raise GoTemplateError(f"{token.value!r} is not known")
        return self._chain(base, [])

    def _chain(self, base: Operand, fields: list[str]) -> Operand:
        """The fields that follow without white space between."""
        while self._next < len(self._tokens) and self._tokens[self._next].kind == "field":
            fields.append(self._tokens[self._next].value)
            self._next += 1
        return Chain(base, tuple(fields)) if fields else base

    def _is(self, kind: str) -> bool:
        token = self.token
        return token is not None and token.kind == kind
