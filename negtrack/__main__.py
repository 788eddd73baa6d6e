"""`python -m negtrack`: the same program as `negtrack`."""

from negtrack.cli import main

if __name__ == "__main__":
    main()
