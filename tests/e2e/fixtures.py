# SPDX-License-Identifier: GPL-3.0-or-later
"""Receipts as people have them, made anew at each run: a photo, a scan, a PDF, and the files that must be refused."""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path

FONT = ("-font", "DejaVu-Sans")


@dataclass(frozen=True)
class Receipts:
    """The files of one run."""

    photo: Path
    ticket: Path
    invoice: Path
    empty: Path
    disguised: Path
    encrypted: Path
    large: Path


def tool(*command: str) -> None:
    """Runs a program that must succeed."""
    answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    if answer.returncode != 0:
        raise RuntimeError(f"{command[0]}: {answer.stderr.strip()}")


def sha256(path: Path) -> str:
    """The digest of a file, in lower hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def paper(path: Path, title: str, lines: list[str], size: str = "900x1200") -> Path:
    """A picture of a receipt with its lines."""
    words: list[str] = []
    for index, line in enumerate(lines):
        words += ["-annotate", f"+70+{320 + 70 * index}", line]
    tool("convert", "-size", size, "xc:#fdfbf5", *FONT, "-fill", "#222", "-pointsize", "54", "-annotate", "+70+150", title, "-pointsize", "34", *words,
         "-stroke", "#999", "-draw", "line 70,200 830,200", "-stroke", "none", str(path))
    return path


def pdf(path: Path, pages: int = 1) -> Path:
    """A PDF invoice."""
    pictures = [paper(path.with_name(f"{path.stem}-page-{page}.png"), "Hôtel de l’Exemple", [f"Facture n° 2026-0{page}", "1 nuit", "Total : 96,00 €"]) for page in range(1, pages + 1)]
    tool("convert", *map(str, pictures), "-density", "100", str(path))
    for picture in pictures:
        picture.unlink()
    return path


def make(folder: Path, limit: int) -> Receipts:
    """Makes every file; `limit` is the academy's, in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    photo = paper(folder / "ticket-peage.jpg", "Péage A89", ["Périgueux – Bordeaux", "16/06/2026 07:12", "12,40 €"])
    ticket = paper(folder / "parking.png", "Parking Victoire", ["Entrée 08:02", "Sortie 18:10", "14,00 €"])
    invoice = pdf(folder / "facture-hotel.pdf", 2)
    empty = folder / "vide.pdf"
    empty.write_bytes(b"")
    disguised = folder / "lettre.pdf"
    disguised.write_text("Ceci est un texte et non un PDF.\n", encoding="utf-8")
    encrypted = folder / "protege.pdf"
    tool("qpdf", "--encrypt", "secret", "secret", "256", "--", str(invoice), str(encrypted))
    large = folder / "trop-grand.png"
    large.write_bytes(ticket.read_bytes() + bytes(max(0, limit + 1 - ticket.stat().st_size)))
    return Receipts(photo, ticket, invoice, empty, disguised, encrypted, large)
