# SPDX-License-Identifier: GPL-3.0-or-later
"""Missions: whole, by pages, what changed, what is gone; convocations, remarks, rate cards."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from case import SMALL_PDF, TOO_LONG, AcademyCase
from harness import new_id

UNKNOWN = "no-such-mission"


class Lists(AcademyCase):
    """The list, in all its forms."""

    def pages(self, path: str) -> list[dict[str, Any]]:
        """Follow the links to the end."""
        pages = []
        while path:
            answer = self.ok(self.me.get(path))
            pages.append(answer.json)
            link = re.fullmatch(r'<(/v1/missions\?[^>]*)>; rel="next"', answer.headers.get("Link"))
            path = link[1] if link else ""
            self.assertLess(len(pages), 1000)
        return pages

    def test_pages_hold_each_mission_once(self) -> None:
        whole = [mission["id"] for mission in self.missions()]
        self.assertGreater(len(whole), 2)
        pages = self.pages("/v1/missions?limit=2")
        self.assertTrue(all(len(page["items"]) <= 2 for page in pages))
        self.assertEqual(sorted(whole), sorted(mission["id"] for page in pages for mission in page["items"]))
        self.assertEqual(1, len({page["cursor"] for page in pages}))
        self.assertEqual([self.nobody.get("/.well-known/imagin").json["epoch"]] * len(pages), [page["epoch"] for page in pages])

    def test_not_modified(self) -> None:
        answer = self.ok(self.me.get("/v1/missions"))
        again = self.me.get("/v1/missions", If_None_Match=answer.etag)
        self.assertEqual((304, b""), (again.status, again.body))
        self.ok(self.me.put(self.path(self.mission(), "remarks", new_id()), {"text": "Bonjour.", "field": None}), 201)
        self.ok(self.me.get("/v1/missions", If_None_Match=answer.etag))

    def test_parameters_out_of_bounds(self) -> None:
        for query in ("limit=0", "limit=501", "limit=two", "limit=-1", "limit=", "limit=99999999999999999999", "page=made-up"):
            with self.subTest(query):
                self.assert_problem(self.me.get(f"/v1/missions?{query}"), 400)

    def test_only_what_changed(self) -> None:
        mission = self.mission()

        def save() -> None:
            self.ok(self.save(mission, self.entered(mission, 7)))

        def certify() -> None:
            self.academy.command("office", "certify", mission["id"], "--part", "work")

        def attach() -> None:
            self.attached(mission, SMALL_PDF)

        def write() -> None:
            self.ok(self.me.put(self.path(mission, "remarks", new_id()), {"text": "Bonjour.", "field": None}), 201)

        cursor = self.pages("/v1/missions")[-1]["cursor"]
        for act in (save, certify, attach, write):
            with self.subTest(act.__name__):
                nothing = self.pages(f"/v1/missions?changed_since={quote(cursor)}")
                self.assertEqual([], [item for page in nothing for item in page["items"]])
                act()
                pages = self.pages(f"/v1/missions?changed_since={quote(cursor)}")
                self.assertEqual([mission["id"]], [item["id"] for page in pages for item in page["items"]])
                self.assertEqual([], [gone for page in pages for gone in page["gone"]])
                cursor = pages[-1]["cursor"]

    def test_what_is_gone_leaves_a_tombstone(self) -> None:
        cursor = self.pages("/v1/missions")[-1]["cursor"]
        gone = self.missions()[-1]
        self.academy.command("office", "withdraw", gone["id"])
        pages = self.pages(f"/v1/missions?changed_since={quote(cursor)}")
        self.assertEqual([gone["id"]], [item["id"] for page in pages for item in page["gone"]])
        self.assertEqual([], [item for page in pages for item in page["items"]])
        self.assertNotIn(gone["id"], [mission["id"] for mission in self.missions()])
        self.assert_problem(self.me.get(self.path(gone)), 404, "not-found")
        self.assertEqual([], [item for page in self.pages("/v1/missions") for item in page["gone"]])

    def test_a_cursor_of_another_time(self) -> None:
        self.assert_problem(self.me.get("/v1/missions?changed_since=of-another-epoch"), 410, "cursor-gone")


class One(AcademyCase):
    """One mission and what hangs on it."""

    def test_it_is_what_the_list_says(self) -> None:
        mission = self.mission()
        answer = self.ok(self.me.get(self.path(mission)))
        self.assertEqual(mission, answer.json)
        again = self.me.get(self.path(mission), If_None_Match=answer.etag)
        self.assertEqual((304, b""), (again.status, again.body))
        self.ok(self.save(mission, self.entered(mission, 11)))
        self.ok(self.me.get(self.path(mission), If_None_Match=answer.etag))

    def test_an_unknown_one(self) -> None:
        for steps in ((), ("convocation",), ("statement",), ("statement", "history"), ("statement", "receipts"), ("remarks",)):
            with self.subTest(steps):
                self.assert_problem(self.me.get(self.path(UNKNOWN, *steps)), 404)

    def test_the_convocation_is_a_document(self) -> None:
        mission = self.mission(lambda mission: mission["convocation"] is not None)
        answer = self.ok(self.me.get(self.path(mission, "convocation")))
        self.assertEqual("application/pdf", answer.headers["Content-Type"])
        self.assertTrue(answer.body.startswith(b"%PDF-"))
        self.assertEqual(mission["convocation"]["bytes"], len(answer.body))
        self.assertEqual(answer.body, self.me.get(self.path(mission, "convocation")).body)

    def test_a_first_mission_of_the_day_is_a_mission(self) -> None:
        missions = self.missions()
        known = {mission["id"] for mission in missions}
        for mission in missions:
            self.assertIn(mission["first_mission_of_day"], known | {None})

    def test_a_mission_at_home_has_no_travel_part(self) -> None:
        for mission in self.missions():
            if mission["place"] is None:
                self.assertNotIn("travel", [part["part"] for part in mission["statement"]["parts"]])


class Remarks(AcademyCase):
    """What the person writes to the office."""

    def test_written_once(self) -> None:
        mission, remark = self.mission(), new_id()
        path, body = self.path(mission, "remarks", remark), {"text": "Il manque 12 copies.", "field": "/work/entries/0/quantity"}
        first = self.ok(self.me.put(path, body), 201)
        self.assertEqual((remark, body["text"], body["field"]), tuple(first.json[key] for key in ("id", "text", "field")))
        self.assertEqual(first.json, self.ok(self.me.put(path, body), 200).json)
        items = self.ok(self.me.get(self.path(mission, "remarks"))).json["items"]
        self.assertEqual([first.json], [item for item in items if item["id"] == remark])

    def test_refused(self) -> None:
        mission = self.mission()
        path = self.path(mission, "remarks", new_id())
        self.assert_problem(self.nobody.put(path, {"text": "Bonjour.", "field": None}), 401)
        self.assert_problem(self.me.put(path, b"{", Content_Type="application/json"), 400)
        self.assert_problem(self.me.put(self.path(mission, "remarks", "not-a-uuid"), {"text": "Bonjour.", "field": None}), 400)
        self.assert_problem(self.me.put(self.path(UNKNOWN, "remarks", new_id()), {"text": "Bonjour.", "field": None}), 404)
        problem = self.assert_problem(self.me.put(path, {"text": "", "field": None}), 422)
        self.assertEqual(["/text"], [error["pointer"] for error in problem["errors"]])
        self.assert_problem(self.me.put(path, {"text": "x" * 4001, "field": None}), 422)
        self.assert_problem(self.me.put(path, TOO_LONG), 413)


class RateCards(AcademyCase):
    """Amounts by date."""

    def test_the_cards(self) -> None:
        answer = self.ok(self.me.get("/v1/rate-cards"))
        self.assertIn("kilometre", {row["kind"] for card in answer.json["items"] for row in card["rows"]})
        again = self.me.get("/v1/rate-cards", If_None_Match=answer.etag)
        self.assertEqual((304, b""), (again.status, again.body))
