"""The one error of a release.

Exception
└── ReleaseError   nothing was released, and the tree is as it was
"""


class ReleaseError(Exception):
    """Something that keeps the contract from being released; its text is the whole message."""
