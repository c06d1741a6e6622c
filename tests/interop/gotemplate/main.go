// Renders templates with Go's own text/template, set up as Ollama sets it up: a JSON object a line
// on standard input (template, values, now), a JSON object a line on standard output (text, error).
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"text/template"
	"time"
)

type message struct {
	Role       string
	Content    string
	Thinking   string
	Images     []string
	ToolCalls  []any
	ToolName   string
	ToolCallID string
}

type request struct {
	Template string
	Values   map[string]json.RawMessage
	Now      time.Time
}

type answer struct {
	Text  string `json:"text"`
	Error string `json:"error"`
}

func values(given map[string]json.RawMessage) (map[string]any, error) {
	found := map[string]any{}
	for name, raw := range given {
		var messages []*message
		if name == "Messages" {
			if err := json.Unmarshal(raw, &messages); err != nil {
				return nil, err
			}
			found[name] = messages
			continue
		}
		var value any
		if err := json.Unmarshal(raw, &value); err != nil {
			return nil, err
		}
		found[name] = value
	}
	return found, nil
}

func render(asked request) (string, error) {
	functions := template.FuncMap{
		"json": func(value any) string {
			text, _ := json.Marshal(value)
			return string(text)
		},
		"currentDate":   func(...string) string { return asked.Now.Format("2006-01-02") },
		"yesterdayDate": func(...string) string { return asked.Now.AddDate(0, 0, -1).Format("2006-01-02") },
	}
	parsed, err := template.New("").Option("missingkey=zero").Funcs(functions).Parse(asked.Template)
	if err != nil {
		return "", err
	}
	given, err := values(asked.Values)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	err = parsed.Execute(&text, given)
	return text.String(), err
}

func main() {
	input := bufio.NewReader(os.Stdin)
	output := json.NewEncoder(os.Stdout)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			return
		}
		var asked request
		var told answer
		if err = json.Unmarshal(line, &asked); err == nil {
			told.Text, err = render(asked)
		}
		if err != nil {
			told.Error = err.Error()
		}
		if output.Encode(told) != nil {
			return
		}
	}
}
