"""What the choices of a setting are called in the form.

Knows a title for each value that is not plain enough as the file has it, by value or, where the
same value means different things, by `setting=value`. Does not know which choices exist: values
without a title are shown as they are.
"""

from __future__ import annotations

from typing import Final

CHOICES: Final = {
    "auto": "Auto",
    "none": "None",
    "all": "All",
    "true": "Yes",
    "false": "No",
    "all-linear": "All linear layers",
    # model.attention
    "sdpa": "SDPA",
    "eager": "Eager",
    "flash_attention_2": "FlashAttention 2",
    # data.format
    "alpaca": "Alpaca",
    "sharegpt": "ShareGPT",
    "messages": "Chat (messages)",
    "prompt-completion": "Prompt and completion",
    "input-output": "Input and output",
    "instruction-response": "Instruction and response",
    "question-answer": "Question and answer",
    "text": "Plain text",
    # data.long_samples, data.batching
    "leave-out": "Leave out",
    "drop-oldest-turns": "Drop oldest turns",
    "padding-free": "Padding-free",
    "packed": "Packed",
    "padded": "Padded",
    # hardware.parallel
    "naive": "Naive Model Parallel",
    "fsdp": "Fully Sharded Data Parallel",
    "ddp": "Data Parallel",
    # method.kind
    "lora": "LoRA",
    "qlora": "QLoRA",
    "full": "Full",
    # training.lr_scheduler_type
    "linear": "Linear",
    "cosine": "Cosine",
    "cosine_with_restarts": "Cosine with restarts",
    "polynomial": "Polynomial",
    "constant": "Constant",
    "constant_with_warmup": "Constant with warmup",
    "inverse_sqrt": "Inverse square root",
    "reduce_lr_on_plateau": "Reduce on plateau",
    "cosine_with_min_lr": "Cosine to a minimum",
    "cosine_warmup_with_min_lr": "Cosine with warmup to a minimum",
    "warmup_stable_decay": "Warmup, stable, decay",
    "greedy": "Greedy",
    # training.optimizer
    "adamw_torch": "AdamW",
    "adamw_torch_fused": "AdamW fused",
    "adamw_bnb_8bit": "AdamW (8-bit)",
    "paged_adamw_32bit": "AdamW (paged)",
    "paged_adamw_8bit": "AdamW (paged, 8-bit)",
    "adafactor": "Adafactor",
    "sgd": "SGD",
    "adagrad": "Adagrad",
    "rmsprop": "RMSprop",
    "rmsprop_bnb_8bit": "RMSprop (8-bit)",
    "lion_32bit": "Lion",
    "lion_8bit": "Lion (8-bit)",
    "paged_lion_32bit": "Lion (paged)",
    "paged_lion_8bit": "Lion (paged, 8-bit)",
    "ademamix": "AdEMAMix",
    "ademamix_8bit": "AdEMAMix (8-bit)",
    "paged_ademamix_32bit": "AdEMAMix (paged)",
    "paged_ademamix_8bit": "AdEMAMix (paged, 8-bit)",
    # lora.bias, lora.init_weights
    "lora_only": "LoRA layers only",
    "lora.init_weights=true": "Standard",
    "lora.init_weights=false": "Random",
    "gaussian": "Gaussian",
    "orthogonal": "Orthogonal",
    "pissa": "PiSSA",
    "olora": "OLoRA",
    # quantization
    "quantization.bits=16": "16 bits",
    "quantization.bits=8": "8 bits",
    "quantization.bits=4": "4 bits",
    "nf4": "NF4",
    "fp4": "FP4",
    # monitor.on_heat
    "pause": "Pause",
    "stop": "Stop",
}
