"""The emulator, asked with and without a socket."""
