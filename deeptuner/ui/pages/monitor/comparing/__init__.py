"""Several runs of an experiment side by side. Reads nothing: `monitor.comparing` does."""
