"""A TEMPLATE in Go, put together from the shape of a chat template.

All text is written as quoted strings, so that no white space between actions counts, nothing needs
to be dropped or quoted in a Modelfile, and `{{` in a template's own words does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from deeptuner.engine.ollama.grammar import is_printable
from deeptuner.engine.ollama.shape import DATE_HOLE, SYSTEM_HOLE, Gap, Kind, Shape
from deeptuner.engine.ollama.spaces import Spaces

TESTS: Final = {
    "right_last": "eq $rest 1",
    "left_first": "eq $i 1",
    "right_last_user": "eq $i $lastUser",
    "left_last_user": "eq $before $lastUser",
}
AT_END: Final = {
    "left_first": "eq $i 0",
    "left_last_user": "eq $i $lastUser",
}
_ESCAPES: Final = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
HEAD: Final = """\
{{- $system := "" }}{{ $given := false }}{{ $turns := .Messages }}
{{- if .Messages }}{{ if eq (index .Messages 0).Role "system" }}
{{- $system = (index .Messages 0).Content }}{{ $given = true }}{{ $turns = slice .Messages 1 }}
{{- end }}{{ end }}
"""
LAST_USER: Final = """\
{{- $lastUser := -1 }}{{ $before := -1 }}
{{- range $i, $m := $turns }}{{ if eq $m.Role "user" }}{{ $lastUser = $i }}{{ end }}{{ end }}
"""


def assemble(shape: Shape, spaces: Mapping[str, Spaces]) -> str:
    """The TEMPLATE. `spaces` says for each role what is cut off around its words."""
    return _Assembly(shape, spaces).text()


class _Assembly:
    def __init__(self, shape: Shape, spaces: Mapping[str, Spaces]) -> None:
        self._shape = shape
        self._spaces = spaces

    def text(self) -> str:
        loop = (
            "{{- range $i, $m := $turns }}{{ $rest := len (slice $turns $i) }}\n"
            '{{- if eq $m.Role "user" }}\n'
            f"{self._turn('user', 'start', 'assistant')}"
            '{{- else if eq $m.Role "assistant" }}\n'
            f"{self._turn('assistant', 'user')}"
            f"{self._later_system()}"
            "{{- end }}"
        )
        last_user = LAST_USER if "$lastUser" in loop else ""
        kept = "{{ $before = $i }}" if last_user else ""
        if self._shape.between:
            last_user += '{{- $role := "" }}\n'
            kept += "{{ $role = $m.Role }}"
        return f"{self._definitions()}{HEAD}{last_user}{loop}{kept}\n{{{{- end }}}}"

    def _definitions(self) -> str:
        needed: dict[str, str] = {}
        for spaces in self._spaces.values():
            needed |= spaces.definitions()
        return "".join(
            f'{{{{- define "{name}" }}}}{text}{{{{ end }}}}\n' for name, text in needed.items()
        )

    def _turn(self, role: Kind, *before: Kind) -> str:
        """What leads to a message, its words, and what closes the conversation if it is last."""
        leading = [self._gap(self._shape.gaps[one, role], TESTS) for one in before]
        lead = leading[0]
        if len(leading) > 1:
            lead = _either("eq $i 0", lead, self._after_system(leading[1]))
        closing = self._gap(self._shape.gaps[role, "end"], AT_END)
        last = f"{{{{- if eq $rest 1 }}}}\n{closing}{{{{- end }}}}\n" if closing else ""
        return lead + self._words("$m.Content", role) + last

    def _after_system(self, lead: str) -> str:
        if self._shape.between is None:
            return lead
        return _either('eq $role "system"', self._written(self._shape.between[1]), lead)

    def _later_system(self) -> str:
        """A system prompt in the middle of the conversation, in a turn of its own."""
        if self._shape.between is None:
            return ""
        before = self._written(self._shape.between[0])
        return f'{{{{- else if eq $m.Role "system" }}}}\n{before}{{{{- $m.Content }}}}\n'

    def _words(self, value: str, role: str) -> str:
        name = self._spaces[role].name
        return f'{{{{- template "{name}" {value} }}}}\n' if name else f"{{{{- {value} }}}}\n"

    def _gap(self, gap: Gap, tests: Mapping[str, str]) -> str:
        """The gap's text by cases: first by its place, then by the system prompt."""
        order = sorted(gap.features, key=lambda one: one == "system")
        place = {one: number for number, one in enumerate(gap.features)}
        return self._cases(order, place, dict(gap.texts), tests)

    def _cases(
        self,
        order: list[str],
        place: Mapping[str, int],
        texts: dict[tuple[Any, ...], str],
        tests: Mapping[str, str],
    ) -> str:
        if not order:
            return self._written(next(iter(texts.values())))
        first, *rest = order
        groups: dict[Any, dict[tuple[Any, ...], str]] = {}
        for key, text in texts.items():
            groups.setdefault(key[place[first]], {})[key] = text
        if first == "system":
            return self._by_system({state: next(iter(g.values())) for state, g in groups.items()})
        written = {value: self._cases(rest, place, g, tests) for value, g in groups.items()}
        if len(written) == 1:
            return next(iter(written.values()))
        return _either(tests[first], written[True], written[False])

    def _by_system(self, texts: Mapping[str, str]) -> str:
        """As few branches as tell no, an empty and a real system prompt apart."""
        none = texts["none"]
        given = texts.get("given", none)
        empty = texts.get("empty", none)
        as_given = given.replace(SYSTEM_HOLE, "")
        if empty == as_given:
            return _either("$given", self._written(given), self._written(none))
        rest = _either("$given", self._written(empty), self._written(none))
        return _either("$system", self._written(given), rest)

    def _written(self, text: str) -> str:
        """Quoted text, with the system prompt and the date in their places."""
        holes: dict[str, Callable[[], str]] = {
            SYSTEM_HOLE: lambda: self._words("$system", "system"),
            DATE_HOLE: lambda: "{{- currentDate }}\n",
        }
        parts, plain = [], ""
        for character in text:
            if character in holes:
                parts += [_literal(plain), holes[character]()]
                plain = ""
            else:
                plain += character
        return "".join([*parts, _literal(plain)])


def _either(test: str, one: str, other: str) -> str:
    if one == other:
        return one
    if not one:
        return f"{{{{- if not ({test}) }}}}\n{other}{{{{- end }}}}\n"
    otherwise = f"{{{{- else }}}}\n{other}" if other else ""
    return f"{{{{- if {test} }}}}\n{one}{otherwise}{{{{- end }}}}\n"


def _literal(text: str) -> str:
    return f'{{{{- "{"".join(map(_escaped, text))}" }}}}\n' if text else ""


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if is_printable(character):
        return character
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
