"""What to do about a book that is not what it should be."""

RESTORE = "go back to a backup that verifies, or import an export of that time into a new book"
REBUILD = "tracker rebuild makes it anew from the log"
EXPORT = "tracker export --all --format jsonl, imported into a new book, makes it whole"
