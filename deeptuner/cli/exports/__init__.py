"""What `deeptuner export` does for each program that a model is brought to, a module each."""
