"""Builds the stand-in libraries with the machine's C compiler, once per process and kind.

Knows how a wheel of amdsmi declares functions and structures. Does not import it: that needs the
library which is being built.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
WHEELS = Path(sys.prefix) / "share" / "deeptuner" / "test-amdsmi"
BOUND = re.compile(r"_libraries\['libamd_smi\.so'\]\.(\w+)")
STRUCTURE = re.compile(r"^struct_(amdsmi_\w+)\._fields_ = \[\n(.*?)^\]", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"\('(\w+)', (?:ctypes\.)?(\w+)((?: \* \d+)*)\)")
WRITTEN = re.compile(r"^status (amdsmi_\w+)\(", re.MULTILINE)
WANTED = ("info_t", "usage_t", "status_t")
TYPES = {
    "c_uint64": "uint64_t",
    "c_uint32": "uint32_t",
    "c_uint16": "uint16_t",
    "c_ubyte": "unsigned char",
    "c_char": "char",
}
FLAGS = ("-shared", "-fPIC", "-O1", "-Wall", "-Wno-unused-function", "-Wno-format-truncation")


def wheel(version: str) -> Path:
    """The folder that an unpacked wheel of amdsmi lies in."""
    return WHEELS / version


@cache
def amd_library(version: str) -> Path:
    """A libamd_smi.so with the functions and structures that amdsmi `version` expects."""
    folder = _folder()
    wrapper = (wheel(version) / "amdsmi" / "amdsmi_wrapper.py").read_text()
    source = (HERE / "amd.c").read_text()
    bound = sorted(set(BOUND.findall(wrapper)))
    written = set(WRITTEN.findall(source))
    rest = (f"uint32_t {name}(void) {{ return 2; }}" for name in bound if name not in written)
    (folder / "abi.h").write_text(_abi(wrapper, bound, version))
    (folder / "rest.c").write_text("\n".join(["#include <stdint.h>", *rest, ""]))
    files = [HERE / "amd.c", folder / "rest.c"]
    return _compile(files, folder / "libamd_smi.so", f"-I{folder}")


@cache
def nvidia_library(old: bool) -> Path:
    """A libnvidia-ml.so.1; an `old` driver's lacks the newer functions."""
    flags = ["-DOLD"] if old else []
    return _compile([HERE / "nvidia.c"], _folder() / "libnvidia-ml.so.1", *flags)


def _abi(wrapper: str, bound: list[str], version: str) -> str:
    lines = ["#include <stdint.h>"]
    # amdsmi 6.3 prints the architecture's number as a decimal one, from 6.4 on in hexadecimal.
    lines.append(f"#define ARCH_BASE {10 if version.startswith('6.3') else 16}")
    lines += [f"#define SYMBOL_{name} 1" for name in bound]
    for name, body in STRUCTURE.findall(wrapper):
        if name.endswith(WANTED) and all(known(kind) for _, kind, _ in FIELD.findall(body)):
            lines += _structure(name, body)
    return "\n".join([*lines, ""])


def known(kind: str) -> bool:
    return kind in TYPES or kind.endswith("_type_t")  # the latter are enumerations


def _structure(name: str, body: str) -> list[str]:
    fields = FIELD.findall(body)
    marks = [f"#define HAS_{name}_{field} 1" for field, _, _ in fields]
    inside = [
        f"    {TYPES.get(kind, 'uint32_t')} {field}{''.join(_sizes(times))};"
        for field, kind, times in fields
    ]
    return [*marks, f"struct {name} {{", *inside, "};"]


def _sizes(times: str) -> list[str]:
    return [f"[{size}]" for size in re.findall(r"\d+", times)]


def _compile(files: list[Path], library: Path, *flags: str) -> Path:
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler, "the tests of sensors need a C compiler: apt-get install gcc libc6-dev"
    command = [compiler, *FLAGS, *flags, "-o", str(library), *map(str, files), "-ldl"]
    subprocess.run(command, check=True)
    return library


_made: list[tempfile.TemporaryDirectory[str]] = []  # removed when the process ends


def _folder() -> Path:
    _made.append(tempfile.TemporaryDirectory(prefix="deeptuner-stand-in-"))
    return Path(_made[-1].name)
