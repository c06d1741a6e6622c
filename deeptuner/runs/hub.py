"""Files from Hugging Face, fetched so that an interrupted download goes on where it was.

Knows the hub's API through `huggingface_hub`, whose own downloads begin anew after a kill; this one
keeps what has arrived in a hidden folder beside the target, which appears only when it is complete.
The token is the hub library's business (HF_TOKEN, or its own login). Does not know which files of a
model or dataset are needed.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha1, sha256
from pathlib import Path
from typing import IO, Any, BinaryIO, Final, Literal, cast
from urllib.parse import urlsplit

from deeptuner.errors import InputError, RunError
from deeptuner.files import sync_folder, sync_tree, telling_why, write_json
from deeptuner.runs.adding import require_room
from deeptuner.runs.hub_errors import telling_hub
from deeptuner.runs.hub_files import ID, ORIGIN
from deeptuner.runs.platform import try_lock
from deeptuner.words import message

Kind = Literal["model", "dataset"]
Progress = Callable[[int, int], None]  # bytes there, bytes in all

PREFIX: Final = ".get-"  # of the hidden folder; the rest names kind, id and commit
PART: Final = ".part"  # behind the name of a file that is not complete
LOCK: Final = ".lock"
CHUNK: Final = 1 << 22  # bytes read at once while checking
AT_ONCE: Final = 1 << 18  # bytes that are written at once


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a repository: `size` in bytes, `sha256` of its content where it is a large one,
    else `blob`, git's own hash of it."""

    name: str
    size: int
    sha256: str | None = None
    blob: str | None = None


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository at one commit."""

    kind: Kind
    id: str
    commit: str
    files: tuple[HubFile, ...]

    @property
    def names(self) -> list[str]:
        return [file.name for file in self.files]


def look_up(kind: Kind, id: str, revision: str | None = None) -> Repository:  # noqa: A002
    """What the hub has under `id`. Raises InputError for what is not there or not open to the
    person, RunError when the hub cannot be reached."""
    if not ID.fullmatch(id):
        raise InputError(
            message("runs.hub.bad-id", id=id), where=id, fix=message("runs.hub.bad-id-fix")
        )
    _set_up_library()
    from huggingface_hub import HfApi

    with telling_hub(kind, id, revision):
        api = HfApi()
        ask = api.model_info if kind == "model" else api.dataset_info
        found = ask(id, revision=revision, files_metadata=True)
    return Repository(kind, id, str(found.sha), tuple(map(_file, found.siblings or [])))


def fetch(
    repository: Repository, files: Sequence[HubFile], target: Path, progress: Progress
) -> None:
    """Fetch `files` into the new folder `target`, going on with what an earlier try has left. In a
    model's folder a note says where it came from.

    Raises InputError when the person may not have a file, RunError when the disk is too full, the
    connection is lost, another process fetches the same, or what arrived is not what was sent.
    """
    with telling_why(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        folder = target.parent / _folder_name(repository)
        _forget_other_commits(folder, repository)
        folder.mkdir(exist_ok=True)
        with _alone(folder):
            download = _Download(repository, files, folder, progress)
            require_room(folder, download.missing())
            download.run()
            (folder / LOCK).unlink()
            if repository.kind == "model":
                write_json(folder / ORIGIN, {"id": repository.id, "revision": repository.commit})
            sync_tree(folder)
            folder.rename(target)
        sync_folder(target.parent)


class _Download:
    """All files of one download; `progress` hears of their bytes together."""

    def __init__(
        self,
        repository: Repository,
        files: Sequence[HubFile],
        folder: Path,
        progress: Progress,
    ) -> None:
        self.repository = repository
        self.files = files
        self.folder = folder
        self._progress = progress
        self._total = sum(file.size for file in files)
        self._done = self._total - self.missing()

    def missing(self) -> int:
        """Bytes that are still to come."""
        return self._total - sum(self._there(file) for file in self.files)

    def run(self) -> None:
        for file in self.files:
            path = self._path(file)
            if not path.is_file():
                path.parent.mkdir(parents=True, exist_ok=True)
                self._fetch(file, path.with_name(path.name + PART))
                path.with_name(path.name + PART).rename(path)

    def _fetch(self, file: HubFile, part: Path) -> None:
        with part.open("ab") as opened:
            if opened.tell() > file.size:
                opened.truncate(0)
            there = opened.tell()
            others = self._done - there
            counted = _Counted(opened, lambda size: self._progress(others + size, self._total))
            counted.tell_progress()
            if there < file.size:
                self._get(file, counted, there)
            self._done = others + file.size
        if not _is_whole(file, part):
            part.unlink()
            raise RunError(
                message("runs.hub.damaged", file=file.name),
                where=self.repository.id,
                fix=message("runs.hub.again"),
            )

    def _get(self, file: HubFile, opened: _Counted, there: int) -> None:
        from huggingface_hub import get_hf_file_metadata, hf_hub_url
        from huggingface_hub.file_download import http_get
        from huggingface_hub.utils._headers import build_hf_headers

        what = self.repository
        url = hf_hub_url(what.id, file.name, repo_type=what.kind, revision=what.commit)
        with telling_hub(what.kind, what.id):
            location = get_hf_file_metadata(url).location
            headers = build_hf_headers()
            if urlsplit(location).netloc != urlsplit(url).netloc:
                headers.pop("authorization", None)  # a link that is signed for this file alone
            http_get(
                location,
                cast("BinaryIO", opened),  # of which it uses no more than this has
                resume_size=there,
                headers=headers,
                expected_size=file.size,
            )

    def _there(self, file: HubFile) -> int:
        path = self._path(file)
        for one in (path, path.with_name(path.name + PART)):
            if one.is_file():
                return min(file.size, one.stat().st_size)
        return 0

    def _path(self, file: HubFile) -> Path:
        """Names come from outside: none may lead out of the folder."""
        name = Path(file.name)
        if name.is_absolute() or ".." in name.parts or not name.name:
            raise InputError(message("runs.hub.bad-name", file=file.name), where=self.repository.id)
        return self.folder / name


class _Counted:
    """A file that tells how long it is whenever it grows."""

    def __init__(self, file: IO[bytes], grown: Callable[[int], None]) -> None:
        self._file = file
        self._grown = grown

    def write(self, content: bytes) -> int:
        written = self._file.write(content)
        self.tell_progress()
        return written

    def tell_progress(self) -> None:
        self._grown(self._file.tell())

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, position: int) -> int:
        return self._file.seek(position)

    def truncate(self) -> int:
        return self._file.truncate()


def is_partial(path: Path) -> bool:
    """Whether a folder holds a download that is not complete."""
    return path.name.startswith(PREFIX)


def _file(found: Any) -> HubFile:
    large = found.lfs.sha256 if found.lfs else None
    size = found.lfs.size if found.lfs else found.size
    return HubFile(found.rfilename, int(size or 0), large, None if large else found.blob_id)


def _is_whole(file: HubFile, path: Path) -> bool:
    if path.stat().st_size != file.size:
        return False
    if file.sha256:
        return _hash(sha256(), path) == file.sha256
    if file.blob:
        return _hash(sha1(b"blob %d\0" % file.size, usedforsecurity=False), path) == file.blob
    return True


def _hash(summed: Any, path: Path) -> str:
    with path.open("rb") as opened:
        while block := opened.read(CHUNK):
            summed.update(block)
    return str(summed.hexdigest())


def _folder_name(repository: Repository) -> str:
    return f"{_folder_start(repository)}{repository.commit[:12]}"


def _folder_start(repository: Repository) -> str:
    return f"{PREFIX}{repository.kind}-{repository.id.replace('/', '--')}@"


def _forget_other_commits(folder: Path, repository: Repository) -> None:
    """The repository has changed since an earlier try: its files fit no longer."""
    for other in folder.parent.glob(f"{_folder_start(repository)}*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not try_lock(handle):
            raise RunError(message("runs.hub.busy"), where=str(folder))
        yield
    finally:
        os.close(handle)


def _set_up_library() -> None:
    """Its own bars and warnings would show links that are signed with the person's access; and
    what it writes at once is what a kill loses."""
    from huggingface_hub import constants, file_download
    from huggingface_hub.utils.tqdm import disable_progress_bars

    constants.DOWNLOAD_CHUNK_SIZE = AT_ONCE
    constants.HF_HUB_DISABLE_TELEMETRY = True
    disable_progress_bars()
    logging.getLogger(file_download.__package__).setLevel(logging.ERROR)
