"""From bytes to text: encodings, byte order marks, line ends; always streaming, never raising.

Knows UTF-8, -16 and -32, the common national encodings, and files that mix two. Does not know what
the text means.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from deeptuner.data.readers.source import byte_blocks
from deeptuner.data.telling import Teller

LONGEST = 1 << 26  # characters of one line or record; what is longer is reported and skipped
UTF8 = "utf-8"
_HEAD = 1 << 16
_MIXED = "deeptuner-mixed"
# Where a file is not UTF-8, it is most often one of these: western, Cyrillic, Chinese, Japanese,
# Korean. A longer list guesses worse: with cp1250 in it, German and French are taken for Czech.
_NATIONAL = ["cp1252", "cp1251", "gb18030", "big5", "cp932", "cp949", "euc_jp"]


class Line(NamedTuple):
    """`number` counts from 1; `whole` is false when only the beginning was kept."""

    number: int
    text: str
    whole: bool = True


def text_blocks(path: Path, teller: Teller, start: int = 0) -> Iterator[str]:
    """The file's text in blocks, with "\\n" for every kind of line end and no byte order mark.

    Bytes that are not in the file's encoding are read as Windows-1252 and reported by line. With
    `start`, a byte, the first line is most likely a torn one.
    """
    blocks = byte_blocks(path, teller, start)
    head = b""
    for block in blocks:
        head += block
        if len(head) >= _HEAD:
            break
    encoding = guess_encoding(head)
    whole = chain([head], blocks)
    if encoding == UTF8:
        text = _utf8(whole, teller)
    else:
        teller.note("encoding", encoding=encoding)
        text = _decoded(whole, encoding)
    ends = io.IncrementalNewlineDecoder(None, translate=True)
    for number, part in enumerate(chain(text, [""])):
        plain = ends.decode(part, final=not part)
        yield plain.removeprefix("\ufeff") if number == 0 else plain


def numbered_lines(blocks: Iterable[str], first: int = 1) -> Iterator[Line]:
    """Text blocks cut into lines without their ends; a line over `LONGEST` is cut short."""
    number, parts, size = first, list[str](), 0
    for block in blocks:
        pieces = block.split("\n")
        for index, piece in enumerate(pieces):
            if index:
                yield Line(number, "".join(parts), size <= LONGEST)
                number, parts, size = number + 1, [], 0
            if size <= LONGEST:
                parts.append(piece)
            size += len(piece)
    if size:
        yield Line(number, "".join(parts), size <= LONGEST)


def guess_encoding(head: bytes) -> str:
    """A codec's name from a file's first bytes; `utf-8` also where only a few lines are not."""
    for mark, name in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (codecs.BOM_UTF8, UTF8),
    ):
        if head.startswith(mark):
            return name
    return _unmarked_utf16(head[:4096]) or _national(head)


def _unmarked_utf16(head: bytes) -> str | None:
    pairs = len(head) // 2
    if not pairs:
        return None
    low, high = head[1::2].count(0) / pairs, head[0::2].count(0) / pairs
    if low > 0.4 and high < 0.1:
        return "utf-16-le"
    return "utf-16-be" if high > 0.4 and low < 0.1 else None


def _national(head: bytes) -> str:
    lines = [line for line in head.split(b"\n")[:-1] or [head] if not line.isascii()]
    foreign = [line for line in lines if not _is_utf8(line)]
    if len(foreign) * 2 <= len(lines):
        return UTF8
    import charset_normalizer

    best = charset_normalizer.from_bytes(b"\n".join(foreign), cp_isolation=_NATIONAL).best()
    return best.encoding if best and best.encoding not in ("utf_8", "ascii") else "cp1252"


def _is_utf8(line: bytes) -> bool:
    try:
        codecs.utf_8_decode(line, "strict", False)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(blocks: Iterable[bytes], encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    for block in blocks:
        if text := decoder.decode(block):
            yield text
    if text := decoder.decode(b"", final=True):
        yield text


def _utf8(blocks: Iterable[bytes], teller: Teller) -> Iterator[str]:
    line, rest, told = 1, b"", 0
    for block in chain(blocks, [b""]):
        data, final = rest + block, not block
        try:
            text, used = codecs.utf_8_decode(data, "strict", final)
        except UnicodeDecodeError:
            text, used = codecs.utf_8_decode(data, _MIXED, final)
            told = _tell_foreign_lines(data[:used], line, told, teller)
        line, rest = line + text.count("\n"), data[used:]
        if text:
            yield text


def _tell_foreign_lines(data: bytes, line: int, told: int, teller: Teller) -> int:
    for number, part in enumerate(data.split(b"\n"), line):
        if number > told and not _is_utf8(part):
            told = number
            teller.repaired("not-utf8", number, part.decode(UTF8, _MIXED))
    return told


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: the bytes as Windows-1252; a character cut by the file's end is gone."""
    assert isinstance(error, UnicodeDecodeError)
    if error.reason == "unexpected end of data":
        return "", error.end
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error(_MIXED, _as_cp1252)
