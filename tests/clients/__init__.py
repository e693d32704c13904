"""Trial clients, broken and correct, and the judge on each."""
