"""What of the person's environment the run's processes get: an allow-list, and a mark.

Stray settings of a shell (`ACCELERATE_*`, `WORLD_SIZE`, `CUDA_VISIBLE_DEVICES`, `OMP_*`,
`PYTHONPATH`, …) must not turn a plan into another one, so that only what is named here passes. Does
not know what the launched command adds.
"""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Final

from deeptuner.runs.folder import RunFolder

MARK: Final = "DEEPTUNER_RUN"  # on every process of a run: the run folder's whole path
SUPERVISOR: Final = "DEEPTUNER_SUPERVISOR"  # on what a supervisor starts: its identity, as JSON

ALLOWED: Final = (
    # the person and the system
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "SHELL",
    "LANG",
    "LANGUAGE",
    "LC_*",
    "TZ",
    "TMPDIR",
    "TEMP",
    "TMP",
    "XDG_*",
    "SYSTEMROOT",
    # libraries and their homes
    "LD_LIBRARY_PATH",
    "VIRTUAL_ENV",
    "CUDA_HOME",
    "CUDA_PATH",
    "ROCM_*",
    "DEEPTUNER_SYSFS",
    "HSA_OVERRIDE_GFX_VERSION",
    "HSA_ENABLE_SDMA",
    "BNB_CUDA_VERSION",
    "BNB_ROCM_VERSION",
    # torch's allocator and kernels, communication between cards
    "PYTORCH_*",
    "TORCH_ROCM_AOTRITON_ENABLE_EXPERIMENTAL",
    "FLASH_ATTENTION_TRITON_AMD_ENABLE",
    "NCCL_*",
    "RCCL_*",
    "GLOO_SOCKET_IFNAME",
    # models that are already here, and places that curves may be sent to
    "HF_HOME",
    "HF_HUB_CACHE",
    "HF_HUB_OFFLINE",
    "HF_DATASETS_CACHE",
    "WANDB_*",
    "MLFLOW_*",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
)

# Output at once, a native crash with its stack, and no module from the working folder: a person's
# file called `torch.py` must not be imported.
ALWAYS: Final = {"PYTHONUNBUFFERED": "1", "PYTHONFAULTHANDLER": "1", "PYTHONSAFEPATH": "1"}


def run_environment(
    run: RunFolder, inherited: Mapping[str, str], added: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The environment of a process of `run`: what may pass of `inherited`, our own, and `added`."""
    passed = {name: value for name, value in inherited.items() if _allowed(name)}
    return {**passed, **ALWAYS, **(added or {}), MARK: str(run.path)}


def _allowed(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in ALLOWED)
