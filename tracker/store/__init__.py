"""The book: the only place that knows of the library, of SQL and of migrations."""
