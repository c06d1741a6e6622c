"""The Fine-Tuning page: presets, the form, what it comes to, and the start of a run."""
