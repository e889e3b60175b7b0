/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the words of the command line to what is trusted. */

#include "academy/commands/academy-serve-options.h"

#include "academy/academy-key-fetch.h"
#include "base/imagin-error.h"

#define CLIENT "imagin"
#define CLAIM "sub"
#define PORTS_MAXIMUM 64
#define SKEW_MAXIMUM 600
#define KEYS_SECONDS_MAXIMUM 3600

static const char *const default_scopes[] = { "openid", "profile", "offline_access", NULL };

void
academy_issuer_options_clear (AcademyIssuerOptions *self)
{
  g_free (self->issuer);
  g_free (self->client);
  g_free (self->audience);
  g_free (self->claim);
  g_strfreev (self->scopes);
  g_strfreev (self->ports);
}

static gboolean
read_ports (char **words, GArray *ports, GError **error)
{
  guint count = words != NULL ? g_strv_length (words) : 0;

  if (count > PORTS_MAXIMUM)
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "More than %d ports", PORTS_MAXIMUM);
  for (guint i = 0; i < count; i++)
    {
      guint64 number;
      gint64 port;

      if (!g_ascii_string_to_unsigned (words[i], 10, 1024, 65535, &number, error))
        return FALSE;
      port = (gint64) number;
      g_array_append_val (ports, port);
    }
  return TRUE;
}

static char *
text_or (const char *text, const char *otherwise)
{
  return g_strdup (text != NULL && *text != '\0' ? text : otherwise);
}

gboolean
academy_issuer_options_read (const AcademyIssuerOptions *self, AcademyTrustRules *rules, GError **error)
{
  if (!academy_issuer_is_usable (self->issuer))
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED,
                                   "An issuer is an https address, or http on this computer: %s", self->issuer);
  if (self->skew < 0 || self->skew > SKEW_MAXIMUM || self->keys_seconds < 1 ||
      self->keys_seconds > KEYS_SECONDS_MAXIMUM)
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "A number is out of its bounds");
  rules->issuer = g_strdup (self->issuer);
  rules->client = text_or (self->client, CLIENT);
  rules->audience = text_or (self->audience, rules->client);
  rules->claim = text_or (self->claim, CLAIM);
  rules->scopes = g_strdupv (self->scopes != NULL ? self->scopes : (char **) default_scopes);
  rules->ports = g_array_new (FALSE, FALSE, sizeof (gint64));
  rules->skew = self->skew;
  rules->keys_seconds = self->keys_seconds;
  return read_ports (self->ports, rules->ports, error);
}
