"""The window. It reads files and starts commands; it knows neither torch nor the engine."""
