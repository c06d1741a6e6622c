"""What is wrong with a template. Kept apart so that every part can raise it."""

from __future__ import annotations


class GoTemplateError(Exception):
    """The template is not valid, or uses what this renderer does not know. For the engine's own
    use: a person is told in other words."""
