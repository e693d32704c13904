"""The one error of a regeneration.

Exception
└── GenerationError   nothing was generated, and the live tree is as it was
"""


class GenerationError(Exception):
    """Something that keeps the client from being generated; its text is the whole message."""
