/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks another process for what the person's keyring holds, and bounds it. */

#include "store/imagin-keyring.h"

#include "base/imagin-error.h"
#include "store/imagin-keyring-wire.h"

#include "imagin-config.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#define PATIENCE_SECONDS 180
#define END_SECONDS 5

struct _ImaginKeyring
{
  GObject parent_instance;

  int patience;
  DexFuture *last;     /* nullable: the end of what was asked last; the next waits for it */
  guint64 asked;       /* how much was asked so far */
  guint64 turned_away; /* up to here the person has answered: it stays locked */
  GSubprocess *process;
  GSocketConnection *connection;
};

G_DEFINE_FINAL_TYPE (ImaginKeyring, imagin_keyring, G_TYPE_OBJECT)

/* A text that is overwritten before it is freed. */

typedef struct
{
  gsize size;
  char bytes[];
} Secret;

static void
secret_free (gpointer data)
{
  Secret *secret = data;

  explicit_bzero (secret->bytes, secret->size);
  g_free (secret);
}

static Secret *
secret_new (gsize size)
{
  Secret *secret = g_malloc0 (sizeof (Secret) + size + 1);

  secret->size = size;
  return secret;
}

static GBytes *
secret_to_bytes (Secret *secret)
{
  return g_bytes_new_with_free_func (secret->bytes, secret->size, secret_free, secret);
}

/* The process */

/* The helper beside the program where it runs uninstalled, the installed one otherwise. */
static char *
helper_path (void)
{
  const char *directory = g_getenv ("IMAGIN_LIBEXEC");

  return g_build_filename (directory != NULL ? directory : IMAGIN_LIBEXEC_DIR, "imagin-keyring", NULL);
}

static void
end_process (ImaginKeyring *self)
{
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
  g_clear_object (&self->connection);
}

static gboolean
begin_process (ImaginKeyring *self, GError **error)
{
  g_autofree char *helper = helper_path ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSocket) socket = NULL;
  int pair[2];

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    return imagin_error_set_false (error, IMAGIN_ERROR_KEYRING, "%s", g_strerror (errno));
  g_subprocess_launcher_take_stdin_fd (launcher, pair[1]);
  socket = g_socket_new_from_fd (pair[0], error);
  if (socket == NULL)
    return FALSE;
  self->process = g_subprocess_launcher_spawn (launcher, error, helper, NULL);
  if (self->process == NULL)
    return FALSE;
  self->connection = g_socket_connection_factory_create_connection (socket);
  return TRUE;
}

/* Runs in a fiber. Reads up to its end what @future gives, which is TRUE in time or not at all. */
static gboolean
in_time (ImaginKeyring *self, DexFuture *future, gint64 *count, GError **error)
{
  *count = dex_await_int64 (dex_future_first (future, dex_timeout_new_seconds (self->patience), NULL), error);
  return *count > 0;
}

static gboolean
give (ImaginKeyring *self, GBytes *request, GError **error)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (self->connection));
  gsize size;
  const char *bytes = g_bytes_get_data (request, &size);
  gint64 count;

  for (gsize given = 0; given < size; given += (gsize) count)
    if (!in_time (self, dex_output_stream_write (output, bytes + given, size - given, G_PRIORITY_DEFAULT), &count,
                  error))
      return FALSE;
  return TRUE;
}

static gboolean
receive (ImaginKeyring *self, gpointer bytes, gsize size, GError **error)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (self->connection));
  gint64 count;

  for (gsize got = 0; got < size; got += (gsize) count)
    if (!in_time (self, dex_input_stream_read (input, (char *) bytes + got, size - got, G_PRIORITY_DEFAULT), &count,
                  error))
      return FALSE;
  return TRUE;
}

