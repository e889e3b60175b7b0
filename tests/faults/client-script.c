/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The account library without a screen: what a person does is read from a script, and what they were told is written
 * down where no fault reaches. */

#include "unit-wait.h"

#include "account/imagin-account-private.h"
#include "account/imagin-accounts.h"
#include "account/imagin-draft.h"
#include "base/imagin-json.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define LOOK_EVERY_MS 2
#define ATTACH_MS 20000  /* what is looked at is looked at in the end */
#define PATIENCE_MS 4000 /* longer than two of the engine's first waits after a failure */

/* One computer of the person. */
typedef struct
{
  ImaginAccounts *accounts;
  GHashTable *drafts; /* by "ADDRESS MISSION" */
} Computer;

/* Something that was entered, to be told again once the academy has it. */
typedef struct
{
  ImaginDraft *draft;
  char *mission_id;
  char *field;
  char *value;
} Entered;

typedef struct
{
  int acks;
  guint acked;
  GHashTable *computers; /* by their folders */
  Computer *computer;
  char *computer_name;
  ImaginAccount *account;
  ImaginDraft *draft;
  char *mission_id;
  GPtrArray *entered;
} Script;

typedef gboolean (*Act) (Script *self, char **words);

static gint64 patience_ms = PATIENCE_MS;

static DexFuture *
resolve (const char *address, gpointer data)
{
  return dex_future_new_take_string (g_strdup (address));
}

static void
computer_free (gpointer data)
{
  Computer *computer = data;

  g_hash_table_unref (computer->drafts);
  g_object_unref (computer->accounts);
  g_free (computer);
}

static void
entered_free (gpointer data)
{
  Entered *entered = data;

  g_object_unref (entered->draft);
  g_free (entered->mission_id);
  g_free (entered->field);
  g_free (entered->value);
  g_free (entered);
}

/* What was told */

/* On the disk before anything else happens: whoever reads it after a kill may rely on it. */
static void G_GNUC_PRINTF (2, 3) ack (Script *self, const char *format, ...)
{
  g_autofree char *what = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = g_strdup_printf ("ack %u %s %s\n", ++self->acked, self->computer_name, what);
  if (write (self->acks, line, strlen (line)) != (ssize_t) strlen (line) || fsync (self->acks) != 0)
    g_error ("What was told cannot be written down: %s", g_strerror (errno));
}

static gboolean
said (const char *what, GError **error)
{
  printf ("refused %s: %s\n", what, *error != NULL ? (*error)->message : "in vain");
  g_clear_error (error);
  return FALSE;
}

static gboolean
await (DexFuture *future, const char *what)
{
  g_autoptr (GError) error = NULL;

  return unit_await (future, NULL, &error) || said (what, &error);
}

static gpointer
await_object (DexFuture *future, const char *what)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!unit_await (future, &value, &error))
    {
      said (what, &error);
      return NULL;
    }
  return g_value_dup_object (&value);
}

static gboolean
look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Unlike unit_wait_until(): what never comes is not the end of the script. */
static gboolean
wait_for_ms (UnitCondition condition, gpointer data, gint64 milliseconds)
{
  gint64 deadline = g_get_monotonic_time () + milliseconds * 1000;
  guint source = g_timeout_add (LOOK_EVERY_MS, look_again, NULL);
  gboolean holds;

  while (!(holds = condition (data)) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  return holds;
}

static gboolean
wait_for (UnitCondition condition, gpointer data)
{
  return wait_for_ms (condition, data, patience_ms);
}

/* patience MILLISECONDS: how long to wait for what may never come */
static gboolean
act_patience (Script *self, char **words)
{
  patience_ms = g_ascii_strtoll (words[1], NULL, 10);
  return TRUE;
}

/* Accounts */

/* computer FOLDER */
static gboolean
act_computer (Script *self, char **words)
{
  Computer *computer = g_hash_table_lookup (self->computers, words[1]);

  if (computer == NULL)
    {
      computer = g_new0 (Computer, 1);
      computer->accounts = imagin_accounts_new (words[1], resolve, NULL);
      computer->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
      g_hash_table_insert (self->computers, g_strdup (words[1]), computer);
      if (!await (imagin_accounts_load (computer->accounts), "load"))
        return FALSE;
    }
  self->computer = computer;
  g_free (self->computer_name);
  self->computer_name = g_path_get_basename (words[1]);
  return TRUE;
}

static ImaginAccount *
find_account (Script *self, const char *address)
{
  GListModel *all = G_LIST_MODEL (self->computer->accounts);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (all, i);

      if (g_strcmp0 (imagin_account_get_address (account), address) == 0)
        return account; /* the model holds it */
    }
  return NULL;
}

