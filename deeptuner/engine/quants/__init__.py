"""The types that a model's weights can be exported in: how large, who makes them, what they cost.

Knows GGUF's types, llama.cpp's `llama-quantize` where it is installed, and how to measure what
rounding does to the loss. Does not write GGUF files (`engine/gguf/`).
"""
