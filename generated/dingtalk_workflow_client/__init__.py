"""
A client of DingTalk's own-workflow API (钉钉自有工作流), generated from its contract; do not edit.
"""

__version__ = "1.0.0"

__all__ = ["__version__"]
