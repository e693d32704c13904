"""The scripts, watched from outside."""
