"""The export card: a merged model as a GGUF file, and in Ollama."""