/* What it means that the process said nothing. */
static DexFuture *
unanswered (ImaginKeyring *self, const GError *error)
{
  g_autoptr (GSubprocess) process = g_object_ref (self->process);

  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    {
      end_process (self);
      self->turned_away = self->asked;
      return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_KEYRING_LOCKED, "Nobody answered the keyring in time");
    }
  g_clear_object (&self->connection);
  dex_await (dex_future_first (dex_subprocess_wait_check (process), dex_timeout_new_seconds (END_SECONDS), NULL), NULL);
  end_process (self);
  if (g_subprocess_get_if_signaled (process))
    return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_KEYRING_DAMAGED,
                                  "Reading the keyring ended with signal %d", g_subprocess_get_term_sig (process));
  return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_KEYRING, "The keyring could not be asked");
}

/* Asking */

typedef struct
{
  ImaginKeyring *keyring;
  ImaginKeyringVerb verb;
  guint64 number;
  GBytes *request;
  DexFuture *before;
  DexPromise *done;
  Secret *token; /* what comes back */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->keyring);
  g_bytes_unref (asking->request);
  dex_clear (&asking->before);
  g_clear_pointer (&asking->token, secret_free);
  dex_promise_resolve_boolean (asking->done, TRUE);
  dex_unref (asking->done);
  g_free (asking);
}

static DexFuture *
refused (ImaginKeyringOutcome outcome)
{
  static const ImaginError codes[] = {
    [IMAGIN_KEYRING_OUTCOME_ABSENT] = IMAGIN_ERROR_KEYRING_ABSENT,
    [IMAGIN_KEYRING_OUTCOME_REFUSED] = IMAGIN_ERROR_KEYRING_REFUSED,
    [IMAGIN_KEYRING_OUTCOME_DAMAGED] = IMAGIN_ERROR_KEYRING_DAMAGED,
    [IMAGIN_KEYRING_OUTCOME_FOREIGN] = IMAGIN_ERROR_KEYRING_FOREIGN,
  };
  ImaginError code = outcome < G_N_ELEMENTS (codes) ? codes[outcome] : IMAGIN_ERROR_FAILED;

  return dex_future_new_reject (IMAGIN_ERROR, (int) (code != IMAGIN_ERROR_FAILED ? code : IMAGIN_ERROR_KEYRING),
                                "The keyring says no (%d)", (int) outcome);
}

static DexFuture *
answered (Asking *asking, ImaginKeyringOutcome outcome)
{
  gboolean done = outcome == IMAGIN_KEYRING_OUTCOME_DONE;

  if (asking->verb == IMAGIN_KEYRING_VERB_LOOKUP && (done || outcome == IMAGIN_KEYRING_OUTCOME_MISSING))
    {
      if (done && !imagin_keyring_is_token (asking->token->bytes, asking->token->size))
        return refused (IMAGIN_KEYRING_OUTCOME_FOREIGN);
      return dex_future_new_take_boxed (G_TYPE_BYTES, secret_to_bytes (g_steal_pointer (&asking->token)));
    }
  if (done || (outcome == IMAGIN_KEYRING_OUTCOME_MISSING && asking->verb == IMAGIN_KEYRING_VERB_CLEAR))
    return dex_future_new_for_boolean (TRUE);
  return refused (outcome);
}

static DexFuture *
ask_fiber (gpointer data)
{
  Asking *asking = data;
  ImaginKeyring *self = asking->keyring;
  g_autoptr (GError) error = NULL;
  ImaginKeyringAnswer answer;

  if (asking->before != NULL)
    dex_await (g_steal_pointer (&asking->before), NULL);
  /* Who leaves the keyring locked is not asked once more for each account that waited behind that question. */
  if (asking->number <= self->turned_away)
    return refused (IMAGIN_KEYRING_OUTCOME_REFUSED);
  if (self->process == NULL && !begin_process (self, &error))
    {
      end_process (self);
      return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_KEYRING, "%s", error->message);
    }
  if (!give (self, asking->request, &error) || !receive (self, &answer, sizeof answer, &error))
    return unanswered (self, error);
  if (answer.token_bytes > IMAGIN_KEYRING_TOKEN_MAXIMUM_BYTES)
    {
      end_process (self);
      return refused (IMAGIN_KEYRING_OUTCOME_FAILED);
    }
  asking->token = secret_new (answer.token_bytes);
  if (!receive (self, asking->token->bytes, asking->token->size, &error))
    return unanswered (self, error);
  if (answer.outcome == IMAGIN_KEYRING_OUTCOME_REFUSED)
    self->turned_away = self->asked;
  /* Another try begins with nothing of what this one was told. */
  if (answer.outcome != IMAGIN_KEYRING_OUTCOME_DONE && answer.outcome != IMAGIN_KEYRING_OUTCOME_MISSING)
    end_process (self);
  return answered (asking, (ImaginKeyringOutcome) answer.outcome);
}

