"""The Help page: key terms, guides, pictures, and what the program is made of."""
