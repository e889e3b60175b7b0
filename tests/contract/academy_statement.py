# SPDX-License-Identifier: GPL-3.0-or-later
"""The statement: saved, in conflict, declared absent, validated, returned."""

from __future__ import annotations

from case import TOO_LONG, AcademyCase, is_closed, open_parts, part_of, typed_field
from harness import new_id, sha256

UNKNOWN = "no-such-mission"


class Save(AcademyCase):
    """What the person enters, kept."""

    def test_what_was_saved_is_read(self) -> None:
        mission = self.mission()
        before = self.statement(mission)
        answer = self.ok(self.save(mission, self.entered(mission, 36)))
        self.assertEqual(36, answer.json["work"]["entries"][0]["quantity"])
        self.assertEqual(answer.etag, answer.json["etag"])
        self.assertGreater(answer.json["version"], before.json["version"])
        self.assertEqual("intervener", answer.json["changed_by"]["who"])
        now = self.statement(mission)
        self.assertEqual((answer.etag, answer.json), (now.etag, now.json))
        again = self.me.get(self.path(mission, "statement"), If_None_Match=now.etag)
        self.assertEqual((304, b""), (again.status, again.body))
        self.ok(self.me.get(self.path(mission, "statement"), If_None_Match=before.etag))

    def test_a_repeated_save_is_harmless(self) -> None:
        mission = self.mission()
        first = self.ok(self.save(mission, self.entered(mission, 41)))
        second = self.ok(self.save(mission, first.json))
        self.assertEqual((first.etag, first.json), (second.etag, second.json))

    def test_what_is_unknown_survives(self) -> None:
        mission = self.mission()
        self.ok(self.save(mission, self.entered(mission, 12, origin="carnet")))
        self.assertEqual("carnet", self.statement(mission).json["work"]["entries"][0]["origin"])

    def test_what_is_not_theirs_is_ignored(self) -> None:
        mission = self.mission()
        statement = self.entered(mission, 13)
        statement["parts"] = [{**part, "amount_cents": 100_000_000, "status": {"code": "paid", "label": "Accepté"}}
                              for part in statement["parts"]]
        statement["reported"] = []
        answer = self.ok(self.save(mission, statement)).json
        self.assertEqual(mission["statement"]["reported"], answer["reported"])
        for before, after in zip(mission["statement"]["parts"], answer["parts"]):
            self.assertEqual((before["amount_cents"], before["status"]), (after["amount_cents"], after["status"]))

    def test_note_and_post(self) -> None:
        mission = self.mission()
        statement = self.statement(mission).json | {"note": "Copies reçues le 24.", "receipts_by_post": True}
        answer = self.ok(self.save(mission, statement)).json
        self.assertEqual(("Copies reçues le 24.", True), (answer["note"], answer["receipts_by_post"]))
        self.ok(self.save(mission, answer | {"note": None, "receipts_by_post": False}))

    def test_travel(self) -> None:
        mission = self.mission(lambda mission: "travel" in open_parts(mission))
        statement = self.statement(mission).json
        statement["travel"] = {
            "journeys": [{"id": new_id(), "left_at": "2026-06-22T06:40:00+02:00", "left_from": "home",
                          "arrived_back_at": "2026-06-23T14:50:00+02:00", "means": "car", "vehicle_id": None,
                          "authorised": True, "distance_km": 120, "return_trip": True, "fare_cents": None,
                          "tolls_cents": 1860, "parking_cents": None}],
            "nights": [{"date": "2026-06-22", "commune": "Bordeaux", "commune_code": "33063", "claimed": True,
                        "invoice_paid": True, "provided_free": False}],
            "meals": [{"date": "2026-06-22", "kind": "dinner", "claimed": True, "canteen": False, "provided_free": False}],
        }
        self.assertEqual(statement["travel"], self.ok(self.save(mission, statement)).json["travel"])

    def test_somebody_else_was_faster(self) -> None:
        mission = self.mission()
        mine = self.entered(mission, 20)
        self.academy.command("office", "certify", mission["id"], "--part", "work")
        answer = self.save(mission, mine)
        problem = self.assert_problem(answer, 412, "changed-elsewhere")
        now = self.statement(mission)
        self.assertEqual((now.etag, now.json), (answer.etag, problem["current"]))
        self.assertEqual("office", problem["current"]["changed_by"]["who"])
        self.ok(self.save(mission, mine, problem["current"]["etag"]))

    def test_the_marking_tool_reports(self) -> None:
        mission = self.mission(lambda mission: mission["type"]["code"] == "marking" and mission["statement"]["reported"])
        field = mission["statement"]["reported"][0]["field"]
        self.academy.command("report", mission["id"], "--field", field, "--quantity", "97")
        statement = self.statement(mission).json
        self.assertEqual("marking_tool", statement["changed_by"]["who"])
        self.assertEqual(97, next(item["quantity"] for item in statement["reported"] if item["field"] == field))

    def test_a_closed_part(self) -> None:
        mission = self.mission(is_closed)
        statement = self.entered(mission, 3)
        self.assert_problem(self.save(mission, statement), 409, "part-closed")

    def test_refused(self) -> None:
        mission = self.mission()
        path, statement, field = self.path(mission, "statement"), self.entered(mission, 1), typed_field(mission)
        assert field is not None
        self.assert_problem(self.nobody.put(path, statement, If_Match=statement["etag"]), 401, "sign-in-required")
        self.assert_problem(self.me.put(path, statement), 428)
        self.assert_problem(self.me.put(path, TOO_LONG, If_Match=statement["etag"]), 413)
        self.assert_problem(self.me.put(path, b"{", If_Match=statement["etag"], Content_Type="application/json"), 400)
        self.assert_problem(self.me.put(path, [], If_Match=statement["etag"]), 400)
        self.assert_problem(self.me.put(self.path(UNKNOWN, "statement"), statement, If_Match=statement["etag"]), 404)
        for quantity in [-1] + ([field["maximum"] + 1] if field["maximum"] is not None else []):
            problem = self.assert_problem(self.save(mission, self.entered(mission, quantity)), 422)
            self.assertEqual(["/work/entries/0/quantity"], [error["pointer"] for error in problem["errors"]])
        self.assert_problem(self.me.put(path, statement, If_Match="*"), 428)
        self.assertEqual(statement["etag"], self.statement(mission).etag, "a refused save changes nothing")


