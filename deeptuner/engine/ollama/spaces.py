"""How a chat template treats white space around what was said: kept, or cut off.

Found by rendering words with blanks around them. Gives the Go templates that cut as Jinja does:
Go has no function for it, but a template may call itself with all but one byte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from deeptuner.data.templates.render import CannotMask, ChatTemplate
from deeptuner.engine.ollama.shape import CannotDeriveError, cut, turns

BEFORE: Final = "\n \t"
AFTER: Final = "\t \n"
WAYS: Final = ("keep", "newlines", "blanks")  # what is cut off
ROLES: Final = ("system", "user", "assistant")
SYSTEM_WORD: Final = "zyzzyva78"
_CUT: Final[Mapping[str, str | None]] = {"newlines": "\n", "blanks": None}
# By their length in UTF-8: what Jinja's trim takes for white space and people may type.
_SIMPLE: Final = dict(zip(" \t\n\r\v\f", (" ", "\\t", "\\n", "\\r", "\\v", "\\f"), strict=True))
_BLANKS: Final = {1: " \t\n\r\v\f", 2: "\u00a0", 3: "\u3000\u2028"}


@dataclass(frozen=True, slots=True)
class Spaces:
    """What is cut off before and after the words of a role: nothing, too, where no way of cutting
    explains what the template writes."""

    before: str = "keep"
    after: str = "keep"

    @property
    def name(self) -> str:
        """The Go template that writes the words, or '' where nothing is cut off."""
        if self.before == self.after == "keep":
            return ""
        return f"cut_{self.before}_{self.after}"

    def apply(self, text: str) -> str:
        text = text if self.before == "keep" else text.lstrip(_CUT[self.before])
        return text if self.after == "keep" else text.rstrip(_CUT[self.after])

    def definitions(self) -> dict[str, str]:
        """The Go templates needed, by name."""
        if not self.name:
            return {}
        then = "{{ . }}"
        needed: dict[str, str] = {}
        if self.after != "keep":
            name = self.name if self.before == "keep" else f"cut_keep_{self.after}"
            needed[name] = _recursive(name, self.after, then, at_end=True)
            then = f'{{{{ template "{name}" . }}}}'
        if self.before != "keep":
            needed[self.name] = _recursive(self.name, self.before, then, at_end=False)
        return needed


def find_spaces(template: ChatTemplate, role: str) -> Spaces:
    """What the template cuts off around the words of `role`."""
    plain: list[dict[str, Any]] = [{"role": "system", "content": SYSTEM_WORD}, *turns(3)]
    words = [str(said["content"]) for said in plain if said["role"] != "system"]
    try:
        gaps, _ = cut(template, plain, words)
    except CannotMask:
        if role == "system":
            return Spaces()
        plain = plain[1:]
        gaps, _ = cut(template, plain, words)
    try:
        seen, _ = cut(template, _padded(plain, role), words)
    except (CannotMask, CannotDeriveError):
        return Spaces()
    for after, before in product(WAYS, WAYS):
        spaces = Spaces(before, after)
        if _predicted(gaps, plain, role, spaces) == seen:
            return spaces
    return Spaces()


def _padded(chat: Sequence[Mapping[str, Any]], role: str) -> list[Mapping[str, Any]]:
    return [
        {**said, "content": f"{BEFORE}{said['content']}{AFTER}"} if said["role"] == role else said
        for said in chat
    ]


def _predicted(
    gaps: Sequence[str], chat: Sequence[Mapping[str, Any]], role: str, spaces: Spaces
) -> list[str]:
    """The gaps around words with blanks, if the blanks are treated like this."""
    word = "x"
    before, after = spaces.apply(f"{BEFORE}{word}{AFTER}").split(word)
    if role == "system":
        return [gap.replace(SYSTEM_WORD, before + SYSTEM_WORD + after) for gap in gaps]
    roles = [said["role"] for said in chat if said["role"] != "system"]
    predicted = list(gaps)
    for place, one in enumerate(roles):
        if one == role:
            predicted[place] += before
            predicted[place + 1] = after + predicted[place + 1]
    return predicted


def _recursive(name: str, way: str, then: str, *, at_end: bool) -> str:
    """A template that calls itself with the text without its first or last blank."""
    blanks = {1: "\n"} if way == "newlines" else _BLANKS
    tests = []
    for size, characters in blanks.items():
        if at_end:  # the length of all but `size` bytes is where the last ones begin
            rest = f"slice . 0 (len (slice . {size}))"
            part = f"slice . (len (slice . {size}))"
        else:
            rest, part = f"slice . {size}", f"slice . 0 {size}"
        given = " ".join(map(_quoted, characters))
        enough = f"and (ge (len .) {size}) " if size > 1 else ""
        test = f"{enough}(eq ({part}) {given})" if enough else f"eq ({part}) {given}"
        tests.append(f'if {test} }}}}{{{{ template "{name}" ({rest}) }}}}')
    chain = "{{ else ".join(tests)
    return f"{{{{ if . }}}}{{{{ {chain}{{{{ else }}}}{then}{{{{ end }}}}{{{{ end }}}}"


def _quoted(character: str) -> str:
    number = ord(character)
    return f'"\\u{number:04x}"' if number > 0x7F else f'"{_SIMPLE[character]}"'
