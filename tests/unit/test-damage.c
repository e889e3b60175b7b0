/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store whose file is damaged, at random places and by a seed: the program goes on, the file is kept as it was found,
 * and what the person entered is recovered as far as it can be read. */

#include "unit-store.h"

#include "base/imagin-database.h"
#include "store/imagin-store-private.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define N_FLIPS 200
#define N_LOG_FLIPS 20
#define N_MISSIONS 120
#define N_DRAFTS 30
#define PAGE_BYTES 4096
#define DEFAULT_SEED 20260616

typedef struct
{
  guint flips, aside;
  guint drafts, expected;
  guint silent; /* drafts that were not recovered, and nobody said so */
} Tally;

/* A realistic store */

/* What a person types is longer than a page now and then. */
static char *
content_of (int number)
{
  g_autofree char *note = g_strnfill (number % 5 == 0 ? 1900 : 300, 'n');

  return g_strdup_printf (",\"work\":{\"entries\":[{\"key\":\"copies\",\"quantity\":%d}],\"sessions\":[]},"
                          "\"note\":\"%s\"",
                          100 + number, note);
}

static void
enter (Kept *kept, int number)
{
  g_autofree char *id = g_strdup_printf ("m%03d", number);
  g_autofree char *content = content_of (number);
  g_autoptr (ImaginStatement) draft = unit_statement_new (id, 1, content);
  g_autoptr (ImaginStatement) base = unit_statement_new (id, 1, "");
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *body = imagin_entity_to_text (IMAGIN_ENTITY (draft));

  if (number % 2 == 0)
    g_ptr_array_add (entries, imagin_outbox_entry_new ("a", id, IMAGIN_OUTBOX_SAVE, NULL, body));
  g_free (unit_await_string (imagin_store_keep_draft (kept->store, "a", id, draft, base, 0, FALSE, entries)));
}

static void
attach (Kept *kept, int number)
{
  g_autofree char *id = g_strdup_printf ("m%03d", number);
  g_autofree char *text = g_strdup_printf ("{\"id\":\"r%d\",\"name\":\"note d’hôtel.pdf\",\"media_type\":"
                                           "\"application/pdf\",\"bytes\":3,\"sha256\":\"%064d\",\"state\":\"kept\"}",
                                           number, number);
  g_autoptr (GError) error = NULL;
  g_autoptr (ImaginReceipt) receipt = imagin_entity_from_text (IMAGIN_TYPE_RECEIPT, text, &error);

  g_assert_no_error (error);
  unit_await_done (imagin_store_attach_receipt (kept->store, "a", id, receipt));
}

/* Some of it is in the file, the rest still in its log. */
static void
fill (Kept *kept)
{
  g_autoptr (GPtrArray) missions = g_ptr_array_new_with_free_func (g_object_unref);
  char *none[] = { NULL };
  g_auto (GStrv) changed = NULL;

  kept_open (kept);
  for (int i = 0; i < N_MISSIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%03d", i);

      g_ptr_array_add (missions, unit_mission_new (id, "to_validate", NULL, ""));
    }
  changed = unit_await_boxed (imagin_store_apply_pull (kept->store, "a", missions, none, TRUE, "c1"));
  for (int i = 0; i < N_DRAFTS / 2; i++)
    enter (kept, i);
  kept_reopen (kept);
  for (int i = N_DRAFTS / 2; i < N_DRAFTS; i++)
    enter (kept, i);
  for (int i = 0; i < 5; i++)
    attach (kept, i);
}

/* Files */

typedef struct
{
  char *bytes;
  gsize size;
} Bytes;

