/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be read of a damaged store. */

#include "store/imagin-store-salvage.h"

#include "base/imagin-error.h"
#include "base/imagin-sql-image.h"
#include "base/imagin-sql-log.h"
#include "store/imagin-outbox.h"
#include "store/imagin-store-private.h"

#include <json-glib/json-glib.h>

#define MOMENT_LENGTH 19 /* of "2026-06-16T09:00:00", before the offset */

typedef struct
{
  sqlite3 *into;
  ImaginSalvage *result;
  GHashTable *lost; /* "account\nmission" of which something could not be read */
  GError *error;    /* nullable: the new store refused */
} Work;

typedef struct
{
  const char *name;
  const char *columns; /* the key first, as they are stored */
  guint n_columns;
  gboolean entered; /* by the person: nobody else has it */
  /* Whether a row found on a page is of this table. */
  gboolean (*fits) (const ImaginSqlCell *cells, gint64 key);
  void (*take) (Work *work, const ImaginSqlCell *cells, gint64 key);
} Table;

static gboolean
is_text (const ImaginSqlCell *cell)
{
  return cell->kind == IMAGIN_SQL_CELL_TEXT;
}

static gboolean
is_text_or_null (const ImaginSqlCell *cell)
{
  return cell->kind == IMAGIN_SQL_CELL_TEXT || cell->kind == IMAGIN_SQL_CELL_NULL;
}

/* An object, or what is left of one. */
static gboolean
is_body (const ImaginSqlCell *cell)
{
  return cell->kind == IMAGIN_SQL_CELL_LOST || (is_text (cell) && cell->text[0] == '{');
}

static gboolean
is_moment (const ImaginSqlCell *cell)
{
  return cell->kind == IMAGIN_SQL_CELL_LOST ||
         (is_text (cell) && strlen (cell->text) >= MOMENT_LENGTH && cell->text[4] == '-' && cell->text[10] == 'T');
}

static gboolean
reads_as (GType type, const ImaginSqlCell *cell)
{
  g_autoptr (GObject) entity = is_text (cell) ? imagin_entity_from_text (type, cell->text, NULL) : NULL;

  return entity != NULL;
}

static void
note_lost (Work *work, const ImaginSqlCell *cells)
{
  if (is_text (&cells[0]) && is_text (&cells[1]))
    g_hash_table_add (work->lost, g_strconcat (cells[0].text, "\n", cells[1].text, NULL));
}

#define INTO(work, counter, ...)                                                                                       \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    if ((work)->error == NULL && imagin_sql_run ((work)->into, &(work)->error, __VA_ARGS__))                           \
      (work)->result->counter += sqlite3_changes ((work)->into) > 0;                                                   \
  }                                                                                                                    \
  G_STMT_END

/* Accounts and missions */

static gboolean
account_fits (const ImaginSqlCell *cells, gint64 key)
{
  return key > 0 && is_text (&cells[0]) && cells[1].kind == IMAGIN_SQL_CELL_NUMBER && is_body (&cells[2]);
}

static void
take_account (Work *work, const ImaginSqlCell *cells, gint64 key)
{
  if (reads_as (imagin_account_record_get_type (), &cells[2]))
    INTO (work, accounts, "INSERT OR IGNORE INTO account (id, position, body) VALUES (?1, ?2, ?3)", "sis",
          cells[0].text, cells[1].number, cells[2].text);
}

static gboolean
mission_fits (const ImaginSqlCell *cells, gint64 key)
{
  return is_text (&cells[0]) && is_text (&cells[1]) && is_body (&cells[2]) && cells[3].kind == IMAGIN_SQL_CELL_NUMBER;
}

static void
take_mission (Work *work, const ImaginSqlCell *cells, gint64 key)
{
  g_autoptr (ImaginMission) mission =
      is_text (&cells[2]) ? imagin_entity_from_text (IMAGIN_TYPE_MISSION, cells[2].text, NULL) : NULL;

  if (mission == NULL || g_strcmp0 (imagin_entity_get_text (mission, "id"), cells[1].text) != 0 || work->error != NULL)
    return;
  if (imagin_store_write_mission (work->into, cells[0].text, mission, &work->error))
    work->result->missions++;
}

/* What the person entered */

