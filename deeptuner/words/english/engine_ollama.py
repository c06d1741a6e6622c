"""Sentences about Modelfiles and Ollama."""

TEXT = {
    "engine.ollama.no-from": "The Modelfile has no FROM line.",
    "engine.ollama.bad-role": "Line {line}: a MESSAGE is of system, user or assistant, not of "
    "{role}.",
    "engine.ollama.bad-command": "Line {line}: {word} is not a complete command of a Modelfile.",
    "engine.ollama.not-closed": "The text of {command} has no closing quotation marks.",
    "engine.ollama.dropped": "{command} holds the character {character}, which Ollama drops when "
    "it reads a Modelfile.",
    "engine.ollama.unwritable": "No way of quoting lets Ollama read {command} as it is meant: a "
    "line in it ends in quotation marks, or it begins with blanks.",
    "engine.ollama.unknown-parameter": "Ollama knows no parameter {name}.",
    "engine.ollama.bad-parameter": "{value} is no value for the parameter {name}.",
}
