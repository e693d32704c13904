"""
Tests of exchange.
"""
