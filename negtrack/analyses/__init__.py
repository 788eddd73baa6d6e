"""The analyses, one file each: a record and options in, one Report out; no file, git or clock."""
