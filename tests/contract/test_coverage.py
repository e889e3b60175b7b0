#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the whole run sent through the validating proxies: every operation and every documented status was seen, and nothing was wrong."""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap
from harness import coverage_of


class Coverage(unittest.TestCase):
    """Read from the record that the integration tests of this run wrote."""

    def test_the_whole_contract_was_seen_and_kept(self) -> None:
        coverage = coverage_of(Path(os.environ["IMAGIN_CONTRACT_RECORD"]))
        print(coverage.summary())
        self.assertEqual([], coverage.violations)
        self.assertEqual([], coverage.missing)


if __name__ == "__main__":
    tap.main()
