"""The commands, one file each: arguments in, one answer out, an exit code back."""
