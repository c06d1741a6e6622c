"""A chat template: a conversation becomes text, the same text that transformers renders.

Knows the variables Hugging Face gives a template and that a date in it is frozen. Does not know
which part of the text is trained on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jinja2 import Template
from jinja2.exceptions import TemplateError

from deeptuner.data.templates.sandbox import Sandbox
from deeptuner.errors import ModelError
from deeptuner.words import Message, message

Said = Mapping[str, Any]  # one message as a template sees it, `Turn.to_template()`

MAX_QUOTED = 300  # characters of a template's own complaint that are passed on


class CannotMask(Exception):  # noqa: N818 - a reason to leave a row out, caught inside the package
    """This conversation cannot be turned into text with a faithful loss mask. `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


class ChatTemplate:
    """Renders conversations.

    `source` is Jinja; `tools_source` is used instead where a conversation has tools (a tokenizer
    may have a template named `tool_use`). `special_tokens` are given to the template by name
    (`bos_token`, …), `arguments` are further variables such as `enable_thinking`. `now` is what
    the template is told when it asks for the date, so that a run can be repeated.

    Raises ModelError when a source is not valid Jinja.
    """

    def __init__(
        self,
        source: str,
        special_tokens: Mapping[str, str],
        *,
        now: datetime,
        tools_source: str | None = None,
        arguments: Mapping[str, Any] | None = None,
    ) -> None:
        self.source = source
        self.tools_source = tools_source
        self.special_tokens = dict(special_tokens)
        self.arguments = dict(arguments or {})
        self.now = now
        self._sandbox = Sandbox(now)
        self._plain = self._compile(source)
        self._with_tools = self._compile(tools_source) if tools_source is not None else self._plain

    @property
    def eos_token(self) -> str:
        return self.special_tokens.get("eos_token", "")

    @property
    def bos_token(self) -> str:
        return self.special_tokens.get("bos_token", "")

    @property
    def asks_for_date(self) -> bool:
        """Whether the source mentions the date; the text then depends on `now`."""
        return "strftime_now" in self.source + (self.tools_source or "")

    def render(
        self,
        messages: Sequence[Said],
        tools: Sequence[Mapping[str, Any]] | None = None,
        add_generation_prompt: bool = False,
    ) -> str:
        """The text of the conversation. Raises CannotMask with the template's complaint."""
        template = self._with_tools if tools else self._plain
        self._sandbox.restart()
        try:
            return template.render(
                messages=[_with_reasoning_names(said) for said in messages],
                tools=list(tools) if tools else None,
                documents=None,
                add_generation_prompt=add_generation_prompt,
                **{**self.special_tokens, **self.arguments},
            )
        except Exception as error:  # a template is a program and may raise anything
            raise CannotMask(message("data.template-raises", said=_quote(error))) from error

    def with_arguments(self, arguments: Mapping[str, Any]) -> ChatTemplate:
        """The same template with other variables, for example `enable_thinking`."""
        return ChatTemplate(
            self.source,
            self.special_tokens,
            now=self.now,
            tools_source=self.tools_source,
            arguments=arguments,
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "tools_source": self.tools_source,
            "special_tokens": self.special_tokens,
            "arguments": self.arguments,
            "now": self.now.isoformat(),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> ChatTemplate:
        return cls(
            value["source"],
            value["special_tokens"],
            now=datetime.fromisoformat(value["now"]),
            tools_source=value["tools_source"],
            arguments=value["arguments"],
        )

    def _compile(self, source: str) -> Template:
        try:
            return self._sandbox.from_string(source)
        except (TemplateError, RecursionError, ValueError) as error:
            raise ModelError(
                message("data.template-invalid", said=_quote(error)),
                where="chat_template",
                fix=message("data.template-choose"),
            ) from error


def _with_reasoning_names(said: Said) -> dict[str, Any]:
    """Reasoning under the names that templates read (gpt-oss: `thinking`), as transformers does."""
    seen = dict(said)
    for name in ("reasoning_content", "reasoning", "thinking"):
        reasoning = seen.get(name)
        if reasoning is not None:
            return {"thinking": reasoning, **seen, "reasoning_content": reasoning}
    return seen


def _quote(error: Exception) -> str:
    said = " ".join(str(error).split()) or type(error).__name__
    return said if len(said) <= MAX_QUOTED else said[:MAX_QUOTED] + "…"
