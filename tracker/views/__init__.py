"""A question in, small frozen records out: pure."""
