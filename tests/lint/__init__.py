"""
Tests of lint.
"""
