"""``python -m dutygraph.seed OUT [--seed N]``: write the sheets of the seed county into a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from .county import write


def main() -> None:
    """Write the county; an existing folder keeps files of other names."""
    parser = argparse.ArgumentParser(prog="python -m dutygraph.seed", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=2014)
    arguments = parser.parse_args()
    files = write(arguments.out, arguments.seed)
    print(f"{len(files)} files, {sum(file.stat().st_size for file in files) / 1e6:.2f} MB: {arguments.out}")


if __name__ == "__main__":
    main()
