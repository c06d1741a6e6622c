"""Why a run failed, in words, read from exit codes, what was printed, and what was reported.

Knows how GPUs, the kernel, Python and the launchers say that something went wrong. Does not know
which settings would help (`fixes.py`).
"""

from __future__ import annotations

import re
import signal
from dataclasses import dataclass
from typing import Any, Final, Literal

from deeptuner.errors import DataError, DeepTunerError
from deeptuner.runs.state import Fix
from deeptuner.words import Message, message

Cause = Literal[
    "gpu-memory",
    "host-memory",
    "nan",
    "disk-full",
    "killed",
    "crashed",
    "library",
    "data",
    "rank",
    "unknown",
]
LAST_LINES: Final = 15
LONGEST_LINE: Final = 400

# How the causes show in what was printed. Those above would also cause what is below them.
SIGNS: Final[tuple[tuple[Cause, re.Pattern[str]], ...]] = (
    (
        "gpu-memory",
        re.compile(
            r"(?:CUDA|HIP) out of memory|CUDA error: out of memory|HIP error: out of memory"
            r"|torch\.(?:cuda\.)?OutOfMemoryError|hipErrorOutOfMemory|cudaErrorMemoryAllocation"
            r"|(?:CU|HIP|ROC)BLAS_STATUS_ALLOC_FAILED|rocblas_status_memory_error"
        ),
    ),
    (
        "disk-full",
        re.compile(
            r"No space left on device|Disk quota exceeded|\[Errno (?:28|122|27)\]|File too large"
            r"|kind: StorageFull|common\.disk-full"
        ),
    ),
    (
        "host-memory",
        re.compile(
            r"^MemoryError\b|std::bad_alloc|[Cc]annot allocate memory|can't allocate memory"
            r"|DefaultCPUAllocator: not enough memory|_ArrayMemoryError|ArrowMemoryError"
            r"|DataLoader worker .{0,40}is killed by signal: Killed",
            re.MULTILINE,
        ),
    ),
    (
        "nan",
        re.compile(
            r"\bloss\W{1,8}(?:nan|-?inf(?:inity)?)\b"
            r"|\b(?:nan|inf|non-?finite)(?: or inf)?(?: values?| found| in| the| training){0,4}"
            r" loss\b"
            r"|\bloss (?:is|was|became|has)\b.{0,20}"
            r"\b(?:nan|inf|non-?finite|not (?:finite|a number))\b",
            re.IGNORECASE,
        ),
    ),
)
# How the launchers name the signal that a rank died of: subprocess, torch's elastic agent.
SIGNALLED: Final = re.compile(
    r"died with <Signals\.(SIG\w+)|Signal \d+ \((SIG\w+)\) received|exitcode\s*:? -(\d+)\b"
    r"|failed \(exitcode: -(\d+)\)|Fatal Python error: (Segmentation fault|Aborted|Bus error)"
)
FATAL: Final = {"Segmentation fault": "SIGSEGV", "Aborted": "SIGABRT", "Bus error": "SIGBUS"}
CRASHES: Final = frozenset({"SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE", "SIGTRAP"})
LIBRARY: Final = re.compile(
    r"^(?:ModuleNotFoundError: No module named '([^']+)'"
    r"|(?:ImportError|OSError): (\S+\.so\S*): cannot open shared object file"
    r"|ImportError: .*?\b(?:requires|Using) [`']?([\w-]+))",
    re.MULTILINE,
)
BAD_DATA: Final = re.compile(
    r"^(?:json\.decoder\.JSONDecodeError|orjson\.JSONDecodeError|UnicodeDecodeError"
    r"|pyarrow\.lib\.Arrow(?:Invalid|IOError)|_?csv\.Error)\b.*",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a process of the run ended: all that is known of it.

    `code` is its exit code (negative: a signal; None: it had to be ended because a rank died),
    `output` the end of what it printed, `error` what it reported for people, `oom_kills` how many
    processes the kernel killed for lack of memory meanwhile, `dead_rank` the rank that died first.
    """

    code: int | None
    output: str = ""
    error: DeepTunerError | None = None
    oom_kills: int = 0
    dead_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why it ended: the kind of cause, the sentence, what it was read from, what would help."""

    cause: Cause
    message: Message
    evidence: str
    fixes: tuple[Fix, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "message": self.message.to_json(),
            "evidence": self.evidence,
            "fixes": [fix.to_json() for fix in self.fixes],
        }


def diagnose(ending: Ending) -> Diagnosis:
    """The likeliest cause. What a process reported itself comes before what its output hints at."""
    if ending.error:
        return _reported(ending.error)
    return (
        _from_signs(ending.output)
        or _from_signal(ending)
        or _from_traceback(ending.output)
        or _unknown(ending)
    )


def _reported(error: DeepTunerError) -> Diagnosis:
    text = f"{error.what.id} {error}"
    cause = next((cause for cause, sign in SIGNS if sign.search(text)), None)
    if cause is None:
        cause = "data" if isinstance(error, DataError) else "unknown"
    return Diagnosis(cause, error.what, "\n".join(line.strip() for line in error.lines()[1:]))


def _from_signs(output: str) -> Diagnosis | None:
    for cause, sign in SIGNS:
        if found := sign.search(output):
            return Diagnosis(cause, message(f"runs.died-{cause}"), _line_at(output, found.start()))
    return None


def _from_signal(ending: Ending) -> Diagnosis | None:
    name, evidence = _signal_of(ending)
    if name is None:
        return None
    if name == "SIGKILL" and ending.oom_kills:
        return Diagnosis("host-memory", message("runs.died-host-memory"), evidence)
    cause: Cause = "crashed" if name in CRASHES else "killed"
    return Diagnosis(cause, message(f"runs.died-{cause}", signal=name), evidence)


def _signal_of(ending: Ending) -> tuple[str | None, str]:
    """The signal that ended it, and where that shows. A SIGTERM is what a launcher sends to the
    others when one has died, so that any other signal says more."""
    found = [(_name_of(match), match.start()) for match in SIGNALLED.finditer(ending.output)]
    if ending.code is not None and ending.code < 0:
        found.append((_signal_name(-ending.code), -1))
    if not found:
        return None, ""
    name, place = next((each for each in found if each[0] != "SIGTERM"), found[0])
    return name, _line_at(ending.output, place) if place >= 0 else name


def _name_of(match: re.Match[str]) -> str:
    python, elastic, number, other, fatal = match.groups()
    if fatal:
        return FATAL[fatal]
    return python or elastic or _signal_name(int(number or other))


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _from_traceback(output: str) -> Diagnosis | None:
    if found := LIBRARY.search(output):
        name = next(group for group in found.groups() if group)
        said = message("runs.died-library", name=name)
        return Diagnosis("library", said, _line_at(output, found.start()))
    if found := BAD_DATA.search(output):
        return Diagnosis("data", message("runs.died-data"), _line_at(output, found.start()))
    return None


def _unknown(ending: Ending) -> Diagnosis:
    evidence = "\n".join(line[:LONGEST_LINE] for line in ending.output.splitlines()[-LAST_LINES:])
    if ending.dead_rank is not None:
        said = message("runs.died-rank", rank=ending.dead_rank)
        return Diagnosis("rank", said, evidence)
    return Diagnosis("unknown", message("runs.died-unknown", code=ending.code), evidence)


def _line_at(text: str, place: int) -> str:
    begin = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return text[begin : end if end >= 0 else None].strip()[:LONGEST_LINE]
