#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says how much of the contract was seen: every operation, every documented status, and no violation.

    coverage.py [--contract FILE] RECORD…

Prints one line, `contract operations=N/N statuses=N/N violations=0`. Where something is missing or was violated, it
names it and ends with 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterable

from contract import CONTRACT, Contract


@dataclass
class Coverage:
    """What the records say of a contract."""

    contract: Contract
    seen: Counter[tuple[str, int]] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)

    def read(self, lines: Iterable[str]) -> None:
        """Take the lines of a record in."""
        for line in lines:
            entry = json.loads(line)
            if "violation" in entry:
                self.violations.append(f"{entry['request']} → {entry['status']}: {entry['violation']}\n    {entry['body']}")
            else:
                self.seen[entry["seen"], entry["status"]] += 1

    @property
    def missing(self) -> list[tuple[str, int]]:
        """What is documented and was never seen."""
        return sorted(self.contract.pairs() - set(self.seen))

    @property
    def complete(self) -> bool:
        """True where all was seen and nothing was violated."""
        return not self.missing and not self.violations

    def summary(self) -> str:
        """The line that the run prints."""
        pairs = self.contract.pairs()
        operations = {operation.id for operation in self.contract.operations}
        seen = pairs & set(self.seen)
        return (f"contract operations={len({name for name, _ in seen})}/{len(operations)} "
                f"statuses={len(seen)}/{len(pairs)} violations={len(self.violations)}")


def main() -> int:
    """Read the records and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contract", default=CONTRACT, type=Path)
    parser.add_argument("records", nargs="+", type=Path, metavar="RECORD")
    options = parser.parse_args()
    coverage = Coverage(Contract.read(options.contract))
    for path in options.records:
        with open(path, encoding="utf-8") as stream:
            coverage.read(stream)
    print(coverage.summary())
    for name, status in coverage.missing:
        print(f"never seen: {name} {status}", file=sys.stderr)
    for violation in coverage.violations:
        print(f"violation: {violation}", file=sys.stderr)
    return 0 if coverage.complete else 1


if __name__ == "__main__":
    sys.exit(main())
