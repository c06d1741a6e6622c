"""Trying a model out from a command: the process with the models, a conversation, a table."""
