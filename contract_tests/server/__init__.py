"""The proof for servers, one module a subject."""
