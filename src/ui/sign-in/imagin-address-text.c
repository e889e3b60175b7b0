/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong with an academy's address, in words. */

#include "ui/sign-in/imagin-address-text.h"

#include "base/imagin-error.h"
#include "base/imagin-web-address.h"
#include "ui/texts/imagin-error-text.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

gboolean
imagin_address_text_is_passing (const GError *error)
{
  return imagin_error_matches (error, IMAGIN_ERROR_OFFLINE) || imagin_error_matches (error, IMAGIN_ERROR_TIMED_OUT) ||
         imagin_error_matches (error, IMAGIN_ERROR_UNAVAILABLE);
}

/* Of an academy from the list: its address is right, and nothing is to be checked. */
static char *
offered_text (const char *name, const GError *error)
{
  if (imagin_address_text_is_passing (error))
    /* Translators: %s is the name of an academy. */
    return g_strdup_printf (_ ("%s does not answer now. It is tried again by itself; if it goes on, come back later."),
                            name);
  if (imagin_error_matches (error, IMAGIN_ERROR_UNTRUSTED) || imagin_error_matches (error, IMAGIN_ERROR_NOT_FOUND) ||
      imagin_error_matches (error, IMAGIN_ERROR_MALFORMED))
    return g_strdup_printf (_ ("What answers now is not %s. On a school’s or hotel’s network, open its sign-in page "
                               "first; else come back later."),
                            name);
  return NULL;
}

static const char *
sentence (const char *address, const GError *error)
{
  g_autoptr (GUri) taken = imagin_web_address_parse (address);
  gboolean plain = g_str_has_prefix (address, "http://");

  if (imagin_address_text_is_passing (error) &&
      !g_network_monitor_get_network_available (g_network_monitor_get_default ()))
    return _ ("This computer has no network now. It is tried again by itself; the demonstration works without one.");
  if (imagin_error_matches (error, IMAGIN_ERROR_OFFLINE))
    return _ (
        "Nothing answers at this address. Check each letter of it on the convocation. If it is right, the academy does "
        "not answer now: it is tried again by itself; the demonstration works without a network.");
  if (imagin_address_text_is_passing (error))
    return _ ("The academy takes too long to answer. It is tried again by itself; the demonstration works without a "
              "network.");
  if (imagin_error_matches (error, IMAGIN_ERROR_UNTRUSTED) && plain && taken == NULL)
    return _ ("An address that begins with http:// is not protected. Type it with https://, or without anything before "
              "it.");
  if (imagin_error_matches (error, IMAGIN_ERROR_UNTRUSTED) && !plain)
    return _ (
        "This address cannot prove that it is the academy’s. Check it on the convocation; on a school’s or hotel’s "
        "network, open its sign-in page first.");
  if (imagin_error_matches (error, IMAGIN_ERROR_UNTRUSTED) || imagin_error_matches (error, IMAGIN_ERROR_NOT_FOUND) ||
      imagin_error_matches (error, IMAGIN_ERROR_MALFORMED))
    return _ (
        "Something answers at this address, but it is not an academy. Check it on the convocation, or ask the exams "
        "office.");
  return NULL;
}

static gboolean
is_of_the_web (GUri *uri)
{
  return g_str_equal (g_uri_get_scheme (uri), "https") || g_str_equal (g_uri_get_scheme (uri), "http");
}

/* A name without a dot is no site on the web; this computer's own is. */
static gboolean
has_site (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  return host != NULL && (strchr (host, '.') != NULL || strchr (host, ':') != NULL || g_str_equal (host, "localhost"));
}

/* What a browser or a hand puts at the end of an address. */
static char *
without_slashes (const char *typed)
{
  char *bare = g_strstrip (g_strdup (typed));

  for (gsize length = strlen (bare); length > 1 && bare[length - 1] == '/' && bare[length - 2] != ':'; length--)
    bare[length - 1] = '\0';
  return bare;
}

char *
imagin_address_text_read (const char *typed, const char **problem)
{
  g_autofree char *bare = without_slashes (typed);
  g_autofree char *address = strstr (bare, "://") != NULL ? g_strdup (bare) : g_strconcat ("https://", bare, NULL);
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  *problem = NULL;
  if (*bare == '\0')
    *problem = _ ("Type the academy’s address: it stands on your convocation, and looks like “imagin.ac-example.fr”.");
  else if (strchr (bare, '@') != NULL)
    *problem =
        _ ("This is an e-mail address. The academy’s own looks like “imagin.ac-example.fr”: see your convocation.");
  else if (uri == NULL || !is_of_the_web (uri) || !has_site (uri) || strpbrk (bare, " \t\n") != NULL)
    *problem = _ ("This is no web address. The academy’s looks like “imagin.ac-example.fr”: see your convocation.");
  return *problem == NULL ? g_steal_pointer (&address) : NULL;
}

char *
imagin_address_text_error (const char *address, const char *offered, const GError *error)
{
  gboolean network = g_network_monitor_get_network_available (g_network_monitor_get_default ());
  g_autofree char *named =
      offered != NULL && (network || !imagin_address_text_is_passing (error)) ? offered_text (offered, error) : NULL;
  const char *text = sentence (address, error);

  if (named != NULL)
    return g_steal_pointer (&named);
  return text != NULL ? g_strdup (text) : imagin_error_text (error);
}
