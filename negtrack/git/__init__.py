"""What is asked of git, a file per kind of question; `program` alone runs it."""
