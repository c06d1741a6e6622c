"""Sentences about the types that a model can be exported in."""

TEXT = {
    "engine.quants.no-program": "There is no program called {name}.",
    "engine.quants.fix-program": "Give the path of llama.cpp's llama-quantize, or unset the "
    "variable.",
    "engine.quants.failed": "llama-quantize has failed: {said}",
    "engine.quants.fix-failed": "Choose another type, or update llama.cpp.",
    "engine.quants.unknown": "There is no type {type}. These are known: {types}.",
    "engine.quants.needs-llama": "The type {type} is made by llama.cpp's llama-quantize, which was "
    "not found here.",
    "engine.quants.get-llama": "Install llama.cpp or Ollama 0.30 or later, or set {variable} to "
    "the path of llama-quantize. Or choose another type.",
    "engine.quants.needs-ollama": "The type {type} is made by Ollama, of which none answers here, "
    "or by llama.cpp's llama-quantize, which was not found here.",
    "engine.quants.writing": "writing the GGUF file",
    "engine.quants.quantising": "quantising",
    "engine.quants.no-memory": "The losses cannot be measured here: the model needs {need} of "
    "memory for that, and {have} are free.",
    "cli.export.measuring": "measuring losses",
    "cli.export.measured-eval": "Losses on {tokens} trained tokens in {rows} rows of the eval "
    "split; with the weights as they are: {stored}.",
    "cli.export.measured-train": "Losses on {tokens} trained tokens in {rows} rows that the run "
    "trained on, as it had no eval split; with the weights as they are: {stored}.",
    "cli.export.measured-sample": "Losses on {tokens} tokens in {rows} sample sentences; with the "
    "weights as they are: {stored}. They tell types apart, not how good the model is.",
    "cli.export.which": "Say what for: --to with a program, or --types to see which types there "
    "are.",
    "cli.export.measure-types": "--measure goes with --types.",
}
