/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store that any earlier version of the program left, opened by today's: nothing of it is lost. What a version made
 * is in tests/store-versions: N.schema.sql, the text of its migration as it landed, and N.rows.sql, rows of its tables.
 */

#include "unit-store.h"

#include "base/imagin-sql.h"
#include "store/imagin-store-papers.h"
#include "store/imagin-store-schema.h"

static char *
read_text (guint version, const char *kind)
{
  g_autofree char *name = g_strdup_printf ("%u.%s.sql", version, kind);
  g_autofree char *path = g_build_filename (g_getenv ("IMAGIN_STORE_VERSIONS"), name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("Version %u of the store has no %s: a new migration comes with both files", version, path);
  return text;
}

static void
execute (sqlite3 *database, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* The file as the program of that version left it. */
static void
plant (const char *path, guint version)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %u", version);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  execute (database, "PRAGMA journal_mode = WAL");
  for (guint i = 1; i <= version; i++)
    {
      g_autofree char *schema = read_text (i, "schema");

      execute (database, schema);
    }
  for (guint i = 1; i <= version; i++)
    {
      g_autofree char *rows = read_text (i, "rows");

      execute (database, rows);
    }
  execute (database, stamp);
  sqlite3_close (database);
}

static char *
list_of (const char *path, const char *sql)
{
  GString *text = g_string_new (NULL);
  sqlite3_stmt *row = NULL;
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (row); i++)
        {
          const char *cell = (const char *) sqlite3_column_text (row, i);

          g_string_append_printf (text, "%s|", cell != NULL ? cell : "null");
        }
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (row);
  sqlite3_close (database);
  return g_string_free_and_steal (text);
}

static void
test_what_landed_is_unchanged (void)
{
  for (guint i = 1; i <= imagin_store_n_migrations; i++)
    {
      g_autofree char *landed = read_text (i, "schema");

      g_assert_cmpstr (g_strchomp (landed), ==, imagin_store_migrations[i - 1]);
    }
}

/* Every row of the tables of that version, as text, before and after. */
static char *
rows_of (const char *path, guint version)
{
  static const struct
  {
    guint since;
    const char *sql;
  } tables[] = {
    { 1, "SELECT id, position, body, cursor, pulled_at FROM account ORDER BY id" },
    { 1, "SELECT account_id, id, body, section, sort_key, paper, starts_on FROM mission ORDER BY id" },
    { 1, "SELECT account_id, mission_id, body, base, kept_at FROM draft ORDER BY mission_id" },
    { 1, "SELECT sequence, account_id, mission_id, kind, uuid, body, created_at, state, code, message FROM outbox" },
    { 1, "SELECT account_id, mission_id, id, body, received_at, removed FROM receipt ORDER BY id" },
    { 2, "SELECT account_id, body FROM rate_cards" },
    { 2, "SELECT year, kilometres FROM kilometres_told" },
    { 3, "SELECT account_id, mission_id, kind, body, kept_at FROM paper" },
    { 4, "SELECT account_id, mission_id, session, first_of_day FROM mission_key" },
    { 5, "SELECT account_id, mission_id, number, seen FROM news" },
    { 7, "SELECT account_id, mission_id, number, unmerged FROM merged" },
  };
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i].since <= version)
      {
        g_autofree char *rows = list_of (path, tables[i].sql);

        g_assert_cmpstr (rows, !=, "");
        g_string_append (all, rows);
      }
  return g_string_free_and_steal (all);
}

static void
check_what_the_person_left (ImaginStore *store, guint version)
{
  g_autoptr (ImaginStoredMission) stored = unit_await_object (imagin_store_load_mission (store, "a", "m"));
  g_autofree char *draft = NULL;

  g_assert_nonnull (stored->draft);
  draft = imagin_entity_to_text (IMAGIN_ENTITY (stored->draft));
  g_assert_nonnull (strstr (draft, "124"));
  g_assert_cmpuint (stored->outbox->len, ==, 2);
  g_assert_cmpint (((ImaginOutboxEntry *) g_ptr_array_index (stored->outbox, 0))->kind, ==, IMAGIN_OUTBOX_RECEIPT);
  g_assert_true (((ImaginOutboxEntry *) g_ptr_array_index (stored->outbox, 1))->refused);
  g_assert_cmpuint (stored->receipts->len, ==, 1);
  if (version >= 3)
    {
      g_autoptr (ImaginStoredPapers) papers = unit_await_object (imagin_store_load_papers (store, "a", "m"));

      g_assert_cmpstr (papers->bodies[IMAGIN_PAPER_WRITING], ==, "Bonjour, il manque");
    }
}

/* One search finds the mission: what SQLite keeps beside it was made anew. */
static void
check_search (ImaginStore *store)
{
  g_autoptr (GPtrArray) summaries = unit_await_boxed (imagin_store_list_summaries (store));

  g_assert_cmpuint (summaries->len, ==, 1);
}

static void
test_version (gconstpointer data)
{
  guint version = GPOINTER_TO_UINT (data);
  g_autofree char *folder = unit_folder_new ();
  g_autofree char *path = g_build_filename (folder, "store.db", NULL);
  g_autofree char *fresh = g_build_filename (folder, "fresh.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *schema = NULL;
  g_autofree char *todays = NULL;
  static const char schema_sql[] =
      "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"; /* "IF NOT EXISTS" is not kept */
  ImaginStore *store;

  plant (path, version);
  plant (fresh, imagin_store_n_migrations);
  before = rows_of (path, version);
  store = imagin_store_new (folder);
  check_what_the_person_left (store, version);
  check_search (store);
  unit_await_done (imagin_store_close (store));
  g_object_unref (store);
  after = rows_of (path, version);
  g_assert_cmpstr (after, ==, before);
  schema = list_of (path, schema_sql);
  todays = list_of (fresh, schema_sql);
  g_assert_cmpstr (schema, ==, todays);
  unit_folder_remove (folder);
}

#define VERSION_BEFORE_SAVED 7

/* A statement that was saved before the list knew of it is known to be. */
static void
test_saved_before (void)
{
  g_autofree char *folder = unit_folder_new ();
  g_autofree char *path = g_build_filename (folder, "store.db", NULL);
  g_autoptr (GPtrArray) summaries = NULL;
  sqlite3 *database = NULL;
  ImaginStore *store;

  plant (path, VERSION_BEFORE_SAVED);
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  execute (database,
           "UPDATE mission SET body = json_set (body, '$.statement.changed_by', json ('{\"who\":\"intervener\"}'),"
           " '$.statement.work', json ('{\"entries\":[{\"key\":\"copies\",\"quantity\":1}]}'))");
  sqlite3_close (database);
  store = imagin_store_new (folder);
  summaries = unit_await_boxed (imagin_store_list_summaries (store));
  g_assert_true (((ImaginSummary *) g_ptr_array_index (summaries, 0))->saved);
  unit_await_done (imagin_store_close (store));
  g_object_unref (store);
  unit_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/versions/a-migration-that-landed-is-never-edited", test_what_landed_is_unchanged);
  g_test_add_func ("/versions/what-was-saved-before-is-known", test_saved_before);
  for (guint i = 1; i <= imagin_store_n_migrations; i++)
    {
      g_autofree char *name = g_strdup_printf ("/versions/a-store-of-version-%u-is-opened-whole", i);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_version);
    }
  return g_test_run ();
}
