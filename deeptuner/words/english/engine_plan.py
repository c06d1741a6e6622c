"""What the engine says while it probes, plans, loads and resolves."""

TEXT = {
    # precision
    "engine.precision.fp16-on-cpu": "fp16 cannot be trained in on the CPU.",
    "engine.precision.take-fp32": "Set Mixed precision to auto or fp32.",
    "engine.precision.no-bf16": "This GPU does not compute in bf16.",
    "engine.precision.take-fp16": "Set Mixed precision to auto or fp16.",
    "engine.precision.cpu": "On the CPU fp32 is exact, and as fast as 16 bits on most processors.",
    "engine.precision.gpu-bf16": "The GPU computes in bf16, which keeps the range of fp32.",
    "engine.precision.gpu-fp16": "The GPU has no bf16; fp16 is the next best.",
    "engine.decision.as-set": "As set.",
    # optimizer and scheduler
    "engine.optimizer.fused": "AdamW, in its fused form, which does all weights in one go.",
    "engine.optimizer.no-paging-on-cpu": "Paging moves memory between GPU and computer; on the CPU "
    "there is nothing to move, so the plain form of the same optimizer is used.",
    "engine.optimizer.paged": "Optimizer paging is on, so the paged form is used.",
    "engine.optimizer.paged-rocm": "Optimizer paging is on, so the paged form is used. On AMD GPUs "
    "it has been seen to hang; an adapter's optimizer is small and needs no paging.",
    "engine.optimizer.no-paged-form": "{name} has no paged form; it is used as it is.",
    "engine.scheduler.bad-options": "Some scheduler options cannot be used.",
    "engine.scheduler.unknown-option": "The scheduler {kind} has no option {key}.",
    "engine.scheduler.nearest": "Did you mean {key}?",
    # LoRA
    "engine.lora.bad-other": "Some other LoRA options cannot be used.",
    "engine.lora.set-twice": "{key} is a setting of its own.",
    "engine.lora.unknown-option": "PEFT's LoraConfig, as installed, has no option {key}.",
    "engine.lora.nearest": "Did you mean {key}?",
    "engine.lora.unknown-module": "The model has no layer called {name}. It has: {known}.",
    "engine.lora.no-such-layer": "The model has no layer number {number}; its last is {last}.",
    # model
    "engine.model.quantised": "The weights in {name} are quantised already, so they cannot be "
    "trained from.",
    "engine.model.fix-full-weights": "Choose the model in its original 16-bit form; QLoRA quantises "
    "it while loading.",
    "engine.model.own-code": "{name} brings Python code of its own, which is not run unless you "
    "trust it.",
    "engine.model.fix-trust": "Turn on Trust remote code if you trust whoever made the model, or "
    "choose another model.",
    "engine.model.not-causal": "A model of the kind {kind} does not write text, so it cannot be "
    "fine-tuned here.",
    "engine.model.fix-other-model": "Choose a model that generates text, such as a Llama, Qwen, "
    "Mistral or Gemma.",
    "engine.model.unknown-architecture": "The installed transformers does not know this model: "
    "{detail}",
    "engine.model.fix-newer": "Check config.json, or update DeepTuner for a newer transformers.",
    "engine.model.no-tokenizer": "The tokenizer cannot be read: {detail}",
    "engine.model.fix-tokenizer-files": "Put tokenizer.json (or tokenizer.model) and "
    "tokenizer_config.json of the same model into its folder.",
    "engine.model.unreadable": "The model's weights cannot be loaded: {detail}",
    "engine.model.fix-get-again": "Get the model's files again; one of them is damaged or missing.",
    "engine.model.missing": "{count} of the model's weights are not in its files, the first is "
    "{first}.",
    "engine.model.mismatched": "A weight has another shape than config.json says: {first}",
    "engine.model.vocabulary": "The tokenizer has {tokens} tokens, but the model knows only {rows}.",
    "engine.model.fix-matching": "Use the tokenizer that belongs to the model. Adding new tokens to "
    "a model is not supported.",
    # naive model parallel
    "engine.map.too-large": "The model's weights take {need} GiB, but the chosen GPUs hold {have} "
    "GiB of them.",
    "engine.fix.smaller": "Tick more GPUs, choose QLoRA, or a smaller model.",
}
