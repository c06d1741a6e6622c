"""What the GPUs and the host do now: a card each, beside the curves."""
