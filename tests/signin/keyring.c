/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client's keyring, driven by words on its standard input:
 *   store ACCOUNT TOKEN, lookup ACCOUNT, clear ACCOUNT, set-aside, patience SECONDS
 * Each is answered by one line on the standard output: done, none, token TOKEN, or failed NAME. */

#include "base/imagin-error.h"
#include "store/imagin-keyring.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>

typedef struct
{
  ImaginKeyring *keyring;
  GDataInputStream *input;
  GMainLoop *loop;
} Client;

static const char *
name_of (const GError *error)
{
  static const struct
  {
    ImaginError code;
    const char *name;
  } names[] = {
    { IMAGIN_ERROR_KEYRING, "other" },           { IMAGIN_ERROR_KEYRING_ABSENT, "absent" },
    { IMAGIN_ERROR_KEYRING_LOCKED, "locked" },   { IMAGIN_ERROR_KEYRING_REFUSED, "refused" },
    { IMAGIN_ERROR_KEYRING_DAMAGED, "damaged" }, { IMAGIN_ERROR_KEYRING_FOREIGN, "foreign" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (imagin_error_matches (error, names[i].code))
      return names[i].name;
  return error->message;
}

static DexFuture *
tell (DexFuture *completed, gpointer data)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (value == NULL)
    printf ("failed %s\n", name_of (error));
  else if (G_VALUE_HOLDS (value, G_TYPE_BYTES) && g_bytes_get_size (g_value_get_boxed (value)) > 0)
    printf ("token %s\n", (const char *) g_bytes_get_data (g_value_get_boxed (value), NULL));
  else
    printf ("%s\n", G_VALUE_HOLDS (value, G_TYPE_BYTES) ? "none" : "done");
  fflush (stdout);
  return NULL;
}

static DexFuture *
obey (Client *self, const char *const *words)
{
  guint n = g_strv_length ((char **) words);

  if (n == 3 && g_str_equal (words[0], "store"))
    return imagin_keyring_store (self->keyring, words[1], "Imagin", words[2]);
  if (n == 2 && g_str_equal (words[0], "lookup"))
    return imagin_keyring_lookup (self->keyring, words[1]);
  if (n == 2 && g_str_equal (words[0], "clear"))
    return imagin_keyring_clear (self->keyring, words[1]);
  if (n == 2 && g_str_equal (words[0], "patience"))
    {
      imagin_keyring_set_patience (self->keyring, atoi (words[1]));
      return dex_future_new_for_boolean (TRUE);
    }
  return imagin_keyring_set_aside (self->keyring);
}

static void
read_line (GObject *source, GAsyncResult *result, gpointer data)
{
  Client *self = data;
  g_autofree char *line = g_data_input_stream_read_line_finish (self->input, result, NULL, NULL);
  g_auto (GStrv) words = line != NULL ? g_strsplit (line, " ", 3) : NULL;

  if (line == NULL)
    {
      g_main_loop_quit (self->loop);
      return;
    }
  dex_future_disown (dex_future_finally (obey (self, (const char *const *) words), tell, NULL, NULL));
  g_data_input_stream_read_line_async (self->input, G_PRIORITY_DEFAULT, NULL, read_line, self);
}

int
main (int argc, char **argv)
{
  Client self = { NULL };
  g_autoptr (GInputStream) input = g_unix_input_stream_new (0, FALSE);

  g_log_writer_default_set_use_stderr (TRUE);
  dex_init ();
  self.keyring = imagin_keyring_new ();
  self.input = g_data_input_stream_new (input);
  self.loop = g_main_loop_new (NULL, FALSE);
  g_data_input_stream_read_line_async (self.input, G_PRIORITY_DEFAULT, NULL, read_line, &self);
  g_main_loop_run (self.loop);
  g_clear_object (&self.keyring);
  g_clear_object (&self.input);
  g_main_loop_unref (self.loop);
  return 0;
}