static gboolean
draft_fits (const ImaginSqlCell *cells, gint64 key)
{
  return key == 0 && is_text (&cells[0]) && is_text (&cells[1]) && is_body (&cells[2]) && is_body (&cells[3]) &&
         is_moment (&cells[4]);
}

/* What a draft started from, where that cannot be read: what the academy acknowledged last. */
static char *
base_of (Work *work, const ImaginSqlCell *cells)
{
  g_autoptr (ImaginMission) mission = NULL;

  if (reads_as (IMAGIN_TYPE_STATEMENT, &cells[3]))
    return g_strdup (cells[3].text);
  mission = imagin_store_read_mission (work->into, cells[0].text, cells[1].text, NULL);
  return mission != NULL ? imagin_entity_to_text (IMAGIN_ENTITY (imagin_mission_get_statement (mission))) : NULL;
}

static void
take_draft (Work *work, const ImaginSqlCell *cells, gint64 key)
{
  g_autofree char *base = NULL;

  if (reads_as (IMAGIN_TYPE_STATEMENT, &cells[2]))
    base = base_of (work, cells);
  if (base == NULL)
    {
      note_lost (work, cells);
      return;
    }
  INTO (work, drafts,
        "INSERT INTO draft (account_id, mission_id, body, base, kept_at) VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT (account_id, mission_id) DO NOTHING",
        "sssss", cells[0].text, cells[1].text, cells[2].text, base,
        is_text (&cells[4]) ? cells[4].text : "1970-01-01T00:00:00+00:00");
}

static gboolean
is_kind (const ImaginSqlCell *cell)
{
  return is_text (cell) &&
         g_strcmp0 (imagin_outbox_kind_to_text (imagin_outbox_kind_from_text (cell->text)), cell->text) == 0;
}

static gboolean
entry_fits (const ImaginSqlCell *cells, gint64 key)
{
  return key > 0 && is_text (&cells[1]) && is_text (&cells[2]) && is_kind (&cells[3]) && is_text (&cells[4]);
}

/* The body of an entry is an object, a text, or nothing. */
static gboolean
is_sound (const ImaginSqlCell *cell)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  return cell->kind == IMAGIN_SQL_CELL_NULL ||
         (is_text (cell) && (cell->text[0] != '{' || json_parser_load_from_data (parser, cell->text, -1, NULL)));
}

/* An entry whose body is lost would send something else than what the person entered. */
static void
take_entry (Work *work, const ImaginSqlCell *cells, gint64 key)
{
  gboolean refused = is_text (&cells[7]) && g_str_equal (cells[7].text, "refused");

  if (!is_text (&cells[1]) || !is_text (&cells[2]) || !is_kind (&cells[3]) || !is_text (&cells[4]) ||
      !is_sound (&cells[5]))
    {
      note_lost (work, cells + 1);
      return;
    }
  INTO (work, entries,
        "INSERT OR IGNORE INTO outbox (sequence, account_id, mission_id, kind, uuid, body, created_at, state, code, "
        "message) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        "isssssssis", key > 0 ? key : cells[0].number, cells[1].text, cells[2].text, cells[3].text, cells[4].text,
        cells[5].text, is_text (&cells[6]) ? cells[6].text : "1970-01-01T00:00:00+00:00",
        refused ? "refused" : "waiting", cells[8].number, is_text (&cells[9]) ? cells[9].text : NULL);
}

static gboolean
receipt_fits (const ImaginSqlCell *cells, gint64 key)
{
  return key == 0 && is_text (&cells[0]) && is_text (&cells[1]) && is_text (&cells[2]) && is_body (&cells[3]) &&
         is_text_or_null (&cells[4]) && cells[5].kind == IMAGIN_SQL_CELL_NUMBER;
}

static void
take_receipt (Work *work, const ImaginSqlCell *cells, gint64 key)
{
  if (!reads_as (IMAGIN_TYPE_RECEIPT, &cells[3]))
    note_lost (work, cells);
  else
    INTO (work, receipts,
          "INSERT OR IGNORE INTO receipt (account_id, mission_id, id, body, received_at, removed)"
          " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
          "sssssi", cells[0].text, cells[1].text, cells[2].text, cells[3].text,
          is_text (&cells[4]) ? cells[4].text : NULL, cells[5].number);
}

