/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as text. */

#include "academy/demo/academy-csv.h"

#include "base/imagin-error.h"

#include <string.h>

static char
separator_of (const char *text)
{
  int balance = 0;

  for (const char *at = text; *at != '\0' && *at != '\n'; at++)
    balance += *at == ';' ? 1 : *at == ',' ? -1 : 0;
  return balance > 0 ? ';' : ',';
}

/* Reads one cell and leaves *at behind it, on a separator, a line's end or the text's. */
static char *
read_cell (const char **at, char separator)
{
  GString *cell = g_string_new (NULL);
  gboolean quoted = **at == '"';

  if (quoted)
    (*at)++;
  for (; **at != '\0'; (*at)++)
    {
      if (quoted && **at == '"' && (*at)[1] == '"')
        (*at)++;
      else if (quoted && **at == '"')
        {
          quoted = FALSE;
          continue;
        }
      else if (!quoted && (**at == separator || **at == '\n' || **at == '\r'))
        break;
      g_string_append_c (cell, **at);
    }
  return g_string_free_and_steal (cell);
}

static GStrv
read_line (const char **at, char separator)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  for (;;)
    {
      g_strv_builder_take (cells, read_cell (at, separator));
      if (**at != separator)
        break;
      (*at)++;
    }
  *at += strspn (*at, "\r\n");
  return g_strv_builder_end (cells);
}

GPtrArray *
academy_csv_parse (const char *text, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  const char *at = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
  char separator = separator_of (at);
  g_auto (GStrv) names = read_line (&at, separator);

  while (*at != '\0')
    {
      g_auto (GStrv) cells = read_line (&at, separator);
      GHashTable *line = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

      g_ptr_array_add (lines, line);
      if (g_strv_length (cells) != g_strv_length (names))
        return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "Line %u has %u cells, not %u", lines->len + 1,
                                      g_strv_length (cells), g_strv_length (names));
      for (guint i = 0; names[i] != NULL; i++)
        g_hash_table_insert (line, g_strdup (names[i]), g_strdup (cells[i]));
    }
  return g_steal_pointer (&lines);
}
