"""Sentences about model folders and their files."""

TEXT = {
    "runs.models.is-file": "{path} is a file; a model is a folder.",
    "runs.models.is-file-fix": "Give the folder that it lies in: {folder}",
    "runs.models.torn": "The file {file} is cut off: its content ends before it should.",
    "runs.models.damaged": "The file {file} is damaged, or is not a safetensors file.",
    "runs.models.unreadable": "The file {file} cannot be read: {detail}.",
    "runs.models.bad-json": "The file {file} is not readable as JSON.",
    "runs.models.bad-index": "The index of the model's weight files is damaged.",
    "runs.models.shard-missing": "The model's weight file {file} is missing.",
    "runs.models.tensor-missing": "The index says that {file} holds {tensor}, but it does not.",
    "runs.models.get-again": "Get the model's files again from where they came from; a download "
    "may have been cut off.",
    "runs.models.no-weights": "The folder holds no model weights (model.safetensors).",
    "runs.models.only-pickles": "The folder holds its weights only as pickle files, which can run "
    "any program when they are opened. DeepTuner never opens them.",
    "runs.models.convert-pickles": "Get the model in the safetensors form; most models are offered "
    "in it.",
    "runs.models.only-gguf": "The folder holds a GGUF file, which is made for running a model, not "
    "for training it.",
    "runs.models.need-layout": "Choose a model folder in the Hugging Face layout: config.json, "
    "model.safetensors, and the tokenizer's files.",
    "runs.models.no-config": "The model folder has no config.json.",
    "runs.models.no-architecture": "The model's config.json does not name an architecture.",
    "runs.models.no-kind": "The model's config.json does not say what kind of model it is "
    "(model_type).",
    "runs.models.unknown-kind": "The installed transformers knows no model of the kind {kind} that "
    "writes text, so it cannot be trained.",
    "runs.models.adapter": "This folder holds an adapter, which belongs to a model, not a model.",
    "runs.models.broken-link": "The link {name} leads to a folder that is not there.",
    "runs.models.no-tokenizer": "The model folder has no tokenizer, so text cannot be turned into "
    "tokens for it.",
    "runs.models.own-code": "The model brings Python code of its own, which runs only when Trust "
    "remote code is on.",
    "runs.models.quantised": "The model's weights are quantised already, so it cannot be trained. "
    "Take the original, 16-bit model; QLoRA quantises it by itself.",
    "runs.models.not-generating": "The architecture {architecture} may not write text, so it may "
    "not be possible to fine-tune it here.",
}