static void
bytes_clear (Bytes *bytes)
{
  g_clear_pointer (&bytes->bytes, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bytes, bytes_clear)

static Bytes
bytes_read (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  Bytes bytes = { NULL, 0 };

  g_file_get_contents (path, &bytes.bytes, &bytes.size, NULL);
  return bytes;
}

static void
bytes_write (const Bytes *bytes, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, bytes->bytes, (gssize) bytes->size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static gboolean
bytes_equal (const Bytes *one, const Bytes *other)
{
  return one->size == other->size && (one->size == 0 || memcmp (one->bytes, other->bytes, one->size) == 0);
}

/* The folder that the damaged file was moved to. */
static char *
find_aside (const char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    if (g_str_has_prefix (name, "damaged-"))
      return g_build_filename (folder, name, NULL);
  return NULL;
}

/* Damage */

static void
overwrite (GRand *rand, char *at, gsize size)
{
  for (gsize i = 0; i < size; i++)
    at[i] = (char) g_rand_int_range (rand, 0, 256);
}

/* @in_place: not cut, which for a log is what a power loss may do */
static void
damage (GRand *rand, Bytes *bytes, gboolean in_place)
{
  gsize page = (gsize) g_rand_int_range (rand, 0, (gint32) (bytes->size / PAGE_BYTES)) * PAGE_BYTES;
  char *at = bytes->bytes + page;

  switch (g_rand_int_range (rand, 0, in_place ? 4 : 5))
    {
    case 0:
      overwrite (rand, at, PAGE_BYTES);
      break;
    case 1:
      memset (at, 0, PAGE_BYTES);
      break;
    case 2: /* a sector */
      overwrite (rand, at + g_rand_int_range (rand, 0, 8) * 512, 512);
      break;
    case 3: /* single bits, where the page says what is in it */
      for (int i = 0; i < 4; i++)
        at[g_rand_int_range (rand, 0, 200)] ^= (char) (1 << g_rand_int_range (rand, 0, 8));
      break;
    default:
      bytes->size = (gsize) g_rand_int_range (rand, 1, (gint32) bytes->size);
    }
}

/* What is left */

/* Reads the drafts from the file itself: their missions may be missing until the academy sends them again. */
static gboolean
read_drafts_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database, error, "SELECT coalesce (group_concat (body, char (10)), '') FROM draft WHERE account_id = 'a'", "");

  g_value_init (result, G_TYPE_STRING);
  if (row == NULL || !imagin_sql_step (row, error))
    return FALSE;
  g_value_set_string (result, imagin_sql_text (row, 0));
  return TRUE;
}

static gboolean
has_draft (const char *const *bodies, int number)
{
  g_autofree char *id = g_strdup_printf ("m%03d", number);
  g_autofree char *content = content_of (number);
  g_autoptr (ImaginStatement) expected = unit_statement_new (id, 1, content);
  g_autofree char *text = imagin_entity_to_text (IMAGIN_ENTITY (expected));

  return g_strv_contains (bodies, text);
}

static guint
count_drafts (ImaginStore *store)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GStrv) bodies = NULL;
  guint count = 0;

  if (!unit_await (imagin_database_read (imagin_store_get_database (store), read_drafts_job, NULL, NULL), &value, NULL))
    return 0;
  bodies = g_strsplit (g_value_get_string (&value), "\n", -1);
  for (int i = 0; i < N_DRAFTS; i++)
    count += has_draft ((const char *const *) bodies, i);
  return count;
}

/* What the program does at a start; an answer may be an error, never a crash. */
static void
use (ImaginStore *store)
{
  unit_await (imagin_store_list_accounts (store), NULL, NULL);
  unit_await (imagin_store_list_missions (store, NULL), NULL, NULL);
  unit_await (imagin_store_list_outbox (store), NULL, NULL);
  unit_await (imagin_store_next_entries (store, "a"), NULL, NULL);
  unit_await (imagin_store_load_mission (store, "a", "m003"), NULL, NULL);
  unit_await (imagin_store_check (store), NULL, NULL);
}

static void
check_aside (const char *aside, const Bytes *file, const Bytes *log)
{
  g_auto (Bytes) kept_file = bytes_read (aside, "store.db");
  g_auto (Bytes) kept_log = bytes_read (aside, "store.db-wal");

  g_assert_true (bytes_equal (&kept_file, file));
  g_assert_true (bytes_equal (&kept_log, log));
}

static void
count_result (Tally *tally, ImaginStore *store, const char *aside)
{
  g_autoptr (ImaginRescue) rescue = imagin_store_get_rescue (store);
  guint found = count_drafts (store);

  tally->drafts += found;
  tally->expected += N_DRAFTS;
  if (aside != NULL)
    g_assert_nonnull (rescue);
  if (found < N_DRAFTS && (rescue == NULL || (!rescue->uncertain && g_strv_length (rescue->lost) == 0)))
    tally->silent += N_DRAFTS - found;
}

