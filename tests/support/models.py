"""Tiny models in Hugging Face layout, made here in a second: real files, random weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CHATML = (
    "{%- for message in messages -%}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}"
    "<|im_end|>\n{%- endfor -%}"
    "{%- if add_generation_prompt -%}<|im_start|>assistant\n{%- endif -%}"
)
SPECIALS = ["<pad>", "<s>", "</s>", "<|im_start|>", "<|im_end|>"]
CORPUS = [
    "The quick brown fox jumps over the lazy dog. Every good answer begins with a question.",
    "user assistant system what is the colour of the sky? The sky is blue. Two plus two is four.",
    "Grüße aus München, naïve café, 你好世界, emoji 👋🙂, numbers 0123456789, code {a: [1, 2]}.",
]


def make_tokenizer(folder: Path, vocab_size: int = 400, chat_template: str | None = CHATML) -> None:
    """A byte-level BPE tokenizer: `tokenizer.json` and `tokenizer_config.json` in `folder`."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocab_size,
        special_tokens=[AddedToken(token, special=True) for token in SPECIALS],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token="<s>", eos_token="<|im_end|>", pad_token="<pad>"
    )
    fast.chat_template = chat_template
    fast.save_pretrained(folder)


def make_llama(
    folder: Path, *, layers: int = 2, hidden: int = 32, seed: int = 0, **more: Any
) -> Path:
    """A Llama of a few thousand parameters with a tokenizer, in fp32 safetensors."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    folder.mkdir(parents=True, exist_ok=True)
    make_tokenizer(folder)
    torch.manual_seed(seed)
    config = LlamaConfig(
        **{
            "vocab_size": 400,
            "hidden_size": hidden,
            "intermediate_size": hidden * 2,
            "num_hidden_layers": layers,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "max_position_embeddings": 512,
            "bos_token_id": 1,
            "eos_token_id": 4,
            "pad_token_id": 0,
            "tie_word_embeddings": False,
            **more,
        }
    )
    LlamaForCausalLM(config).float().save_pretrained(folder)
    return folder