class Absence(AcademyCase):
    """The person's word that they did not do it."""

    def test_declared_and_withdrawn(self) -> None:
        mission = self.mission()
        path, etag = self.path(mission, "statement", "absence"), self.statement(mission).etag
        declared = self.ok(self.me.put(path, {"reason": "Arrêt de travail."}, If_Match=etag))
        self.assertEqual("Arrêt de travail.", declared.json["not_performed"]["reason"])
        self.assertEqual([part["status"] for part in mission["statement"]["parts"]],
                         [part["status"] for part in declared.json["parts"]])
        same = self.ok(self.me.put(path, {"reason": "Arrêt de travail."}, If_Match=declared.etag))
        self.assertEqual(declared.json, same.json)
        withdrawn = self.ok(self.me("DELETE", path, If_Match=same.etag))
        self.assertIsNone(withdrawn.json["not_performed"])
        self.assertNotEqual(same.etag, withdrawn.etag)

    def test_refused(self) -> None:
        mission = self.mission()
        path, statement = self.path(mission, "statement", "absence"), self.statement(mission)
        reason, stale = {"reason": "Arrêt de travail."}, '"of-another-day"'
        self.assert_problem(self.nobody.put(path, reason, If_Match=statement.etag), 401)
        self.assert_problem(self.nobody("DELETE", path, If_Match=statement.etag), 401)
        self.assert_problem(self.me.put(path, reason), 428)
        self.assert_problem(self.me.put(path, TOO_LONG, If_Match=statement.etag), 413)
        self.assert_problem(self.me("DELETE", path), 428)
        for answer in (self.me.put(path, reason, If_Match=stale), self.me("DELETE", path, If_Match=stale)):
            problem = self.assert_problem(answer, 412, "changed-elsewhere")
            self.assertEqual((statement.etag, statement.json), (answer.etag, problem["current"]))
        self.assert_problem(self.me.put(path, b"{", If_Match=statement.etag, Content_Type="application/json"), 400)
        problem = self.assert_problem(self.me.put(path, {"reason": ""}, If_Match=statement.etag), 422)
        self.assertEqual(["/reason"], [error["pointer"] for error in problem["errors"]])
        elsewhere = self.path(UNKNOWN, "statement", "absence")
        self.assert_problem(self.me.put(elsewhere, reason, If_Match=stale), 404)
        self.assert_problem(self.me("DELETE", elsewhere, If_Match=stale), 404)

    def test_once_the_office_answered_it_is_too_late(self) -> None:
        mission = self.mission()
        path, etag, reason = self.path(mission, "statement", "absence"), self.statement(mission).etag, {"reason": "Malade."}
        self.ok(self.me.put(path, reason, If_Match=etag))
        self.academy.command("office", "cancel", mission["id"])
        etag = self.statement(mission).etag
        self.assert_problem(self.me.put(path, reason, If_Match=etag), 409, "part-closed")
        self.assert_problem(self.me("DELETE", path, If_Match=etag), 409, "part-closed")
        self.academy.command("office", "restore", mission["id"])
        restored = self.ok(self.me("DELETE", path, If_Match=self.statement(mission).etag)).json
        self.assertEqual([part["status"] for part in mission["statement"]["parts"]], [part["status"] for part in restored["parts"]])


