"""Small templates with what Go's text/template makes of them; the interop stage asks Go itself."""

from __future__ import annotations

from typing import Any

TALK: dict[str, Any] = {
    "System": "S",
    "Messages": [
        {"Role": "user", "Content": "eins"},
        {"Role": "assistant", "Content": "zwei ß"},
        {"Role": "user", "Content": ""},
    ],
}
LAST = "{{ $last := eq (len (slice $.Messages $i)) 1 }}"

CASES: list[tuple[str, dict[str, Any], str]] = [
    ("plain } text", {}, "plain } text"),
    ("a {{- 1 -}} b", {}, "a1b"),
    ("a \n{{- /* note */ -}}\n b", {}, "ab"),
    ("a {{/* }} */}} b", {}, "a  b"),
    ('{{ "a\\n\\u00e9\\"}}" }}{{ `\\n` }}', {}, 'a\né"}}\\n'),
    ("{{ true }} {{ -3 }} {{ .none }}", {}, "true -3 <no value>"),
    ("{{ .System }}{{ $.System }}", TALK, "SS"),
    ("{{ with .System }}<{{ . }}>{{ else }}no{{ end }}", TALK, "<S>"),
    ('{{ with "" }}<{{ . }}>{{ else }}{{ .System }}{{ end }}', TALK, "S"),
    ("{{ if .none }}a{{ else if .System }}b{{ else }}c{{ end }}", TALK, "b"),
    ("{{ if .none }}a{{ else if .none }}b{{ else }}c{{ end }}", TALK, "c"),
    ("{{ range .Messages }}[{{ .Role }}]{{ else }}none{{ end }}", TALK, "[user][assistant][user]"),
    ("{{ range .none }}x{{ else }}none{{ end }}", {}, "none"),
    (
        "{{ range $i, $m := .Messages }}{{ $i }}{{ $m.Role }},{{ end }}",
        TALK,
        "0user,1assistant,2user,",
    ),
    ("{{ range $m := .Messages }}{{ $m.Content }},{{ end }}", TALK, "eins,zwei ß,,"),
    ("{{ range $i, $_ := .Messages }}" + LAST + "{{ $last }} {{ end }}", TALK, "false false true "),
    (
        '{{ $x := "a" }}{{ if true }}{{ $x = "b" }}{{ $y := "c" }}{{ $y }}{{ end }}{{ $x }}',
        {},
        "cb",
    ),
    ('{{ $x := "a" }}{{ if true }}{{ $x := "b" }}{{ $x }}{{ end }}{{ $x }}', {}, "ba"),
    ("{{ $n := 0 }}{{ range .Messages }}{{ $n = len .Role }}{{ end }}{{ $n }}", TALK, "4"),
    ("{{ (index .Messages 1).Content }}", TALK, "zwei ß"),
    ("{{ range slice .Messages 1 }}{{ .Role }} {{ end }}", TALK, "assistant user "),
    ('{{ slice "größe" 0 2 }}{{ slice "größe" 2 4 }}{{ len "größe" }}', {}, "grö7"),
    ('{{ eq 1 2 1 }} {{ ne "a" "b" }} {{ lt 1 2 }} {{ ge "b" "a" }}', {}, "true true true true"),
    ('{{ and "" .none.none }}|{{ or "x" .none.none }}|{{ not "" }}', {}, "|x|true"),
    ('{{ and "a" "b" }}{{ or "" 0 }}', {}, "b0"),
    ('{{ if and (eq .System "S") (not .none) }}y{{ end }}', TALK, "y"),
    ('{{ "x" | len }}{{ .System | print "a" }}{{ 3 | eq 3 }}', TALK, "1aStrue"),
    ('{{ print 1 2 "a" "b" 3 }}', {}, "1 2ab3"),
    ('{{ json "<a&b>é" }}', {}, '"\\u003ca\\u0026b\\u003eé"'),
    ('{{ range .Messages }}{{ if eq .Role "assistant" }}{{ break }}{{ end }}a{{ end }}', TALK, "a"),
    (
        '{{ range .Messages }}{{ if eq .Role "assistant" }}{{ continue }}{{ end }}a{{ end }}',
        TALK,
        "aa",
    ),
    ('{{ define "t" }}<{{ . }}>{{ end }}{{ template "t" .System }}', TALK, "<S>"),
    ('{{ template "t" }}{{ define "t" }}{{ $ }}{{ end }}', {}, "<no value>"),
    # Cuts the blanks off the end: a template may call itself.
    (
        '{{ define "cut" }}{{ if . }}{{ $n := len (slice . 1) }}{{ if eq (slice . $n) " " }}'
        '{{ template "cut" (slice . 0 $n) }}{{ else }}{{ . }}{{ end }}{{ end }}{{ end }}'
        '[{{ template "cut" "é 你  " }}]',
        {},
        "[é 你]",
    ),
]

REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("{{ if true }}a", {}),
    ("{{ end }}", {}),
    ("{{ if true }}a{{ else }}b{{ else }}c{{ end }}", {}),
    ("{{ nothing }}", {}),
    ("{{ $x }}", {}),
    ("{{ }}", {}),
    ("{{ .A", {}),
    ('{{ "a }}', {}),
    ('{{ "\\q" }}', {}),
    ("{{ index .Messages 9 }}", TALK),
    ("{{ slice .System 0 9 }}", TALK),
    ('{{ eq 1 "1" }}', {}),
    ("{{ .System.Name }}", TALK),
    ("{{ range .System }}{{ end }}", TALK),
    ('{{ template "none" }}', {}),
    ("{{ (.System }}", TALK),
    ("{{ .System 1 }}", TALK),
]
