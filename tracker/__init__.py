"""The deal-status tracker: where a contested deal stood on a date, and how we know."""

__version__ = "0.1.0"
