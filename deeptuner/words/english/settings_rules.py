"""What the rules say about settings that contradict each other, do nothing, or are unusual."""

TEXT = {
    "settings.fix.set": "Set {changes}.",
    # model and data
    "settings.rule.no-model": "No model is chosen. Set `model.path` to a folder in `models/`.",
    "settings.rule.no-dataset": "No dataset is chosen. Set `data.dataset` to a file in "
    "`datasets/`.",
    "settings.rule.remote-code": "Python code that comes with the model will run with all your "
    "rights. Leave this on only if you trust whoever made the model.",
    "settings.rule.flash-on-cpu": "Flash attention works only on a GPU, and the CPU trains.",
    "settings.rule.flash-fp32": "Flash attention computes in 16 bits only, and mixed precision is "
    "fp32.",
    "settings.rule.source-fills": "A prompt may be as long as a whole sample ({longest} tokens), "
    "which leaves no room for an answer. The source max length must be below the max length.",
    "settings.rule.target-over": "No answer can be longer than a whole sample ({longest} tokens), "
    "so the target max length changes nothing.",
    "settings.rule.part-of-a-row": "The eval split is {value} rows. From 1 up it is a number of "
    "whole rows; a share is below 1.",
    "settings.rule.much-evaluation": "{percent} of the rows are kept aside, and only the rest is "
    "learned from. 1 to 10 % is usual.",
    "settings.rule.eval-is-training": "The eval dataset is the dataset itself. What was learned "
    "by heart would look like success; use other rows.",
    "settings.rule.resume-missing": "The checkpoint to go on from does not exist: {path}",
    # hardware
    "settings.rule.gpu-twice": "A GPU is named twice.",
    "settings.rule.gpu-missing": "This machine does not have {gpus}; it has {count} that can "
    "train, numbered from 0.",
    "settings.rule.gpu-none": "The settings ask for {gpus}, but this machine has no GPU that can "
    "train.",
    "settings.rule.split-cpu": "The model cannot be split over GPUs when the CPU trains.",
    "settings.rule.split-one": "The model cannot be split over GPUs when there is only one.",
    "settings.rule.naive-machines": "Naive Model Parallel works within one machine only.",
    "settings.rule.no-address": "Several machines train together, but the others cannot reach "
    "machine 0. Set `hardware.main_address` to its address in your network.",
    "settings.rule.no-port": "Several machines train together, so they must know the port of "
    "machine 0 beforehand.",
    "settings.rule.machine-rank": "The rank of this machine is {rank}, but machines are numbered "
    "from 0 to {last}.",
    "settings.rule.offload": "CPU offload belongs to Fully Sharded Data Parallel over several "
    "GPUs.",
    "settings.rule.hotspot-under-edge": "The hotspot is never cooler than the edge, so its lower "
    "limit is always reached first and the other one never.",
    # method
    "settings.rule.bits-full": "Full fine-tuning changes every weight, which weights held in "
    "{bits} bits do not allow.",
    "settings.rule.bits-lora": "LoRA keeps the model in 16 bits, but {bits} bits are asked for. "
    "LoRA over a quantised model is called QLoRA.",
    "settings.rule.qlora-16": "QLoRA means a quantised model, but 16 bits are asked for.",
    "settings.rule.8-bit-fsdp": "Weights in 8 bits cannot be split by Fully Sharded Data "
    "Parallel; weights in 4 bits can.",
    "settings.rule.two-formats": "One 16-bit format is used for quantised layers and another for "
    "the rest, which costs time and exactness.",
    "settings.rule.init-quantized": "`{init}` begins by changing the model's own weights, which "
    "cannot be done faithfully when they are quantised.",
    "settings.rule.init-moves-base": "`{init}` begins by changing the model's own weights, so the "
    "adapter alone does not fit the original model any more.",
    "settings.rule.odd-rank": "Orthogonal initialisation needs an even rank.",
    "settings.rule.no-targets": "The list of target modules is empty, so nothing would get an "
    "adapter.",
    "settings.rule.saved-and-adapted": "{names} cannot both get an adapter and be trained whole.",
    "settings.rule.no-layers": "The list of layers to transform is empty, so nothing would get an "
    "adapter.",
    "settings.rule.pattern-alone": "The layers pattern only says where the layers are; which of "
    "them get an adapter must be named too, in `lora.layers_to_transform`.",
    "settings.rule.own-setting": "`{key}` has a setting of its own: `{own}`. Set it there.",
    "settings.rule.decided": "`{key}` is decided by DeepTuner and cannot be set.",
    "settings.rule.lora-bias-dora": "`lora_bias` does not work together with DoRA.",
    "settings.rule.lora-bias-init": "`lora_bias` does not work with the initialisation `{init}`.",
    "settings.rule.scale": "Alpha ÷ rank is {ratio}. Between 1 and 4 is usual: lower learns "
    "little, higher is unstable.",
    "settings.rule.high-rank": "At rank {rank}, plain LoRA scales the update down so far that the "
    "rank helps little. Rank-stabilised LoRA does not.",
    # training
    "settings.rule.effective-batch": "An effective batch size of {wanted} cannot be made of steps "
    "of {unit} samples (batch size × processes).",
    "settings.rule.rate-high": "A learning rate of {rate} is unusually high; the loss may jump "
    "and the model forget. 1e-6 to 1e-3 is usual.",
    "settings.rule.rate-low": "A learning rate of {rate} is unusually low; the model may learn "
    "nothing. 1e-6 to 1e-3 is usual.",
    "settings.rule.rate-full": "A learning rate of {rate} is high for full fine-tuning, which "
    "forgets more easily than LoRA. 1e-6 to 5e-5 is usual.",
    "settings.rule.part-of-a-step": "The warmup is {value} steps. From 1 up it is a number of "
    "whole steps; a share is below 1.",
    "settings.rule.only-warmup": "The warmup takes {steps} steps and training ends after {last}, "
    "so the learning rate is never reached.",
    "settings.rule.scheduler-blind": "The scheduler `{kind}` follows the eval loss, but "
    "evaluation is off.",
    "settings.rule.scheduler-fixed": "The scheduler `{kind}` has no options.",
    "settings.rule.fp16-cpu": "The CPU cannot train in fp16.",
    "settings.rule.fp16-bf16": "This machine can compute in bf16, which does not overflow as fp16 "
    "does.",
    "settings.rule.no-bf16": "This machine cannot compute in bf16.",
    "settings.rule.16-bit-eval": "Training is in fp32 and evaluation in 16 bits, so the eval loss "
    "is less exact than the training loss.",
    "settings.rule.stopping-blind": "Early stopping follows the eval loss, but evaluation is off.",
    "settings.rule.too-patient": "Early stopping waits for {patience} evaluations without "
    "improvement, but there are {count} at most, so it never stops training.",
    "settings.rule.saving-twice": "Saving is set both by steps and by epochs.",
    "settings.rule.saving-late": "Training ends after {last} steps, so nothing is saved before "
    "the end.",
    "settings.rule.saving-late-epochs": "Training ends after {epochs} epochs, so nothing is saved "
    "before the end.",
    "settings.rule.unmeasured": "Evaluations every {every} steps do not meet every checkpoint, so "
    "some are saved without a loss and cannot be the best.",
    "settings.rule.paged-cpu": "`{name}` moves its state out of a GPU, and the CPU trains. The "
    "plain form does the same here.",
    "settings.rule.paging-cpu": "Optimizer paging moves state out of a GPU, and the CPU trains, "
    "so it changes nothing.",
    "settings.rule.no-paged-form": "The optimizer `{name}` has no form that can be paged.",
    "settings.rule.smoothing": "So much label smoothing keeps the model from ever being sure; 0.1 "
    "is usual.",
    "settings.rule.report-twice": "A place to report to is named twice.",
    "settings.rule.tensorboard": "TensorBoard files are written whether it is named or not.",
    "settings.rule.not-installed": "`{name}` is not installed, so nothing can be reported to it.",
    # without effect
    "settings.rule.no-effect": "{titles} has no effect while {because} is {value}.",
    "settings.rule.no-effect-several": "These settings have no effect while {because} is {value}: "
    "{titles}.",
}
