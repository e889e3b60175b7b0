/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parameters of an address and of a form, strictly: what comes twice could be read in two ways. */

#include "academy/http/academy-form.h"
#include "base/imagin-limits.h"

#include <string.h>

#define PARAMETERS_MAXIMUM 32
#define VALUE_MAXIMUM_BYTES 2048

static char *
decode (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "+", ' ');
  g_autofree char *plain = g_uri_unescape_string (spaced, NULL);

  if (plain == NULL || strlen (plain) > VALUE_MAXIMUM_BYTES || !g_utf8_validate (plain, -1, NULL))
    return NULL;
  for (const char *at = plain; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      return NULL;
  return g_steal_pointer (&plain);
}

static gboolean
take (GHashTable *form, GHashTable *seen, const char *pair)
{
  const char *equals = strchr (pair, '=');
  g_autofree char *raw = equals != NULL ? g_strndup (pair, (gsize) (equals - pair)) : g_strdup (pair);
  char *name = decode (raw);
  char *value = decode (equals != NULL ? equals + 1 : "");

  if (name == NULL || value == NULL || !g_hash_table_add (seen, g_strdup (name)))
    {
      g_free (name);
      g_free (value);
      return FALSE;
    }
  if (*value != '\0')
    g_hash_table_insert (form, name, value);
  else
    {
      g_free (name);
      g_free (value);
    }
  return TRUE;
}

static GHashTable *
parse (const char *text)
{
  g_autoptr (GHashTable) form = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) pairs = g_strsplit (text, "&", PARAMETERS_MAXIMUM + 1);

  if (strlen (text) > IMAGIN_FORM_MAXIMUM_BYTES || g_strv_length (pairs) > PARAMETERS_MAXIMUM)
    return NULL;
  for (guint i = 0; pairs[i] != NULL; i++)
    if (*pairs[i] != '\0' && !take (form, seen, pairs[i]))
      return NULL;
  return g_steal_pointer (&form);
}

GHashTable *
academy_form_of_query (AcademyRequest *request)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (request->message));

  return parse (query != NULL ? query : "");
}

GHashTable *
academy_form_of_body (AcademyRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  g_autoptr (GBytes) body = academy_request_body (request);
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *text = NULL;

  if (g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), SOUP_FORM_MIME_TYPE_URLENCODED) != 0 ||
      size > IMAGIN_FORM_MAXIMUM_BYTES || (size > 0 && memchr (data, '\0', size) != NULL))
    return NULL;
  text = g_strndup (size > 0 ? data : "", size);
  return parse (text);
}
