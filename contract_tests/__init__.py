"""The proof: tests that judge servers, gateways and clients against the contract."""