static gboolean
paper_fits (const ImaginSqlCell *cells, gint64 key)
{
  return key == 0 && is_text (&cells[0]) && is_text (&cells[1]) && is_text (&cells[2]) && cells[2].text[0] != '{' &&
         is_text (&cells[3]) && is_text (&cells[4]) && is_moment (&cells[4]);
}

static void
take_paper (Work *work, const ImaginSqlCell *cells, gint64 key)
{
  if (is_text (&cells[2]) && is_text (&cells[3]) && is_text (&cells[4]) && work->error == NULL)
    imagin_sql_run (work->into, &work->error,
                    "INSERT OR IGNORE INTO paper (account_id, mission_id, kind, body, kept_at)"
                    " VALUES (?1, ?2, ?3, ?4, ?5)",
                    "sssss", cells[0].text, cells[1].text, cells[2].text, cells[3].text, cells[4].text);
}

static gboolean
kilometres_fit (const ImaginSqlCell *cells, gint64 key)
{
  return key > 0 && is_text (&cells[0]) && strlen (cells[0].text) == 4 && cells[1].kind == IMAGIN_SQL_CELL_NUMBER;
}

static void
take_kilometres (Work *work, const ImaginSqlCell *cells, gint64 key)
{
  if (is_text (&cells[0]) && work->error == NULL)
    imagin_sql_run (work->into, &work->error,
                    "INSERT OR IGNORE INTO kilometres_told (year, kilometres) VALUES (?1, ?2)", "si", cells[0].text,
                    cells[1].number);
}

static void
take_merged (Work *work, const ImaginSqlCell *cells, gint64 key)
{
  if (reads_as (IMAGIN_TYPE_STATEMENT, &cells[3]) && work->error == NULL)
    imagin_sql_run (work->into, &work->error,
                    "INSERT OR IGNORE INTO merged (account_id, mission_id, number, unmerged) VALUES (?1, ?2, ?3, ?4)",
                    "ssis", cells[0].text, cells[1].text, cells[2].number, cells[3].text);
}

static const Table tables[] = {
  { "account", "id, position, body, cursor, pulled_at", 5, FALSE, account_fits, take_account },
  { "mission",
    "account_id, id, body, section, sort_key, paper, type_code, type_label, role_label, exam_label, starts_on, "
    "ends_on, place, deadline, work_code, work_label, travel_code, travel_label, returned, not_performed, amount_cents",
    21, FALSE, mission_fits, take_mission },
  { "draft", "account_id, mission_id, body, base, kept_at", 5, TRUE, draft_fits, take_draft },
  { "outbox", "sequence, account_id, mission_id, kind, uuid, body, created_at, state, code, message", 10, TRUE,
    entry_fits, take_entry },
  { "receipt", "account_id, mission_id, id, body, received_at, removed", 6, TRUE, receipt_fits, take_receipt },
  { "paper", "account_id, mission_id, kind, body, kept_at", 5, TRUE, paper_fits, take_paper },
  { "kilometres_told", "year, kilometres", 2, TRUE, kilometres_fit, take_kilometres },
  /* No row of these is told from others by its looks; what they hold outlives nothing. */
  { "merged", "account_id, mission_id, number, unmerged", 4, FALSE, NULL, take_merged },
};

/* As SQLite reads it */

static void
read_cells (sqlite3_stmt *row, ImaginSqlCell *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      int type = sqlite3_column_type (row, (int) i);
      const char *text = type == SQLITE_TEXT ? imagin_sql_text (row, (int) i) : NULL;

      cells[i] = (ImaginSqlCell) { IMAGIN_SQL_CELL_OTHER, 0, NULL };
      if (type == SQLITE_NULL)
        cells[i].kind = IMAGIN_SQL_CELL_NULL;
      else if (type == SQLITE_INTEGER)
        cells[i] = (ImaginSqlCell) { IMAGIN_SQL_CELL_NUMBER, sqlite3_column_int64 (row, (int) i), NULL };
      else if (type == SQLITE_TEXT && text != NULL && g_utf8_validate (text, -1, NULL))
        cells[i] = (ImaginSqlCell) { IMAGIN_SQL_CELL_TEXT, 0, text };
      else if (type == SQLITE_TEXT)
        cells[i].kind = IMAGIN_SQL_CELL_LOST;
    }
}