static gboolean
is_settled (gpointer data)
{
  return imagin_account_get_state (data) != IMAGIN_ACCOUNT_CONNECTING;
}

static gboolean
is_up_to_date (gpointer data)
{
  return imagin_account_get_state (data) == IMAGIN_ACCOUNT_UP_TO_DATE && imagin_account_get_synced_at (data) != NULL;
}

/* sign-in ADDRESS NUMBER PASSWORD NEW: also pulls, as it does in the window; NEW is "-" where the password stays */
static gboolean
act_sign_in (Script *self, char **words)
{
  ImaginAccount *known = find_account (self, words[1]);
  const char *new_password = g_str_equal (words[4], "-") ? NULL : words[4];
  g_autoptr (ImaginAccount) account =
      known != NULL ? g_object_ref (known)
                    : await_object (imagin_accounts_open_academy (self->computer->accounts, words[1]), "open");

  if (account == NULL)
    return FALSE;
  if (known != NULL)
    wait_for (is_settled, account);
  if (!await (imagin_account_sign_in (account, words[2], words[3], new_password), "sign-in"))
    return FALSE;
  imagin_accounts_adopt (self->computer->accounts, account);
  ack (self, "signed-in %s", words[1]);
  if (!wait_for (is_up_to_date, account))
    return FALSE;
  ack (self, "pulled %s", words[1]);
  return TRUE;
}

/* pull ADDRESS */
static gboolean
act_pull (Script *self, char **words)
{
  ImaginAccount *account = find_account (self, words[1]);

  if (account == NULL)
    return FALSE;
  imagin_account_refresh (account);
  return wait_for (is_up_to_date, account);
}

/* open ADDRESS MISSION */
static gboolean
act_open (Script *self, char **words)
{
  g_autofree char *key = g_strjoin (" ", words[1], words[2], NULL);

  self->account = find_account (self, words[1]);
  self->draft = g_hash_table_lookup (self->computer->drafts, key);
  if (self->draft == NULL && self->account != NULL)
    {
      self->draft = await_object (imagin_draft_open (self->account, words[2]), "mission");
      if (self->draft != NULL)
        g_hash_table_insert (self->computer->drafts, g_steal_pointer (&key), self->draft);
    }
  g_set_str (&self->mission_id, words[2]);
  return self->draft != NULL;
}

/* What is entered */

static gboolean
is_text (const char *field)
{
  return g_str_equal (field, "note");
}

static char *
value_of (ImaginStatement *statement, const char *field)
{
  return is_text (field) ? g_strdup (imagin_entity_get_text (statement, field))
                         : g_strdup_printf ("%d", (int) imagin_statement_get_quantity (statement, field));
}

/* set FIELD VALUE */
static gboolean
act_set (Script *self, char **words)
{
  ImaginStatement *statement = imagin_draft_get_statement (self->draft);
  Entered *entered;

  if (is_text (words[1]))
    imagin_entity_set_text (statement, words[1], words[2]);
  else
    imagin_statement_set_quantity (statement, words[1], g_ascii_strtoll (words[2], NULL, 10));
  if (!await (imagin_draft_keep (self->draft), words[1]))
    return FALSE;
  entered = g_new0 (Entered, 1);
  entered->draft = g_object_ref (self->draft);
  entered->mission_id = g_strdup (self->mission_id);
  entered->field = g_strdup (words[1]);
  entered->value = g_strdup (words[2]);
  g_ptr_array_add (self->entered, entered);
  ack (self, "kept %s %s %s", self->mission_id, words[1], words[2]);
  return TRUE;
}

static gboolean
act_save (Script *self, char **words)
{
  if (!await (imagin_draft_save (self->draft), "save"))
    return FALSE;
  ack (self, "saved %s", self->mission_id);
  return TRUE;
}

static gboolean
act_validate (Script *self, char **words)
{
  if (!await (imagin_draft_validate (self->draft), "validate"))
    return FALSE;
  ack (self, "validated %s", self->mission_id);
  return TRUE;
}

