"""
Tests of conformance.
"""
