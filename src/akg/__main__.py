"""Lets `python -m akg` do what `akg` does."""

from akg.cli import main

if __name__ == "__main__":
    main()
