"""Words for people: messages are stored as an id with parameters, and rendered by the reader.

Knows: the message type, how it is written to JSON, and the English catalogue (one file per package
under `english/`). Does not know: where a message is shown, Qt, or any other part of the program.
"""

from deeptuner.words.message import (
    Message,
    catalogue,
    message,
    message_from_json,
    render,
    speaking,
)

__all__ = ["Message", "catalogue", "message", "message_from_json", "render", "speaking"]
