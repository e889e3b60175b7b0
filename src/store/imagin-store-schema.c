/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the store, as a list of migrations. */

#include "store/imagin-store-schema.h"

/* Everything hangs on an account: one person at one academy. An account without an address is one without a remote. */
static const char version_1[] =
    "CREATE TABLE account ("
    "  id TEXT NOT NULL PRIMARY KEY,"
    "  position INTEGER NOT NULL,"
    "  body TEXT NOT NULL," /* ImaginAccountRecord as JSON */
    "  cursor TEXT,"        /* where the next incremental pull starts; moves only with the rows that it brought */
    "  pulled_at TEXT"
    ") STRICT;"
    "CREATE TABLE mission ("
    "  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
    "  id TEXT NOT NULL,"
    "  body TEXT NOT NULL," /* ImaginMission as JSON, with the statement that the academy last acknowledged */
    "  section INTEGER NOT NULL,"
    "  sort_key TEXT NOT NULL,"
    "  paper TEXT NOT NULL,"
    "  type_code TEXT, type_label TEXT, role_label TEXT, exam_label TEXT,"
    "  starts_on TEXT, ends_on TEXT, place TEXT, deadline TEXT,"
    "  work_code TEXT, work_label TEXT, travel_code TEXT, travel_label TEXT,"
    "  returned INTEGER NOT NULL, not_performed INTEGER NOT NULL,"
    "  amount_cents INTEGER," /* null: the academy has not said */
    "  PRIMARY KEY (account_id, id)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX mission_order ON mission (section, sort_key);"
    "CREATE TABLE draft ("
    "  account_id TEXT NOT NULL,"
    "  mission_id TEXT NOT NULL,"
    "  body TEXT NOT NULL," /* ImaginStatement as JSON, as the person left it */
    "  base TEXT NOT NULL," /* the acknowledged statement that it started from */
    "  kept_at TEXT NOT NULL,"
    "  PRIMARY KEY (account_id, mission_id),"
    "  FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE outbox ("
    "  sequence INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
    "  mission_id TEXT NOT NULL,"
    "  kind TEXT NOT NULL," /* save, validate, absence, withdraw, receipt, remove */
    "  uuid TEXT NOT NULL," /* of the validation or the receipt; else of the entry */
    "  body TEXT,"
    "  created_at TEXT NOT NULL,"
    "  state TEXT NOT NULL,"       /* waiting, refused */
    "  code INTEGER, message TEXT" /* why it was refused: ImaginError and the academy's sentence */
    ") STRICT;"
    "CREATE INDEX outbox_of_mission ON outbox (account_id, mission_id, sequence);"
    "CREATE TABLE receipt ("
    "  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
    "  mission_id TEXT NOT NULL,"
    "  id TEXT NOT NULL,"
    "  body TEXT NOT NULL," /* ImaginReceipt as JSON; the bytes are a file named by their digest */
    "  received_at TEXT,"   /* the academy acknowledged the digest */
    "  removed INTEGER NOT NULL DEFAULT 0,"
    "  PRIMARY KEY (account_id, mission_id, id)"
    ") STRICT, WITHOUT ROWID;";

/* What an estimate is made of: the academy's cards, the kilometres that the person told, and the missions that declare
 * journeys or stays, found without reading ten thousand others. */
static const char version_reckoning[] =
    "CREATE TABLE rate_cards ("
    "  account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,"
    "  body TEXT NOT NULL" /* RateCardList of the contract */
    ") STRICT;"
    "CREATE TABLE kilometres_told ("
    "  year TEXT NOT NULL PRIMARY KEY,"
    "  kilometres INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX mission_days ON mission (starts_on, ends_on);"
    "CREATE INDEX mission_travels ON mission (starts_on) WHERE " IMAGIN_STORE_TRAVELS ";";