class Validate(AcademyCase):
    """Final, and once."""

    def test_validated_once_whatever_is_lost(self) -> None:
        mission, validation = self.mission(), new_id()
        self.ok(self.save(mission, self.entered(mission, 36)))
        etag = self.statement(mission).etag
        first = self.ok(self.validate(mission, ["work"], etag=etag, validation=validation), 201)
        self.assertEqual((validation, ["work"]), (first.json["id"], first.json["parts"]))
        work = part_of(first.json["statement"], "work")
        assert work is not None
        self.assertEqual(("validated", False), (work["status"]["code"], work["writable"]))
        self.assertIsNotNone(work["validated_at"])
        self.assertEqual(first.etag, first.json["statement"]["etag"])
        again = self.ok(self.validate(mission, ["work"], etag=etag, validation=validation), 200)
        self.assertEqual(first.json["number"], again.json["number"])
        done = [item for item in self.history(mission) if item["to"]["code"] == "validated"]
        self.assertEqual(1, len(done))
        self.assertEqual(("work", "intervener"), (done[0]["part"], done[0]["who"]))
        self.check_closed(mission, etag)
        self.check_returned(mission)

    def check_closed(self, mission: dict[str, object], etag: str) -> None:
        """What is validated is read-only; another validation is refused."""
        self.assert_problem(self.save(mission, self.entered(mission, 37)), 409, "part-closed")
        self.assert_problem(self.validate(mission, ["work"]), 409, "part-closed")
        self.assert_problem(self.validate(mission, ["work"], etag=etag), 412, "changed-elsewhere")

    def check_returned(self, mission: dict[str, object]) -> None:
        """The office returns it with a remark; it can be validated anew."""
        identifier = str(mission["id"])
        self.academy.command("office", "return", identifier, "--part", "work", "--remark", "Recomptez.",
                             "--field", "/work/entries/0/quantity")
        work = part_of(self.statement(mission).json, "work")
        assert work is not None
        self.assertEqual(("to_validate", True, "Recomptez.", "/work/entries/0/quantity"),
                         (work["status"]["code"], work["writable"], work["remark"]["text"], work["remark"]["field"]))
        last = self.history(mission)[-1]
        self.assertEqual(("office", "return", "Recomptez."), (last["who"], last["verb"], last["remark"]))
        self.ok(self.validate(mission, ["work"]), 201)
        self.academy.command("office", "certify", identifier, "--part", "work")
        self.academy.command("office", "verify", identifier, "--part", "work", "--amount-cents", "18000")
        self.academy.command("office", "liquidate", identifier, "--part", "work")
        self.academy.command("office", "pay", identifier, "--part", "work", "--amount-cents", "18000", "--on", "2026-09-30")
        work = part_of(self.statement(mission).json, "work")
        assert work is not None
        self.assertEqual(("paid", 18000, 18000, "2026-09-30"),
                         (work["status"]["code"], work["amount_cents"], work["paid_cents"], work["paid_on"]))

    def history(self, mission: dict[str, object]) -> list[dict[str, dict[str, str]]]:
        """The history, in its order."""
        items = self.ok(self.me.get(self.path(mission, "statement", "history"))).json["items"]
        self.assertEqual(items, sorted(items, key=lambda item: item["at"]))
        return list(items)

    def test_a_receipt_that_is_not_there(self) -> None:
        mission, missing, data = self.mission(), new_id(), b"%PDF-1.4 never sent"
        self.ok(self.save(mission, self.entered(mission, 36)))
        etag = self.statement(mission).etag
        for receipts in ([{"id": missing, "sha256": sha256(data)}], [{"id": self.attached(mission), "sha256": sha256(data)}]):
            problem = self.assert_problem(self.validate(mission, ["work"], receipts), 409, "receipt-missing")
            self.assertEqual(["/receipts/0"], [error["pointer"] for error in problem["errors"]])
        self.assertEqual(etag, self.statement(mission).etag, "nothing was validated")

    def test_refused(self) -> None:
        mission = self.mission()
        path, etag = self.path(mission, "statement", "validations", new_id()), self.statement(mission).etag
        body: dict[str, object] = {"parts": ["work"], "receipts": []}
        self.assert_problem(self.nobody.put(path, body, If_Match=etag), 401)
        self.assert_problem(self.me.put(path, body), 428)
        self.assert_problem(self.me.put(path, TOO_LONG, If_Match=etag), 413)
        self.assert_problem(self.me.put(path, b"{", If_Match=etag, Content_Type="application/json"), 400)
        self.assert_problem(self.validate(mission, ["work"], validation="not-a-uuid"), 400)
        self.assert_problem(self.me.put(self.path(UNKNOWN, "statement", "validations", new_id()), body, If_Match=etag), 404)
        for parts in ([], ["lunch"]):
            self.assert_problem(self.validate(mission, parts), 422)
        self.assertEqual(etag, self.statement(mission).etag, "nothing was validated")
