/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses of the web may be used at all. */

#include "base/imagin-web-address.h"

#include <libsoup/soup.h>

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_strcmp0 (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

GUri *
imagin_web_address_parse (const char *address)
{
  g_autoptr (GUri) uri = address != NULL ? g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL ||
      !(g_strcmp0 (scheme, "https") == 0 || (g_strcmp0 (scheme, "http") == 0 && is_loopback (host))))
    return NULL;
  return g_steal_pointer (&uri);
}
