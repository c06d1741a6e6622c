"""The key a person most likely meant.

Knows the declared keys, and the names that Hugging Face's libraries use for the same things. Does
not know where the wrong key stood.
"""

from __future__ import annotations

from difflib import get_close_matches

from deeptuner.settings.catalog import sections, spec_by_path, specs

# Names from transformers' TrainingArguments, PEFT's LoraConfig and bitsandbytes' configuration.
UPSTREAM = {
    "model_name_or_path": "model.path",
    "attn_implementation": "model.attention",
    "dataset_name": "data.dataset",
    "max_seq_length": "data.max_length",
    "cutoff_len": "data.max_length",
    "data_seed": "data.seed",
    "dataloader_num_workers": "data.loader_workers",
    "num_machines": "hardware.machines",
    "per_device_train_batch_size": "training.batch_size",
    "per_device_eval_batch_size": "training.eval_batch_size",
    "num_train_epochs": "training.epochs",
    "num_epochs": "training.epochs",
    "lr": "training.learning_rate",
    "lr_scheduler": "training.lr_scheduler_type",
    "lr_scheduler_kwargs": "training.lr_scheduler_options",
    "warmup_steps": "training.warmup",
    "warmup_ratio": "training.warmup",
    "optim": "training.optimizer",
    "bf16": "training.mixed_precision",
    "fp16": "training.mixed_precision",
    "label_smoothing_factor": "training.label_smoothing",
    "neftune_noise_alpha": "training.neftune_noise",
    "save_steps": "checkpoints.saving_steps",
    "save_total_limit": "checkpoints.keep",
    "resume_from_checkpoint": "checkpoints.resume_from",
    "bf16_full_eval": "evaluation.full_16bit",
    "fp16_full_eval": "evaluation.full_16bit",
    "r": "lora.rank",
    "lora_r": "lora.rank",
    "lora_alpha": "lora.alpha",
    "lora_dropout": "lora.dropout",
    "lora_target_modules": "lora.target_modules",
    "init_lora_weights": "lora.init_weights",
    "load_in_4bit": "quantization.bits",
    "load_in_8bit": "quantization.bits",
    "bnb_4bit_quant_type": "quantization.quant_type",
    "bnb_4bit_use_double_quant": "quantization.double_quant",
    "bnb_4bit_compute_dtype": "quantization.compute_dtype",
    "logging_steps": "logging.steps",
    "logging_first_step": "logging.first_step",
}


def nearest(path: str) -> str | None:
    """The declared path (or section) nearest to an unknown one; None when nothing is near."""
    path = path.strip().lower().replace("-", "_")
    section, _, key = path.rpartition(".")
    names = [group.name for group in sections() if group.name]
    if path in names or path in spec_by_path():
        return path
    return (
        _inside(section, key)
        or UPSTREAM.get(key)
        or _by_name(key)
        or _first(get_close_matches(path, [*spec_by_path(), *names], n=1, cutoff=0.75))
        or _close_name(key)
    )


def _inside(section: str, key: str) -> str | None:
    """The nearest key of the same section, the section's own name misspelt or not."""
    names = [group.name for group in sections() if group.name]
    found = section if section in names else _first(get_close_matches(section, names, n=1))
    if not found:
        return None
    keys = [spec.key for spec in specs() if spec.section == found]
    match = key if key in keys else _first(get_close_matches(key, keys, n=1, cutoff=0.7))
    return f"{found}.{match}" if match else None


def _by_name(key: str) -> str | None:
    """The setting of exactly this name in another section, when there is just one."""
    homes = [spec.path for spec in specs() if spec.key == key]
    return homes[0] if len(homes) == 1 else None


def _close_name(key: str) -> str | None:
    by_key = {spec.key: spec.path for spec in specs()}
    match = _first(get_close_matches(key, by_key, n=1, cutoff=0.75))
    return by_key[match] if match else None


def _first(found: list[str]) -> str | None:
    return found[0] if found else None
