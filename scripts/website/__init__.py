"""The site: the pages of docs/, and those that follow from the contract, in English and Chinese."""

from website.assembly import assemble

__all__ = ["assemble"]
