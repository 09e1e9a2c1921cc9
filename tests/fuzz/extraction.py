"""Guided fuzzing of what is read of a page, held against BeautifulSoup: ``extraction.py FOLDER -runs=N -seed=N``.

atheris (libFuzzer) chooses the bytes by the branches that they reach in the checker; hypothesis turns them into a page as
its property test does, and the same assertion judges it.  FOLDER keeps the inputs that reached something new; an empty
one is filled with bytes by chance, as short ones make no page.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import atheris

MAX_LENGTH = 4096
"""Bytes of an input."""

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "unit/check"), str(TESTS.parent / "generator")]

with atheris.instrument_imports(include=["microsites.check"]):
    import test_second_parser


def main() -> None:
    """Run until ``-runs`` inputs were tried, or one fails."""
    folder = Path(sys.argv[1])
    if not any(folder.iterdir()):
        chance = random.Random(1)
        for number in range(100):
            (folder / f"{number:03}").write_bytes(chance.randbytes(chance.randrange(200, MAX_LENGTH)))
    test = test_second_parser.test_addresses_and_anchors_are_those_that_a_second_parser_sees
    atheris.Setup([*sys.argv, f"-max_len={MAX_LENGTH}", "-len_control=0"], test.hypothesis.fuzz_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
