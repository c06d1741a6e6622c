"""The window: PySide6 on top of settings, runs, monitor and words.

Knows what a person sees and clicks. Does not know torch, the engine or the data readers: heavy work
is done by commands and by the worker, in processes of their own.
"""
