"""The generated client: what it sends, what it makes of answers, what it keeps to itself."""
