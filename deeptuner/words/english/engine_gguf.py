"""Sentences about GGUF files."""

TEXT = {
    "engine.gguf.type": "{type} is no type that is written here. These are: {types}.",
    "engine.gguf.exists": "There is a GGUF file in this place already.",
    "engine.gguf.fix-exists": "Give another place with --output, or replace it with --overwrite.",
    "engine.gguf.no-room": "The GGUF file needs {need}, and only {free} are free.",
    "engine.gguf.architecture": "A model of the kind {architecture} cannot be written as a GGUF "
    "file here.",
    "engine.gguf.fix-architecture": "These can: {known}. For others, llama.cpp has a converter of "
    "its own, which reads the model's folder.",
    "engine.gguf.computed-otherwise": "llama.cpp would compute something else than the model was "
    "trained with: {settings}.",
    "engine.gguf.fix-computed-otherwise": "Use the model's folder with programs that run it "
    "through transformers, such as vLLM.",
    "engine.gguf.rope": "llama.cpp does not know this way of telling positions: {kind}.",
    "engine.gguf.no-place": "A GGUF file of this kind has no place for the tensor {name}.",
    "engine.gguf.incomplete": "The model is not whole: {name} is missing in some layers.",
    "engine.gguf.not-finite": "{name} holds numbers that {type} cannot hold, or that are none.",
    "engine.gguf.fix-not-finite": "Choose the type bf16 or f32. If that fails too, the model is "
    "damaged.",
    "engine.gguf.tokenizer-kind": "llama.cpp has no tokenizer for this one, which is of the kind "
    "{kind}.",
    "engine.gguf.no-bytes": "llama.cpp has no tokenizer for this one: what it does not know, it "
    "cannot tell in bytes.",
    "engine.gguf.pretokenizer": "llama.cpp has no name for the way in which this tokenizer cuts "
    "text into words, and would cut it otherwise.",
    "engine.gguf.tokenizer-unlike": "llama.cpp would cut text into other tokens than this "
    "tokenizer, for example {text}.",
    "engine.gguf.fix-tokenizer": "Use the model's folder with programs that read its own "
    "tokenizer, such as vLLM.",
    "engine.gguf.beyond": "The tokenizer knows {tokens} tokens, but the model has words for "
    "{rows}.",
    "engine.gguf.read-back": "The file that was written does not read as it was meant. It was "
    "removed.",
    "engine.gguf.damaged": "This is no whole GGUF file: {detail}.",
    "engine.gguf.window": "The model looks back {tokens} tokens in some layers. llama.cpp lets it "
    "look back further, so that longer texts come out a little otherwise.",
    "engine.gguf.dynamic": "Beyond {tokens} tokens the model changes how it tells positions, which "
    "llama.cpp does not do.",
    "engine.gguf.composing": "The tokenizer composes letters and accents ({form}); llama.cpp takes "
    "them as they come. Text that is typed the usual way is composed already.",
    "engine.gguf.no-bos": "The chat template does not begin with the token that begins plain "
    "texts. The file tells llama.cpp not to add it, as in training.",
    "engine.gguf.chats-differ": "{count} of the conversations that were tried are cut into other "
    "tokens by llama.cpp than in training.",
    "cli.export.wrote-gguf": "Written and read back: {file} ({size}, {tensors} tensors).",
    "engine.gguf.texts-differ": "{count} of {total} plain texts that were tried are cut into other "
    "tokens by llama.cpp than by the model's own tokenizer, such as {text}.",
}
