"""A client library for accessing DingTalk own-workflow API (钉钉自有工作流)"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
