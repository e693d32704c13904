"""The part of the generated client that does not depend on the document; copied into it, but for this file."""
