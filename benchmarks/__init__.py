"""What negtrack takes, in seconds and bytes, beside a bare interpreter and beside other tools."""
