"""
Tests of the diff.
"""