static void
flip (GRand *rand, const Bytes *file, const Bytes *log, gboolean in_log, Tally *tally)
{
  g_autofree char *folder = unit_folder_new ();
  g_auto (Bytes) damaged = { g_memdup2 (in_log ? log->bytes : file->bytes, in_log ? log->size : file->size),
                             in_log ? log->size : file->size };
  g_autofree char *aside = NULL;
  ImaginStore *store;

  damage (rand, &damaged, in_log);
  bytes_write (in_log ? file : &damaged, folder, "store.db");
  bytes_write (in_log ? &damaged : log, folder, "store.db-wal");
  store = imagin_store_new (folder);
  use (store);
  aside = find_aside (folder);
  tally->flips++;
  if (aside != NULL)
    {
      tally->aside++;
      check_aside (aside, in_log ? file : &damaged, in_log ? &damaged : log);
    }
  count_result (tally, store, aside);
  unit_await_done (imagin_store_close (store));
  g_object_unref (store);
  unit_wait_ms (0);
  unit_folder_remove (folder);
}

static guint32
get_seed (void)
{
  const char *given = g_getenv ("IMAGIN_SEED");

  return given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : DEFAULT_SEED;
}

static void
test_flips (void)
{
  g_auto (Kept) kept = { NULL };
  guint32 seed = get_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Tally tally = { 0 };

  fill (&kept);
  {
    g_auto (Bytes) file = bytes_read (kept.folder, "store.db");
    g_auto (Bytes) log = bytes_read (kept.folder, "store.db-wal");

    g_assert_cmpuint (log.size, >, 20 * PAGE_BYTES);
    for (int i = 0; i < N_FLIPS; i++)
      flip (rand, &file, &log, FALSE, &tally);
  }
  g_print ("store flips=%u kept_aside=%u drafts_recovered=%u/%u unsaid=%u seed=%u\n", tally.flips, tally.aside,
           tally.drafts, tally.expected, tally.silent, seed);
  g_assert_cmpuint (tally.aside, >, N_FLIPS / 2);
  g_assert_cmpuint (tally.drafts, >, tally.expected * 9 / 10);
  g_assert_cmpuint (tally.silent, ==, 0);
}

/* What SQLite drops without a word. The last transaction is no draft: of that one nothing could be known. */
static void
test_log_flips (void)
{
  g_auto (Kept) kept = { NULL };
  guint32 seed = get_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Tally tally = { 0 };

  fill (&kept);
  {
    g_auto (Bytes) file = bytes_read (kept.folder, "store.db");
    g_auto (Bytes) log = bytes_read (kept.folder, "store.db-wal");

    for (int i = 0; i < N_LOG_FLIPS; i++)
      flip (rand, &file, &log, TRUE, &tally);
  }
  g_print ("store log_flips=%u kept_aside=%u drafts_recovered=%u/%u unsaid=%u seed=%u\n", tally.flips, tally.aside,
           tally.drafts, tally.expected, tally.silent, seed);
  g_assert_cmpuint (tally.aside, >, N_LOG_FLIPS / 2);
  g_assert_cmpuint (tally.drafts, >, tally.expected * 9 / 10);
  g_assert_cmpuint (tally.silent, ==, 0);
}

/* SQLite calls it an error of the disk where a file ends in the midst of a page that it needs. */
static void
test_cut_within_a_page (void)
{
  g_auto (Kept) kept = { NULL };

  fill (&kept);
  for (gsize left = 1; left < 12; left++)
    {
      g_auto (Bytes) file = bytes_read (kept.folder, "store.db");
      g_auto (Bytes) log = bytes_read (kept.folder, "store.db-wal");
      g_autofree char *folder = unit_folder_new ();
      g_autofree char *aside = NULL;
      ImaginStore *store;

      file.size -= left * PAGE_BYTES - 100;
      bytes_write (&file, folder, "store.db");
      bytes_write (&log, folder, "store.db-wal");
      store = imagin_store_new (folder);
      use (store);
      aside = find_aside (folder);
      /* What the log holds as well is not missed. */
      g_assert_true (aside != NULL || count_drafts (store) == N_DRAFTS);
      if (aside != NULL)
        check_aside (aside, &file, &log);
      unit_await_done (imagin_store_close (store));
      g_object_unref (store);
      unit_wait_ms (0);
      unit_folder_remove (folder);
    }
}

int
main (int argc, char **argv)
{
  /* Hundreds of stores are made and read; that each waits for a disk proves nothing here. */
  if (g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR))
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/damage/cut-within-a-page", test_cut_within_a_page);
  g_test_add_func ("/damage/200-flips-and-truncations", test_flips);
  g_test_add_func ("/damage/20-flips-in-the-log", test_log_flips);
  return g_test_run ();
}
