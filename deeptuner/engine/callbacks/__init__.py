"""What happens at the borders of steps: the Trainer calls, each of these does one thing."""