static gboolean
is_checked (gpointer data)
{
  return imagin_attachment_get_state (data) != IMAGIN_ATTACHMENT_CHECKING;
}

/* attach FILE */
static gboolean
act_attach (Script *self, char **words)
{
  g_autoptr (GFile) file = g_file_new_for_path (words[1]);
  GListModel *all = imagin_draft_get_attachments (self->draft);
  g_autoptr (ImaginAttachment) attachment = NULL;
  g_autoptr (GError) error = NULL;
  ImaginReceipt *receipt;

  imagin_draft_attach (self->draft, file, NULL);
  attachment = g_list_model_get_item (all, g_list_model_get_n_items (all) - 1);
  wait_for_ms (is_checked, attachment, ATTACH_MS);
  receipt = imagin_attachment_get_receipt (attachment);
  if (receipt == NULL || imagin_attachment_get_error (attachment) != NULL)
    {
      error = imagin_attachment_get_error (attachment) != NULL ? g_error_copy (imagin_attachment_get_error (attachment))
                                                               : NULL;
      return said ("attach", &error);
    }
  ack (self, "receipt %s %s", self->mission_id, imagin_entity_get_text (receipt, "sha256"));
  return TRUE;
}

/* Waiting for the academies */

typedef struct
{
  Script *script;
  DexFuture *reading;
  guint refused;
} Emptying;

static guint
count_refused (GPtrArray *entries)
{
  guint refused = 0;

  for (guint i = 0; i < entries->len; i++)
    refused += ((ImaginOutboxEntry *) g_ptr_array_index (entries, i))->refused;
  return refused;
}

static gboolean
nothing_waits (gpointer data)
{
  Emptying *self = data;
  ImaginAccount *account = g_list_model_get_item (G_LIST_MODEL (self->script->computer->accounts), 0);
  const GValue *value = NULL;
  gboolean empty = FALSE;

  if (account == NULL)
    return TRUE;
  if (self->reading == NULL)
    self->reading = imagin_store_list_outbox (imagin_account_get_store (account));
  g_object_unref (account);
  if (dex_future_is_pending (self->reading))
    return FALSE;
  value = dex_future_get_value (self->reading, NULL);
  if (value != NULL)
    {
      GPtrArray *entries = g_value_get_boxed (value);

      self->refused = count_refused (entries);
      empty = entries->len == self->refused;
    }
  dex_clear (&self->reading);
  return empty;
}

static gboolean
has_arrived (gpointer data)
{
  const Entered *entered = data;
  g_autofree char *there = value_of (imagin_draft_get_acknowledged (entered->draft), entered->field);

  return g_strcmp0 (there, entered->value) == 0;
}

/* What the window would now show as being at the academy. */
static void
tell_received (Script *self)
{
  for (guint i = 0; i < self->entered->len; i++)
    {
      Entered *entered = g_ptr_array_index (self->entered, i);

      if (has_arrived (entered))
        ack (self, "received %s %s %s", entered->mission_id, entered->field, entered->value);
    }
}

static gboolean
has_calmed (gpointer data)
{
  ImaginStanding standing = imagin_draft_get_standing (data);

  return standing != IMAGIN_STANDING_CHANGING && standing != IMAGIN_STANDING_WAITING;
}

/* A conflict is decided as mine; anything else that was refused is tried again. */
static void
decide (Script *self)
{
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->computer->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    if (imagin_draft_get_standing (draft) == IMAGIN_STANDING_REFUSED)
      imagin_draft_retry (draft);
}

/* Why nothing moves, for whoever reads a failure. */
static void
tell_why (Script *self)
{
  GListModel *all = G_LIST_MODEL (self->computer->accounts);
  g_autoptr (ImaginAccount) account = g_list_model_get_item (all, 0);
  g_autoptr (GPtrArray) entries = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  if (account == NULL || !unit_await (imagin_store_list_outbox (imagin_account_get_store (account)), &value, NULL))
    return;
  entries = g_value_dup_boxed (&value);
  for (guint i = 0; i < entries->len; i++)
    {
      ImaginOutboxEntry *entry = entries->pdata[i];

      printf ("waits %s %s %s %d %s\n", entry->mission_id, imagin_outbox_kind_to_text (entry->kind),
              entry->refused ? "refused" : "waiting", entry->code, entry->message != NULL ? entry->message : "");
    }
}

