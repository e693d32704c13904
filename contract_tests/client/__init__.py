"""The tests that judge a client."""
