"""The tests that judge gateways."""
