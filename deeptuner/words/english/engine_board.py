"""Headings in TensorBoard."""

TEXT = {
    "engine.board.prompt": "Prompt",
    "engine.board.expected": "Expected",
    "engine.board.answer": "Answer",
}