/* What stands beside a mission: what the academy said when it was asked, and what the person has begun to write. */
static const char version_with_papers[] =
    "CREATE TABLE paper ("
    "  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
    "  mission_id TEXT NOT NULL,"
    "  kind TEXT NOT NULL," /* ImaginPaperKind */
    "  body TEXT NOT NULL," /* JSON, or the text that is being written */
    "  kept_at TEXT NOT NULL,"
    "  PRIMARY KEY (account_id, mission_id, kind)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TRIGGER paper_of_no_mission AFTER DELETE ON mission BEGIN"
    "  DELETE FROM paper WHERE account_id = OLD.account_id AND mission_id = OLD.id;"
    "END;";

/* What a search looks in, and what a list is narrowed and linked by. SQLite itself keeps it with each mission, so that
 * no writer can forget to. In a trigger, the conflict clause of the statement outside rules over those inside: none is
 * used. Unicode's tables know no accent in a ligature: it is parted here. */
#define PARTED(text) "replace (replace (replace (replace (" text ", 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae')"
#define WORDS_OF_MISSION                                                                                               \
  PARTED ("concat_ws (char (10), m.paper, m.place, m.type_label, m.role_label, m.exam_label, m.id,"                    \
          " json_extract (m.body, '$.number'), json_extract (m.body, '$.exam.label'),"                                 \
          " json_extract (m.body, '$.place.name'), json_extract (m.body, '$.session.label'),"                          \
          " json_extract (m.body, '$.speciality'), json_extract (m.body, '$.jury'),"                                   \
          " json_extract (a.body, '$.info.name'))")
#define INDEX_MISSIONS(condition)                                                                                      \
  "INSERT INTO mission_key (account_id, mission_id) SELECT m.account_id, m.id FROM mission m WHERE " condition         \
  " AND NOT EXISTS (SELECT 1 FROM mission_key k WHERE k.account_id = m.account_id AND k.mission_id = m.id);"           \
  "UPDATE mission_key SET (session, first_of_day) = (SELECT json_extract (m.body, '$.session.label'),"                 \
  " json_extract (m.body, '$.first_mission_of_day') FROM mission m"                                                    \
  " WHERE m.account_id = mission_key.account_id AND m.id = mission_key.mission_id)"                                    \
  " WHERE number IN (SELECT k.number FROM mission_key k JOIN mission m"                                                \
  " ON m.account_id = k.account_id AND m.id = k.mission_id WHERE " condition ");"                                      \
  "DELETE FROM mission_words WHERE rowid IN (SELECT k.number FROM mission_key k JOIN mission m"                        \
  " ON m.account_id = k.account_id AND m.id = k.mission_id WHERE " condition ");"                                      \
  "INSERT INTO mission_words (rowid, words) SELECT k.number, " WORDS_OF_MISSION                                        \
  " FROM mission m JOIN mission_key k ON k.account_id = m.account_id AND k.mission_id = m.id"                          \
  " JOIN account a ON a.id = m.account_id WHERE " condition ";"
static const char version_search[] =
    "CREATE TABLE mission_key ("
    "  number INTEGER PRIMARY KEY," /* the row of mission_words */
    "  account_id TEXT NOT NULL,"
    "  mission_id TEXT NOT NULL,"
    "  session TEXT,"
    "  first_of_day TEXT," /* the mission that holds the journey of its day */
    "  UNIQUE (account_id, mission_id)"
    ") STRICT;"
    "CREATE INDEX mission_key_day ON mission_key (account_id, first_of_day) WHERE first_of_day IS NOT NULL;"
    "CREATE VIRTUAL TABLE mission_words USING fts5 (words, tokenize = \"unicode61 remove_diacritics 2\");"
    "CREATE TRIGGER mission_added AFTER INSERT ON mission BEGIN " INDEX_MISSIONS (
        "m.account_id = new.account_id AND m.id = new.id") "END;"
                                                           "CREATE TRIGGER mission_removed AFTER DELETE ON mission "
                                                           "BEGIN "
                                                           "DELETE FROM mission_words WHERE rowid = (SELECT number "
                                                           "FROM mission_key"
                                                           " WHERE account_id = old.account_id AND mission_id = "
                                                           "old.id);"
                                                           "DELETE FROM mission_key WHERE account_id = old.account_id "
                                                           "AND mission_id = old.id; END;"
                                                           "CREATE TRIGGER account_renamed AFTER UPDATE OF body ON "
                                                           "account"
                                                           " WHEN json_extract (old.body, '$.info.name') IS NOT "
                                                           "json_extract (new.body, '$.info.name') "
                                                           "BEGIN " INDEX_MISSIONS (
                                                               "m.account_id = new.id") "END;" INDEX_MISSIONS ("TRUE");

