"""Make the graph and the site: `python scripts/build_site.py [--root DIR] [--site-url URL]`, the same as `kg build`."""

import sys

from kg.__main__ import main

if __name__ == "__main__":
    sys.argv.insert(1, "build")
    main()
