"""What each operation does beyond being validated: one module each, named like the operation."""