static GBytes *
write_request (ImaginKeyringVerb verb, const char *account, const char *label, const char *token)
{
  ImaginKeyringRequest head = { (guint32) verb, (guint32) strlen (account), (guint32) strlen (label),
                                (guint32) strlen (token) };
  Secret *secret =
      secret_new (sizeof head + (gsize) head.account_bytes + (gsize) head.label_bytes + (gsize) head.token_bytes);
  char *next = secret->bytes;

  memcpy (next, &head, sizeof head);
  next += sizeof head;
  memcpy (next, account, head.account_bytes);
  next += head.account_bytes;
  memcpy (next, label, head.label_bytes);
  next += head.label_bytes;
  memcpy (next, token, head.token_bytes);
  return secret_to_bytes (secret);
}

static DexFuture *
ask (ImaginKeyring *self, ImaginKeyringVerb verb, const char *account, const char *label, const char *token)
{
  Asking *asking;
  DexFuture *fiber;

  if (strlen (account) > IMAGIN_KEYRING_TEXT_MAXIMUM_BYTES || strlen (label) > IMAGIN_KEYRING_TEXT_MAXIMUM_BYTES ||
      strlen (token) > IMAGIN_KEYRING_TOKEN_MAXIMUM_BYTES)
    return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_KEYRING, "More than a keyring is asked to keep");
  asking = g_new0 (Asking, 1);
  asking->keyring = g_object_ref (self);
  asking->verb = verb;
  asking->number = ++self->asked;
  asking->request = write_request (verb, account, label, token);
  asking->before = g_steal_pointer (&self->last);
  asking->done = dex_promise_new ();
  self->last = dex_ref (DEX_FUTURE (asking->done));
  fiber = dex_scheduler_spawn (NULL, 0, ask_fiber, asking, asking_free);
  dex_future_disown (dex_ref (fiber));
  return fiber;
}

DexFuture *
imagin_keyring_store (ImaginKeyring *self, const char *account_id, const char *label, const char *refresh_token)
{
  return ask (self, IMAGIN_KEYRING_VERB_STORE, account_id, label, refresh_token);
}

DexFuture *
imagin_keyring_lookup (ImaginKeyring *self, const char *account_id)
{
  return ask (self, IMAGIN_KEYRING_VERB_LOOKUP, account_id, "", "");
}

DexFuture *
imagin_keyring_clear (ImaginKeyring *self, const char *account_id)
{
  return ask (self, IMAGIN_KEYRING_VERB_CLEAR, account_id, "", "");
}

DexFuture *
imagin_keyring_set_aside (ImaginKeyring *self)
{
  return ask (self, IMAGIN_KEYRING_VERB_SET_ASIDE, "", "", "");
}

void
imagin_keyring_set_patience (ImaginKeyring *self, int seconds)
{
  self->patience = seconds;
}

/* The object */

static void
imagin_keyring_finalize (GObject *object)
{
  ImaginKeyring *self = IMAGIN_KEYRING (object);

  /* What was asked holds the object: nothing is under way here. */
  end_process (self);
  dex_clear (&self->last);
  G_OBJECT_CLASS (imagin_keyring_parent_class)->finalize (object);
}

static void
imagin_keyring_class_init (ImaginKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_keyring_finalize;
}

static void
imagin_keyring_init (ImaginKeyring *self)
{
  self->patience = PATIENCE_SECONDS;
}

ImaginKeyring *
imagin_keyring_new (void)
{
  return g_object_new (IMAGIN_TYPE_KEYRING, NULL);
}
