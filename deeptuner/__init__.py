"""DeepTuner: fine-tune large language models on your own GPUs.

This package's top level holds only its version; importing it is free.
"""

__version__ = "0.1.0"
