"""The tests of what was seen under load."""
