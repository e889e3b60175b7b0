#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The embedded academy keeps the contract: every operation, every documented status, through the validating proxy.

    IMAGIN_ACADEMY=…/imagin-academy test_academy.py

With IMAGIN_CONTRACT_RECORD=FILE, what was seen is added to FILE, which `test_coverage.py` (or `coverage.py FILE`) then judges.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import tap

if __name__ == "__main__":
    tap.main("academy_session", "academy_missions", "academy_statement", "academy_receipts", "academy_robust")
