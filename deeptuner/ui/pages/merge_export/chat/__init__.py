"""`Chat` of the page `Merge & Export`: the base and the fine-tuned model side by side."""
