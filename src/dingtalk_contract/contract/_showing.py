"""Texts made short for people."""


def shorten(text: str, most: int = 80) -> str:
    """Return a text with no more characters than these, and an ellipsis where some were cut off."""
    return text if len(text) <= most else f"{text[:most]}…"
