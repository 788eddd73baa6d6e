"""The tables as files: one file a format, each from tables to bytes, and nothing written yet."""