/* What the person saw last of a mission that somebody else has changed since. */
static const char version_news[] =
    "CREATE TABLE news ("
    "  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
    "  mission_id TEXT NOT NULL,"
    "  number INTEGER NOT NULL," /* another one with each change: who has seen one has not seen the next */
    "  seen TEXT,"               /* ImaginMission as JSON; null: the mission itself is new */
    "  PRIMARY KEY (account_id, mission_id)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TRIGGER news_of_no_mission AFTER DELETE ON mission BEGIN"
    "  DELETE FROM news WHERE account_id = OLD.account_id AND mission_id = OLD.id;"
    "END;";

/* The list reads its rows, in its order, from indexes alone: a mission's body is much longer than its row. */
static const char version_rows[] = "DROP INDEX IF EXISTS mission_order;"
                                   "CREATE INDEX IF NOT EXISTS mission_rows ON mission (section, CASE WHEN section < 2 "
                                   "THEN sort_key END, starts_on DESC,"
                                   " sort_key, id, account_id, paper, type_code, type_label, exam_label, ends_on, "
                                   "place, deadline, work_code, work_label,"
                                   " travel_code, travel_label, returned, not_performed, amount_cents);"
                                   "CREATE INDEX IF NOT EXISTS mission_types ON mission (type_code, type_label);"
                                   "CREATE INDEX IF NOT EXISTS mission_key_session ON mission_key (session);";

/* Drafts into which somebody else's changes were merged: how often, and what the draft said before, for a page that
 * held that at this moment and goes on writing. It outlives the draft, which the academy's answer takes away. */
static const char version_merged[] = "CREATE TABLE merged ("
                                     "  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,"
                                     "  mission_id TEXT NOT NULL,"
                                     "  number INTEGER NOT NULL,"
                                     "  unmerged TEXT NOT NULL," /* ImaginStatement as JSON */
                                     "  PRIMARY KEY (account_id, mission_id)"
                                     ") STRICT, WITHOUT ROWID;"
                                     "CREATE TRIGGER merged_of_no_mission AFTER DELETE ON mission BEGIN"
                                     "  DELETE FROM merged WHERE account_id = OLD.account_id AND mission_id = OLD.id;"
                                     "END;";

/* Whether the academy has what the person saved, and nobody changed it since: beside the mission for the list, which
 * reads no body. An absence that was taken back leaves nothing that is saved. */
#define SAVED_IN                                                                                                       \
  " '$.statement.changed_by.who') = 'intervener' AND"                                                                  \
  " (json_array_length (body, '$.statement.work.entries') > 0"                                                         \
  " OR json_array_length (body, '$.statement.work.sessions') > 0 OR " IMAGIN_STORE_TRAVELS ")"
#define NEW_MISSION "m.account_id = new.account_id AND m.id = new.id"
static const char version_saved[] =
    "ALTER TABLE mission_key ADD COLUMN saved INTEGER NOT NULL DEFAULT 0;"
    "UPDATE mission_key SET saved = coalesce ((SELECT json_extract (body," SAVED_IN
    " FROM mission m WHERE m.account_id = mission_key.account_id AND m.id = mission_key.mission_id), 0);"
    "DROP TRIGGER mission_added;"
    "CREATE TRIGGER mission_added AFTER INSERT ON mission BEGIN " INDEX_MISSIONS (
        NEW_MISSION) "UPDATE mission_key SET saved = coalesce ((SELECT json_extract (body," SAVED_IN
                     " FROM mission m WHERE " NEW_MISSION "), 0)"
                     " WHERE account_id = new.account_id AND mission_id = new.id; END;";

const char *const imagin_store_migrations[] = { version_1,    version_reckoning, version_with_papers, version_search,
                                                version_news, version_rows,      version_merged,      version_saved };
const guint imagin_store_n_migrations = G_N_ELEMENTS (imagin_store_migrations);
