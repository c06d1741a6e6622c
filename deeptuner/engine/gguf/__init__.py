"""A model's folder written as one GGUF file, for llama.cpp, Ollama and what is built on them.

Knows Hugging Face's model folders and llama.cpp's names. Only `exporting.py` knows runs.
"""

from deeptuner.engine.gguf.types import DEFAULT, TYPES, WRITTEN, GgufType
from deeptuner.engine.gguf.writing import GgufReport, write_gguf

__all__ = ["DEFAULT", "TYPES", "WRITTEN", "GgufReport", "GgufType", "write_gguf"]
