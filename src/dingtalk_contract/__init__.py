"""The contract of one DingTalk (钉钉) endpoint, and the programs that follow from it."""

__version__ = "0.1.0"
