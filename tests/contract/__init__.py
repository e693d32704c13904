"""
Tests of contract.
"""
