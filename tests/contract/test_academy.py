#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The embedded academy keeps the contract: every operation, every documented status, through the validating proxy.

    IMAGIN_ACADEMY=…/imagin-academy test_academy.py

With IMAGIN_CONTRACT_RECORD=FILE, what was seen is added to FILE; the last line is that of `coverage.py` in any case.
"""

from __future__ import annotations

import sys
import unittest

import academy_missions
import academy_receipts
import academy_robust
import academy_session
import academy_statement
from case import RECORD
from harness import coverage_of


def main() -> int:
    """Run the suite, then judge what was seen."""
    loader = unittest.defaultTestLoader
    suite = unittest.TestSuite(loader.loadTestsFromModule(module) for module in
                               (academy_session, academy_missions, academy_statement, academy_receipts, academy_robust))
    passed = unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful()
    coverage = coverage_of(RECORD)
    for violation in coverage.violations:
        print(f"violation: {violation}", file=sys.stderr)
    for name, status in coverage.missing:
        print(f"never seen: {name} {status}", file=sys.stderr)
    print(coverage.summary(), flush=True)
    return 0 if passed and coverage.complete else 1


if __name__ == "__main__":
    sys.exit(main())
