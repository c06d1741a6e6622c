"""What several tests need: tiny models, tokenizers, datasets."""
