/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages for the person's own browser: plain HTML, without a script. */

#include "academy/http/academy-page.h"

#include <string.h>

#define FOLDER "/fr/imagin/academy/demo/portal/"

static char *
read_file (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize size;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return data != NULL ? g_strndup (data, size) : g_strdup ("");
}

static void
add_value (GString *page, GHashTable *values, const char *name)
{
  gboolean raw = *name == '!';
  const char *value = g_hash_table_lookup (values, raw ? name + 1 : name);
  g_autofree char *escaped = NULL;

  if (value == NULL)
    return;
  escaped = raw ? g_strdup (value) : g_markup_escape_text (value, -1);
  g_string_append (page, escaped);
}

/* What was put in is not looked at again: a value cannot name another one. */
static char *
fill (const char *template, GHashTable *values)
{
  GString *page = g_string_new (NULL);
  const char *at = template, *open;

  while ((open = strchr (at, '{')) != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = NULL;

      if (close == NULL)
        break;
      name = g_strndup (open + 1, (gsize) (close - open - 1));
      g_string_append_len (page, at, open - at);
      add_value (page, values, name);
      at = close + 1;
    }
  g_string_append (page, at);
  return g_string_free_and_steal (page);
}

/* The style stands in the page, and is the only one that is taken (CSP level 3, section 2.3.1). A form leads to the
 * program's own listener, which is on another port of the loopback each time. */
static void
set_headers (SoupMessageHeaders *headers, const char *style)
{
  guint8 digest[32];
  gsize size = sizeof digest;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *hash = NULL;
  g_autofree char *policy = NULL;

  g_checksum_update (sum, (const guchar *) style, (gssize) strlen (style));
  g_checksum_get_digest (sum, digest, &size);
  hash = g_base64_encode (digest, size);
  policy = g_strdup_printf ("default-src 'none'; style-src 'sha256-%s'; form-action 'self' http:; base-uri 'none'; "
                            "frame-ancestors 'none'",
                            hash);
  soup_message_headers_replace (headers, "Content-Security-Policy", policy);
  soup_message_headers_replace (headers, "X-Frame-Options", "DENY");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Content-Language", "fr");
}

void
academy_page_answer (AcademyRequest *request, guint status, const char *file, ...)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *style = read_file ("page.css");
  g_autofree char *template = read_file (file);
  g_autofree char *page = NULL;
  va_list arguments;
  const char *name;

  va_start (arguments, file);
  while ((name = va_arg (arguments, const char *)) != NULL)
    g_hash_table_insert (values, (gpointer) name, (gpointer) va_arg (arguments, const char *));
  va_end (arguments);
  g_hash_table_insert (values, (gpointer) "style", style);
  page = fill (template, values);
  set_headers (soup_server_message_get_response_headers (request->message), style);
  soup_server_message_set_status (request->message, status, NULL);
  soup_server_message_set_response (request->message, "text/html; charset=utf-8", SOUP_MEMORY_COPY, page,
                                    strlen (page));
}

void
academy_page_answer_message (AcademyRequest *request, guint status, const char *title, const char *text)
{
  academy_page_answer (request, status, "message.html", "title", title, "text", text, NULL);
}

char *
academy_page_hidden (GHashTable *form, const char *const *except)
{
  GString *fields = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, form);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!g_strv_contains (except, name))
      {
        g_autofree char *field = g_markup_printf_escaped ("<input type=\"hidden\" name=\"%s\" value=\"%s\">\n",
                                                          (char *) name, (char *) value);

        g_string_append (fields, field);
      }
  return g_string_free_and_steal (fields);
}
