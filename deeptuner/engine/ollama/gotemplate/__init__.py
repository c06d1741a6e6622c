"""The part of Go's text/template that Ollama's TEMPLATEs use, parsed and rendered.

Anything beyond it is refused, never guessed. Source: https://pkg.go.dev/text/template.
"""

from deeptuner.engine.ollama.gotemplate.errors import GoTemplateError
from deeptuner.engine.ollama.gotemplate.parser import parse
from deeptuner.engine.ollama.gotemplate.render import render

__all__ = ["GoTemplateError", "parse", "render"]
