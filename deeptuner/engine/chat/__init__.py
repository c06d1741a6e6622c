"""Trying a model out: the same questions to the base model and to the fine-tuned one.

`python -m deeptuner.engine.chat` is a process that answers JSON lines (`wire.py`), so that neither
the window's worker nor a terminal ever holds torch. `target.py`, `asked.py` and `prompt.py` need no
torch either.
"""
