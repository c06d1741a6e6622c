"""The Modelfile of a model, and the same as a request of Ollama's API.

Knows which statements are needed. What is written is read back by Ollama's grammar and compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from deeptuner.engine.ollama.derive import Derived, Reason
from deeptuner.engine.ollama.grammar import Command, is_kept, read, write
from deeptuner.engine.ollama.parameters import REPEATABLE, parameter_value

TITLE = "# Made by DeepTuner. Create the model with: ollama create {name} -f Modelfile\n"


def statements(source: str, conversation: Derived | Reason, context: int | None) -> list[Command]:
    """What the Modelfile says. `source` is a path relative to it; `context` is in tokens.

    Without a faithful TEMPLATE there is none, nor stops: the model's own template serves.
    """
    said = [Command("from", source)]
    if isinstance(conversation, Derived):
        said.append(Command("template", conversation.template))
        # One that a Modelfile cannot hold is in the TEMPLATE all the same.
        if conversation.system and all(map(is_kept, conversation.system)):
            said.append(Command("system", conversation.system))
        said += [Command("parameter", stop, "stop") for stop in conversation.stops]
    if context:
        said.append(Command("parameter", str(context), "num_ctx"))
    return said


def modelfile(said: Sequence[Command], name: str) -> str:
    """The text. Raises InputError for what Ollama would not read as it is meant."""
    text = TITLE.format(name=name) + write(said)
    assert read(text) == tuple(said)
    for command in said:
        if command.name == "parameter":
            parameter_value(command.key, command.value)
    return text


def request(said: Sequence[Command], files: dict[str, str]) -> dict[str, Any]:
    """The same for the API. `files`: digests by name, in place of FROM."""
    asked: dict[str, Any] = {"files": files}
    parameters: dict[str, Any] = {}
    for command in said:
        if command.name == "parameter" and command.key == REPEATABLE:
            parameters.setdefault(command.key, []).append(command.value)
        elif command.name == "parameter":
            parameters[command.key] = parameter_value(command.key, command.value)
        elif command.name != "from":
            asked[command.name] = command.value
    return {**asked, "parameters": parameters} if parameters else asked
