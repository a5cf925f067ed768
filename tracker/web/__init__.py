"""The page: the same questions as the command line, in a browser and as an HTTP API."""
