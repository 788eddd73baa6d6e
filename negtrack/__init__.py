"""negtrack: what each party to a negotiation has said, what moved, how far apart, what is stuck."""

__version__ = "0.1.0"
