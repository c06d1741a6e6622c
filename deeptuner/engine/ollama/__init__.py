"""Carrying a model to Ollama: Modelfile, TEMPLATE, and creating it over Ollama's REST API.

Knows Ollama's file forms, its template language and its API. Needs no Ollama and no Go to check a
TEMPLATE: `gotemplate/` renders it as Ollama would.
"""