static gboolean
has_key (const Table *table, const ImaginSqlCell *cells)
{
  return table->n_columns == 10 ? cells[0].kind == IMAGIN_SQL_CELL_NUMBER : is_text (&cells[0]);
}

/* Returns whether it was read to its end. */
static gboolean
read_table (Work *work, sqlite3 *from, const Table *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s NOT INDEXED", table->columns, table->name);
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (from, NULL, sql, "");
  g_autoptr (GError) failure = NULL;
  ImaginSqlCell cells[IMAGIN_SQL_IMAGE_CELLS] = { 0 };

  if (row == NULL)
    return FALSE;
  while (work->error == NULL && imagin_sql_step (row, &failure))
    {
      read_cells (row, cells, table->n_columns);
      if (has_key (table, cells))
        table->take (work, cells, 0);
    }
  return failure == NULL;
}

static void
read_tables (Work *work, const char *path, guchar *unread)
{
  sqlite3 *from = NULL;

  if (sqlite3_open_v2 (path, &from, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK)
    {
      sqlite3_db_config (from, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
      sqlite3_exec (from, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", NULL, NULL, NULL);
      for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        unread[i] = !read_table (work, from, &tables[i]);
    }
  imagin_sql_close_as_it_is (from);
}

/* Page by page */

typedef struct
{
  Work *work;
  guint table;
} Search;

static void
row_found (const ImaginSqlCell *cells, guint n_cells, gint64 key, gpointer data)
{
  Search *search = data;
  const Table *table = &tables[search->table];

  if (n_cells == table->n_columns && table->fits (cells, key))
    table->take (search->work, cells, key);
}

static gboolean
search_pages (Work *work, const char *path, const guchar *unread)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      Search search = { work, i };

      if (!unread[i] || tables[i].fits == NULL)
        continue;
      work->result->uncertain |= tables[i].entered;
      if (work->error == NULL && !imagin_sql_image_scan (path, row_found, &search, &work->error))
        return FALSE;
    }
  return work->error == NULL;
}

/* What is lost */

/* A row that one page damaged may stand whole on another. What is still whole of a draft is no loss. */
static gboolean
is_draft (Work *work, const char *account_id, const char *mission_id)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      work->into, NULL, "SELECT 1 FROM draft WHERE account_id = ?1 AND mission_id = ?2", "ss", account_id, mission_id);

  return row != NULL && imagin_sql_step (row, NULL);
}

static char *
call (Work *work, const char *account_id, const char *mission_id)
{
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (work->into, NULL, "SELECT paper, starts_on FROM mission WHERE account_id = ?1 AND id = ?2",
                          "ss", account_id, mission_id);

  if (row == NULL || !imagin_sql_step (row, NULL))
    return g_strdup (mission_id);
  return g_strdup_printf ("%s\n%s", imagin_sql_text (row, 0), imagin_sql_text (row, 1));
}

static void
name_lost (Work *work)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, work->lost);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_auto (GStrv) parts = g_strsplit (key, "\n", 2);

      if (!is_draft (work, parts[0], parts[1]))
        g_ptr_array_add (work->result->lost, call (work, parts[0], parts[1]));
    }
}

gboolean
imagin_store_salvage (const char *from, sqlite3 *into, ImaginSalvage *salvage, GError **error)
{
  guchar unread[G_N_ELEMENTS (tables)];
  Work work = { .into = into, .result = salvage };
  gboolean done;

  memset (unread, 1, sizeof unread);
  memset (salvage, 0, sizeof *salvage);
  salvage->lost = g_ptr_array_new_with_free_func (g_free);
  /* What was entered for an account that cannot be read waits for its person to sign in again. */
  if (!imagin_sql_run (into, error, "PRAGMA foreign_keys = OFF", "") || !imagin_sql_run (into, error, "BEGIN", ""))
    return FALSE;
  work.lost = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* SQLite would read an older state, and say nothing. */
  if (!imagin_sql_log_is_damaged (from))
    read_tables (&work, from, unread);
  done = search_pages (&work, from, unread) && imagin_sql_run (into, &work.error, "COMMIT", "");
  if (done)
    name_lost (&work);
  else
    g_propagate_error (error, work.error);
  g_hash_table_unref (work.lost);
  return done;
}

void
imagin_salvage_clear (ImaginSalvage *self)
{
  g_clear_pointer (&self->lost, g_ptr_array_unref);
}
