"""Text and bytes, no I/O."""
