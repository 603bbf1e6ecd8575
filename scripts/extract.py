"""Find and link names: `python scripts/extract.py [FILE…]`, the same as `kg extract`."""

import sys

from kg.__main__ import main

if __name__ == "__main__":
    sys.argv.insert(1, "extract")
    main()
