"""The language, the fold and the rules of a deal: pure, no I/O."""
