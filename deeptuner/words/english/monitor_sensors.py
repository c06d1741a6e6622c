"""Sentences about GPUs whose sensors cannot be read, or not by the vendor's library."""

TEXT = {
    "monitor.amd.none": "AMD's library for GPU sensors (amdsmi) is not installed, so some values "
    "of the GPUs may be missing. It comes with ROCm: sudo apt-get install amd-smi-lib.",
    "monitor.amd.no-library": "amdsmi is there, but ROCm's library libamd_smi.so is not in {rocm}, "
    "so some values of the GPUs may be missing. It comes with ROCm: sudo apt-get install "
    "amd-smi-lib.",
    "monitor.amd.other-version": "The amdsmi in {folder} is of another version than ROCm "
    "({detail}), so some values of the GPUs may be missing. Install the one that comes with ROCm: "
    "sudo apt-get install amd-smi-lib.",
    "monitor.amd.broken": "The amdsmi in {folder} cannot be used ({detail}), so some values of the "
    "GPUs may be missing. Install ROCm's again: sudo apt-get install --reinstall amd-smi-lib.",
    "monitor.amd.not-started": "AMD's library for GPU sensors does not start ({detail}), so some "
    "values of the GPUs may be missing. Check that you may use the GPUs (groups render and video).",
    "monitor.amd.sees-none": "AMD's library for GPU sensors sees no GPU, so some values may be "
    "missing. Check that you may use the GPUs (groups render and video).",
    "monitor.nvidia.no-package": "The Python package nvidia-ml-py is missing, so nothing is known "
    "of the NVIDIA GPUs. Start ./run again, or: pip install nvidia-ml-py.",
    "monitor.nvidia.no-driver": "NVIDIA's driver is not installed or not loaded, so nothing is "
    "known of the NVIDIA GPUs. Install it and restart the computer.",
    "monitor.nvidia.restart": "NVIDIA's driver was updated while it was in use, so nothing is "
    "known of the NVIDIA GPUs. Restart the computer.",
    "monitor.nvidia.not-started": "NVIDIA's library for GPU sensors does not start ({detail}), "
    "so nothing is known of the NVIDIA GPUs. nvidia-smi may tell more.",
}
