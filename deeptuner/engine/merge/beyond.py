"""What a merge tensor by tensor cannot do exactly."""

from deeptuner.errors import ModelError


class BeyondError(ModelError):
    """Why; PEFT's own merge may be able to, with the whole model in memory."""
