"""Sentences about merging an adapter into its model."""

TEXT = {
    "engine.merge.no-adapter": "There is no adapter in this folder.",
    "engine.merge.pickled": "The adapter is a pickle file, which can run any program when it is "
    "opened. DeepTuner opens safetensors only.",
    "engine.merge.other-kind": "The adapter is of the kind {kind}; only LoRA adapters can be "
    "merged.",
    "engine.merge.changed-base": "The adapter began with {begin}, which also changes the model "
    "itself, and the changed model is not in the adapter's files.",
    "engine.merge.other-formula": "The adapter was trained with {setting}, under which its weights "
    "mean something that cannot be put into a model.",
    "engine.merge.experts": "The adapter changes {names}, which hold the weights of many experts "
    "at once. DeepTuner does not merge those.",
    "engine.merge.unknown-part": "The adapter holds {name}, and it is not known how to merge it.",
    "engine.merge.not-finite": "The adapter is spoiled: {name} holds something that is not a "
    "number.",
    "engine.merge.empty": "The adapter changes nothing: its file holds no weights.",
    "engine.merge.half": "The adapter is incomplete: the parts for {module} do not go together.",
    "engine.merge.fix-adapter": "Choose the adapter of a finished run, or one of its checkpoints.",
    "engine.merge.no-such-module": "The adapter belongs to another model: {model} has no {module}.",
    "engine.merge.other-shape": "The adapter belongs to another model: {module} of {model} has "
    "another size.",
    "engine.merge.other-vocabulary": "The adapter holds {module} for {tokens} tokens, and that of "
    "{model} is for {rows}: tokens were added in training, and the model has no place for them.",
    "engine.merge.missing": "The adapter is incomplete: its settings name {module} of {model}, and "
    "its file has nothing for it.",
    "engine.merge.bad-config": "The adapter's settings are damaged: {detail}",
    "engine.merge.vocabulary": "The tokenizer of {model} has the token {token} with the number "
    "{number}, and the model has an embedding for {rows} tokens only.",
    "engine.merge.fix-vocabulary": "Take the tokenizer files that belong to the model.",
    "engine.merge.twice": "The tensor {name} is in two files of the model, and it cannot be told "
    "which is right.",
    "engine.merge.fix-base": "Merge it into the model that it was trained on.",
    "engine.merge.quantised-base": "The weights of {model} are quantised; an adapter merged into "
    "them would be rounded away.",
    "engine.merge.fix-quantised": "Merge it into the original 16-bit model. That is right for an "
    "adapter trained with QLoRA too.",
    "engine.merge.exists": "There is a merged model in this place already.",
    "engine.merge.fix-exists": "Give another place with --output, or replace it with --overwrite.",
    "engine.merge.overflow": "The merged weights of {name} do not fit the model's number format.",
    "engine.merge.fix-overflow": "The training may have gone wrong; try an earlier checkpoint with "
    "--checkpoint.",
    "engine.merge.no-room": "The merged model needs {need} GB, and only {free} GB are free.",
    "engine.merge.full": "The run {run} changed the whole model, so there is nothing to merge.",
    "engine.merge.fix-full": "Its result is a complete model already: {path}",
    "engine.merge.base-changed": "The model {model} is not the one that the run was trained on.",
    "engine.merge.unfinished": "The run {run} has no adapter yet.",
    "engine.merge.no-checkpoint": "The run {run} has no checkpoint of step {step}.",
    "engine.merge.fix-checkpoint": "Merge one of its checkpoints with --checkpoint: {steps}",
    "engine.merge.fix-unfinished": "Let it train until it has finished or saved a checkpoint.",
    "engine.merge.busy": "Another merge is writing to this folder. Wait until it is done.",
    "cli.merge.which": "Name either a run, or an adapter with --adapter and its model with --base.",
    "cli.merge.of-run": "--checkpoint goes with a run, and --base with --adapter.",
    "cli.merge.merging": "merging",
    "cli.merge.done": "Merge completed successfully!",
}
