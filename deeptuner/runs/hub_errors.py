"""What the hub refuses, in words: not there, not open to this person, not to be reached.

Knows the errors of `huggingface_hub`. Does not ask the hub anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from deeptuner.errors import DeepTunerError, InputError, RunError
from deeptuner.words import message

FORBIDDEN: Final = 403


@contextmanager
def telling_hub(kind: str, id: str, revision: str | None = None) -> Iterator[None]:  # noqa: A002
    """Turn the hub's errors, and those of the way to it, into errors a person understands."""
    import httpx2
    from huggingface_hub.errors import HFValidationError, OfflineModeIsEnabled

    try:
        yield
    except HFValidationError as error:
        raise InputError(
            message("runs.hub.bad-id", id=id), where=id, fix=message("runs.hub.bad-id-fix")
        ) from error
    except (OfflineModeIsEnabled, httpx2.TransportError) as error:
        offline = isinstance(error, OfflineModeIsEnabled)
        raise RunError(
            message("runs.hub.offline-mode" if offline else "runs.hub.offline"),
            where=id,
            fix=message("runs.hub.offline-mode-fix" if offline else "runs.hub.again"),
        ) from error
    except httpx2.HTTPError as error:
        raise _refused(error, kind, id, revision) from error
    except OSError as error:
        if error.errno is not None:
            raise  # of the disk, not of the hub: a file that ended too early has no number
        raise RunError(
            message("runs.hub.offline"), where=id, fix=message("runs.hub.again")
        ) from error


def _refused(error: Exception, kind: str, id: str, revision: str | None) -> DeepTunerError:  # noqa: A002
    from huggingface_hub import errors

    status = getattr(getattr(error, "response", None), "status_code", 0)
    page = _page(kind, id)
    match error:
        case errors.GatedRepoError():
            what = "gated-waiting" if status == FORBIDDEN else "gated"
            return _input(what, id, page=page, kind=kind)
        case errors.RevisionNotFoundError():
            return _input("no-revision", id, id=id, revision=revision or "main")
        case errors.DisabledRepoError():
            return _input("disabled", id, page=page)
        case errors.RepositoryNotFoundError():
            return _input("not-found", id, id=id, kind=kind)
    if status in (401, FORBIDDEN):
        return _input("token", id)
    return RunError(
        message("runs.hub.failed", status=status or type(error).__name__),
        where=id,
        fix=message("runs.hub.again"),
    )


def _input(what: str, where: str, **gaps: str) -> InputError:
    said, fix = message(f"runs.hub.{what}", **gaps), message(f"runs.hub.{what}-fix", **gaps)
    return InputError(said, where=where, fix=fix)


def _page(kind: str, id: str) -> str:  # noqa: A002
    from huggingface_hub import constants

    return f"{constants.ENDPOINT}/{'datasets/' if kind == 'dataset' else ''}{id}"