/* sync: until nothing waits, or for a while */
static gboolean
act_sync (Script *self, char **words)
{
  Emptying emptying = { self, NULL, 0 };
  gboolean empty = wait_for (nothing_waits, &emptying);
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->computer->drafts);
  while (empty && g_hash_table_iter_next (&iter, NULL, &draft))
    empty = wait_for (has_calmed, draft);
  if (empty && emptying.refused > 0)
    {
      printf ("decides on %u\n", emptying.refused);
      decide (self);
      unit_wait_ms (100);
      empty = wait_for (nothing_waits, &emptying) && emptying.refused == 0;
    }
  dex_clear (&emptying.reading);
  tell_received (self);
  if (empty)
    ack (self, "nothing-waits");
  else
    tell_why (self);
  return empty;
}

/* list: what this computer keeps, as JSON; the last line says how much of it waits */
static gboolean
act_list (Script *self, char **words)
{
  GHashTableIter iter;
  gpointer key, draft;

  g_hash_table_iter_init (&iter, self->computer->drafts);
  while (g_hash_table_iter_next (&iter, &key, &draft))
    {
      g_autofree char *statement = imagin_entity_to_text (IMAGIN_ENTITY (imagin_draft_get_statement (draft)));

      printf ("mission %s %d %s\n", (char *) key, (int) imagin_draft_get_standing (draft), statement);
    }
  return TRUE;
}

static const struct
{
  const char *name;
  guint words;
  gboolean on_draft;
  Act act;
} acts[] = {
  { "computer", 1, FALSE, act_computer },
  { "sign-in", 4, FALSE, act_sign_in },
  { "pull", 1, FALSE, act_pull },
  { "open", 2, FALSE, act_open },
  { "set", 2, TRUE, act_set },
  { "save", 0, TRUE, act_save },
  { "attach", 1, TRUE, act_attach },
  { "validate", 0, TRUE, act_validate },
  { "sync", 0, FALSE, act_sync },
  { "list", 0, FALSE, act_list },
  { "patience", 1, FALSE, act_patience },
};

static void
run_line (Script *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 0);

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (words[0], acts[i].name) && g_strv_length (words) == acts[i].words + 1)
      {
        gboolean done = !(acts[i].on_draft && self->draft == NULL) && acts[i].act (self, words);

        printf ("%s %s\n", done ? "done" : "failed", line);
        fflush (stdout);
        return;
      }
  g_error ("The script says what nobody knows: %s", line);
}

static void
close_all (Script *self)
{
  GHashTableIter iter;
  gpointer computer;

  g_hash_table_iter_init (&iter, self->computers);
  while (g_hash_table_iter_next (&iter, NULL, &computer))
    {
      g_hash_table_remove_all (((Computer *) computer)->drafts);
      await (imagin_accounts_close (((Computer *) computer)->accounts), "close");
    }
}

/* How much memory it took at most, in kB; what getrusage() says begins with what the parent had. */
static void
tell_peak (void)
{
  g_autofree char *status = NULL;
  const char *line = g_file_get_contents ("/proc/self/status", &status, NULL, NULL) ? strstr (status, "VmHWM:") : NULL;

  if (line != NULL)
    printf ("peak %ld\n", strtol (line + strlen ("VmHWM:"), NULL, 10));
}

int
main (int argc, char **argv)
{
  Script script = { .acks = -1 };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    {
      fprintf (stderr, "Usage: client-script SCRIPT ACKS\n");
      return 2;
    }
  dex_init ();
  script.acks = open (argv[2], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (script.acks < 0 || !g_file_get_contents (argv[1], &text, NULL, &error))
    g_error ("Nothing to do: %s", error != NULL ? error->message : g_strerror (errno));
  script.computers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, computer_free);
  script.entered = g_ptr_array_new_with_free_func (entered_free);
  lines = g_strsplit (g_strchomp (text), "\n", 0);
  for (guint i = 0; lines[i] != NULL; i++)
    run_line (&script, lines[i]);
  g_ptr_array_unref (script.entered);
  close_all (&script);
  tell_peak ();
  printf ("end\n");
  fflush (stdout);
  /* The engines' fibers end by themselves, and nothing is left to lose. */
  _exit (0);
}
