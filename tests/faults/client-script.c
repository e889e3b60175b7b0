/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The account library without a screen: what a person does is read from a script, and what they were told is written
 * down where no fault reaches. */

#include "client-script.h"

#include "account/imagin-account-private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#define LOOK_EVERY_MS 2
#define ASKING_MS 200    /* a pull that was asked for begins at once */
#define PAUSE_MS 60000   /* the academy may be starting anew */
#define PATIENCE_MS 4000 /* longer than two of the engine's first waits after a failure */

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

void
client_ack (Script *self, const char *format, ...)
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

gboolean
client_said (const char *what, GError **error)
{
  printf ("refused %s: %s\n", what, *error != NULL ? (*error)->message : "in vain");
  g_clear_error (error);
  return FALSE;
}

gboolean
client_await (DexFuture *future, const char *what)
{
  g_autoptr (GError) error = NULL;

  return unit_await (future, NULL, &error) || client_said (what, &error);
}

static gpointer
await_object (DexFuture *future, const char *what)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!unit_await (future, &value, &error))
    {
      client_said (what, &error);
      return NULL;
    }
  return g_value_dup_object (&value);
}

static gboolean
look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
client_wait_for_ms (UnitCondition condition, gpointer data, gint64 milliseconds)
{
  gint64 deadline = g_get_monotonic_time () + milliseconds * 1000;
  guint source = g_timeout_add (LOOK_EVERY_MS, look_again, NULL);
  gboolean holds;

  while (!(holds = condition (data)) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  return holds;
}

gboolean
client_wait_for (UnitCondition condition, gpointer data)
{
  return client_wait_for_ms (condition, data, patience_ms);
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
      if (!client_await (imagin_accounts_load (computer->accounts), "load"))
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
    client_wait_for (is_settled, account);
  if (!client_await (imagin_account_sign_in (account, words[2], words[3], new_password), "sign-in"))
    return FALSE;
  imagin_accounts_adopt (self->computer->accounts, account);
  client_ack (self, "signed-in %s", words[1]);
  if (!client_wait_for (is_up_to_date, account))
    return FALSE;
  client_ack (self, "pulled %s", words[1]);
  return TRUE;
}

static gboolean
is_asking (gpointer data)
{
  return imagin_account_get_state (data) != IMAGIN_ACCOUNT_UP_TO_DATE;
}

/* pull ADDRESS */
static gboolean
act_pull (Script *self, char **words)
{
  ImaginAccount *account = find_account (self, words[1]);

  if (account == NULL)
    return FALSE;
  imagin_account_refresh (account);
  client_wait_for_ms (is_asking, account, ASKING_MS);
  return client_wait_for (is_up_to_date, account);
}

/* refresh ADDRESS: without waiting for it */
static gboolean
act_refresh (Script *self, char **words)
{
  ImaginAccount *account = find_account (self, words[1]);

  if (account != NULL)
    imagin_account_refresh (account);
  return account != NULL;
}

/* again ADDRESS NUMBER PASSWORD: signs in where the session is over */
static gboolean
act_again (Script *self, char **words)
{
  ImaginAccount *account = find_account (self, words[1]);
  char *sign_in[] = { words[0], words[1], words[2], words[3], (char *) "-", NULL };

  return account != NULL &&
         (imagin_account_get_state (account) != IMAGIN_ACCOUNT_SIGNED_OUT || act_sign_in (self, sign_in));
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

/* pause FILE: until it is there; meanwhile the computers go on */
static gboolean
is_there (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static gboolean
act_pause (Script *self, char **words)
{
  printf ("pause %s\n", words[1]);
  fflush (stdout);
  return client_wait_for_ms (is_there, words[1], PAUSE_MS);
}

static gpointer
kill_later (gpointer data)
{
  g_usleep (GPOINTER_TO_UINT (data) * 1000);
  kill (getpid (), SIGKILL);
  return NULL;
}

/* kill MILLISECONDS: that long from now, whatever happens then; 0: at once */
static gboolean
act_kill (Script *self, char **words)
{
  guint milliseconds = (guint) g_ascii_strtoull (words[1], NULL, 10);

  if (milliseconds == 0)
    kill_later (NULL);
  g_thread_unref (g_thread_new ("kill", kill_later, GUINT_TO_POINTER (milliseconds)));
  return TRUE;
}

static const struct
{
  const char *name;
  guint words;
  gboolean on_draft;
  ClientAct act;
} acts[] = {
  { "computer", 1, FALSE, act_computer },
  { "sign-in", 4, FALSE, act_sign_in },
  { "pull", 1, FALSE, act_pull },
  { "refresh", 1, FALSE, act_refresh },
  { "again", 3, FALSE, act_again },
  { "open", 2, FALSE, act_open },
  { "set", 2, TRUE, client_act_set },
  { "save", 0, TRUE, client_act_save },
  { "attach", 1, TRUE, client_act_attach },
  { "validate", 0, TRUE, client_act_validate },
  { "sync", 0, FALSE, client_act_sync },
  { "list", 0, FALSE, client_act_list },
  { "save-kept", 0, FALSE, client_act_save_kept },
  { "patience", 1, FALSE, act_patience },
  { "pause", 1, FALSE, act_pause },
  { "kill", 1, FALSE, act_kill },
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
      client_await (imagin_accounts_close (((Computer *) computer)->accounts), "close");
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
