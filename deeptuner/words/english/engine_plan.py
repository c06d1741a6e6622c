"""What the engine says while it probes, plans, loads and resolves."""

TEXT = {
    # machine
    "engine.probe.fit": "Fit for training.",
    "engine.probe.small": "Only {gib} GiB of memory: too small to train on.",
    "engine.probe.integrated": "Part of the processor. It shares the computer's memory, and "
    "mixing it with the real GPUs makes training fail.",
    "engine.probe.no-kernels": "Part of the processor ({arch}); ROCm has no kernels for it.",
    # ranks
    "engine.ranks.world": "{found} processes train together, but {planned} were planned.",
    "engine.ranks.gpus": "This process sees {found} GPUs, but {planned} were planned.",
    "engine.ranks.kind": "The model is spread as {found}, but {planned} was planned.",
    "engine.ranks.device": "Part of the model lies on {found}, but {planned} was planned.",
    "engine.ranks.whole": "{name} is not split over the processes, as the plan demands.",
    "engine.ranks.fix-start-again": "Nothing was written. Check that the GPUs are free and seen "
    "by `deeptuner doctor`, then start the run again.",
    # plan
    "engine.plan.fsdp-on-cpu": "Fully Sharded Data Parallel needs GPUs.",
    "engine.plan.naive-on-cpu": "Naive Model Parallel spreads layers over GPUs, and the CPU "
    "trains.",
    "engine.plan.naive-machines": "Naive Model Parallel works on one machine only.",
    "engine.plan.fsdp-alone": "Fully Sharded Data Parallel needs at least two GPUs.",
    "engine.plan.fsdp-8bit": "8-bit weights cannot be sharded.",
    "engine.plan.fix-four-bits": "Set Bits to 4, or Model parallel to auto.",
    "engine.plan.no-such-gpu": "There is no GPU{index} in this machine. It has: {have}.",
    "engine.plan.unfit-gpu": "GPU{index} cannot train. {why}",
    "engine.plan.too-large": "The model needs at least {need} GiB in one place before it sees "
    "any data, but there are {have} GiB.",
    "engine.plan.fix-ddp": "Set Model parallel to auto.",
    "engine.plan.fix-auto": "Set Model parallel to auto, or tick more GPUs.",
    "engine.plan.fix-gpus": "Tick GPUs that exist and are fit, or set GPUs to auto.",
    "engine.plan.fix-qlora": "Choose the method QLoRA, a smaller model, or more GPUs with Fully "
    "Sharded Data Parallel.",
    "engine.plan.fix-smaller": "Choose a smaller model, or more GPUs with Fully Sharded Data "
    "Parallel.",
    "engine.plan.one-gpu": "One GPU trains, so there is nothing to share.",
    "engine.plan.one-cpu": "The CPU trains, in one process.",
    "engine.plan.cpu-ddp": "Several processes on the CPU, each with a whole copy of the model.",
    "engine.plan.cpu-fsdp": "Several processes on the CPU share the model, for trying it out.",
    "engine.plan.ddp-fits": "A whole copy of the model with its batch takes about {need} GiB and "
    "each GPU has {have} GiB, so each gets one: the fastest way.",
    "engine.plan.fsdp-needed": "A whole copy of the model with its batch takes about {need} GiB "
    "but a GPU has {have} GiB, so the model is split over the GPUs.",
    "engine.plan.naive-8bit": "A whole copy takes about {need} GiB but a GPU has {have} GiB, and "
    "8-bit weights cannot be sharded, so the layers are placed one GPU after the other.",
    "engine.plan.activations-fit": "Training takes about {need} GiB and {have} GiB are there, so "
    "activations are kept.",
    "engine.plan.activations-large": "Keeping activations would take about {need} GiB of {have} "
    "GiB, so they are computed twice.",
    "engine.plan.tight": "This may not fit: about {need} GiB are needed and {have} GiB are "
    "there. A smaller batch size or max length, or QLoRA, needs less.",
    "engine.plan.accumulation": "{asked} samples a step, {at_once} at once.",
    "engine.plan.accumulation-near": "{asked} samples a step cannot be made of {at_once} at "
    "once; {steps} times that is {real}.",
    # precision
    "engine.precision.fp16-on-cpu": "fp16 cannot be trained in on the CPU.",
    "engine.precision.take-fp32": "Set Mixed precision to auto or fp32.",
    "engine.precision.no-bf16": "This GPU does not compute in bf16.",
    "engine.precision.take-fp16": "Set Mixed precision to auto or fp16.",
    "engine.precision.cpu": "The CPU trains, and full precision is safe on every processor.",
    "engine.precision.gpu-bf16": "The GPU computes in bf16, which keeps the range of fp32.",
    "engine.precision.gpu-fp16": "The GPU has no bf16; fp16 is the next best.",
    "engine.decision.as-set": "As set.",
    "engine.decision.drawn": "Drawn at random, and recorded so that the run can be repeated.",
    "engine.decision.as-training": "Evaluation computes in the same format as training.",
    "engine.decision.fit-gpus": "All GPUs that are fit for training.",
    "engine.decision.no-gpu": "No GPU that is fit for training was found.",
    "engine.decision.room": "What is left when training has what it adds to the weights.",
    "engine.decision.sdpa": "The fastest attention that works everywhere.",
    "engine.decision.eager": "This model has no faster attention than the plain one.",
    "engine.decision.flash_attention_2": "The fastest attention on this machine.",
    "engine.decision.bits-4": "QLoRA keeps the frozen model in 4 bits.",
    "engine.decision.bits-16": "Only QLoRA quantises the model.",
    "engine.decision.as-precision": "The same as mixed precision.",
    "engine.decision.transposed": "The model stores its weights transposed, as GPT-2 does.",
    "engine.decision.not-transposed": "The model stores its weights as usual.",
    "engine.decision.worker": "One process prepares the next batch while the GPU works.",
    "engine.decision.no-worker": "Batches are read so quickly that another process would only "
    "take cores.",
    "engine.decision.epochs": "{steps} steps an epoch; whole epochs until there are {least}.",
    # optimizer and scheduler
    "engine.optimizer.fused": "AdamW, in its fused form, which does all weights in one go.",
    "engine.optimizer.no-paging-on-cpu": "Paging moves memory between GPU and computer; on the "
    "CPU there is nothing to move, so the plain form of the same optimizer is used.",
    "engine.optimizer.paged": "Optimizer paging is on, so the paged form is used.",
    "engine.optimizer.paged-rocm": "Optimizer paging is on, so the paged form is used. On AMD "
    "GPUs it has been seen to hang; an adapter's optimizer is small and needs no paging.",
    "engine.optimizer.no-paged-form": "{name} has no paged form; it is used as it is.",
    "engine.optimizer.not-sharded": "The optimizer {name} cannot work on weights that are split "
    "over GPUs, as the plan needs.",
    "engine.optimizer.fix-sharded": "Turn Optimizer paging off and set Optimizer to auto or one "
    "of {names}; or set Model parallel to ddp or naive.",
    "engine.scheduler.bad-options": "Some scheduler options cannot be used.",
    "engine.scheduler.unknown-option": "The scheduler {kind} has no option {key}.",
    "engine.scheduler.nearest": "Did you mean {key}?",
    # LoRA
    "engine.lora.bad-other": "Some other LoRA options cannot be used.",
    "engine.lora.set-twice": "{key} is a setting of its own: {path}.",
    "engine.lora.refused": "These LoRA settings do not go together: {detail}",
    "engine.lora.refused-other": "PEFT cannot work with the other LoRA options {names}: {detail}",
    "engine.lora.fix-other": "Give them values as PEFT's LoraConfig documents them, or take them "
    "out.",
    "engine.lora.unknown-option": "PEFT's LoraConfig, as installed, has no option {key}.",
    "engine.lora.nearest": "Did you mean {key}?",
    "engine.lora.unknown-module": "The model has no layer called {name}. It has: {known}.",
    "engine.lora.no-such-layer": "The model has no layer number {number}; its last is {last}.",
    # model
    "engine.model.quantised": "The weights in {name} are quantised already, so they cannot be "
    "trained from.",
    "engine.model.fix-full-weights": "Choose the model in its original 16-bit form; QLoRA "
    "quantises it while loading.",
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
    "engine.model.vocabulary": "The tokenizer has {tokens} tokens, but the model knows only "
    "{rows}.",
    "engine.model.fix-matching": "Use the tokenizer that belongs to the model. Adding new tokens "
    "to a model is not supported.",
    "engine.model.no-flash": "Flash attention is not installed.",
    "engine.model.fix-attention": "Set Attention to auto.",
    "engine.prepare.stopping-blind": "Early stopping is on, but the data leaves nothing to "
    "evaluate on, so training will not stop early. A larger eval split, or an eval dataset, would "
    "let it.",
    # naive model parallel
    "engine.map.too-large": "The model's weights take {need} GiB, but the chosen GPUs hold "
    "{have} GiB of them.",
    "engine.map.too-many": "The model has {parts} parts, too few for {gpus} GPUs.",
    "engine.map.fix-fewer": "Tick fewer GPUs.",
    "engine.fix.smaller": "Tick more GPUs, choose QLoRA, or a smaller model.",
}
