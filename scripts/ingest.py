"""Add sources from files or addresses: `python scripts/ingest.py PATH|URL…`, the same as `kg ingest`."""

import sys

from kg.__main__ import main

if __name__ == "__main__":
    sys.argv.insert(1, "ingest")
    main()
