/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The academy's description of itself and its limits. */

#include "academy/academy-info.h"

#include "academy/academy-json.h"
#include "academy/academy-time.h"
#include "academy/office/academy-rules.h"

#include <string.h>

#define DEFAULT_RECEIPT_BYTES (10 * 1024 * 1024)
#define DEFAULT_RECEIPT_COUNT 20

static const char *const media_types[] = { "application/pdf", "image/jpeg", "image/png", "image/gif", NULL };

gint64
academy_info_receipt_bytes (AcademyDatabase *database)
{
  return academy_database_setting (database, "receipt_bytes", DEFAULT_RECEIPT_BYTES);
}

gint64
academy_info_receipt_count (AcademyDatabase *database)
{
  return academy_database_setting (database, "receipt_count", DEFAULT_RECEIPT_COUNT);
}

const char *const *
academy_info_media_types (void)
{
  return media_types;
}

static void
set_receipt_rules (AcademyDatabase *database, JsonObject *academy)
{
  JsonObject *rules = json_object_new ();
  JsonArray *types = json_array_new ();

  for (guint i = 0; media_types[i] != NULL; i++)
    json_array_add_string_element (types, media_types[i]);
  json_object_set_array_member (rules, "media_types", types);
  json_object_set_int_member (rules, "max_bytes", academy_info_receipt_bytes (database));
  json_object_set_int_member (rules, "max_count", academy_info_receipt_count (database));
  json_object_set_object_member (academy, "receipts", rules);
}

static void
set_password_rules (JsonObject *academy)
{
  JsonObject *rules = json_object_new ();
  JsonArray *needs = json_array_new ();

  json_array_add_string_element (needs, "letter");
  json_array_add_string_element (needs, "digit");
  json_object_set_int_member (rules, "minimum_length", ACADEMY_PASSWORD_MINIMUM);
  json_object_set_int_member (rules, "maximum_length", ACADEMY_PASSWORD_MAXIMUM);
  json_object_set_array_member (rules, "needs", needs);
  json_object_set_object_member (academy, "password_rules", rules);
}

static JsonNode *
description (AcademyDatabase *database)
{
  g_autofree char *today = academy_today ();
  const char *file = academy_database_setting (database, "competitions", 0) != 0 ? "demo/academy-competitions.json"
                                                                                 : "demo/academy.json";

  return academy_json_resource (file, (int) academy_database_setting (database, "year", atoi (today)));
}

char *
academy_info_name (AcademyDatabase *database)
{
  g_autoptr (JsonNode) node = description (database);

  return g_strdup (imagin_json_text_member (json_node_get_object (node), "name"));
}

JsonNode *
academy_info (AcademyDatabase *database, gint64 poll_seconds, AcademyTrust *trust)
{
  JsonNode *node = description (database);
  JsonObject *academy = json_node_get_object (node);

  json_object_set_string_member (academy, "epoch", database->epoch);
  json_object_set_int_member (academy, "poll_seconds", poll_seconds);
  json_object_set_boolean_member (academy, "demonstration",
                                  academy_database_setting (database, "demonstration", 0) != 0);
  if (trust != NULL)
    json_array_add_object_element (imagin_json_array_member (academy, "sign_in"), academy_trust_describe (trust));
  set_receipt_rules (database, academy);
  set_password_rules (academy);
  return node;
}

static const struct
{
  const char *media_type;
  const char *magic;
  gsize size;
} magics[] = {
  { "application/pdf", "%PDF-", 5 }, { "image/jpeg", "\xff\xd8\xff", 3 }, { "image/png", "\x89PNG\r\n\x1a\n", 8 },
  { "image/gif", "GIF87a", 6 },      { "image/gif", "GIF89a", 6 },
};

const char *
academy_info_sniff (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (size >= magics[i].size && memcmp (data, magics[i].magic, magics[i].size) == 0)
      return magics[i].media_type;
  return NULL;
}

static gboolean
has_character (const char *text, gboolean (*is_kind) (gunichar))
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (is_kind (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

JsonArray *
academy_info_check_password (const char *number, const char *old, const char *fresh)
{
  JsonArray *faults = json_array_new ();
  glong length = g_utf8_strlen (fresh, -1);
  const char *here = "/new_password";

  if (length < ACADEMY_PASSWORD_MINIMUM)
    academy_faults_add (faults, "too_short", "Il faut au moins 8 caractères.", "%s", here);
  if (length > ACADEMY_PASSWORD_MAXIMUM)
    academy_faults_add (faults, "too_long", "Il faut au plus 128 caractères.", "%s", here);
  if (!has_character (fresh, g_unichar_isdigit))
    academy_faults_add (faults, "needs_digit", "Il faut au moins un chiffre.", "%s", here);
  if (!has_character (fresh, g_unichar_isalpha))
    academy_faults_add (faults, "needs_letter", "Il faut au moins une lettre.", "%s", here);
  if (g_str_equal (fresh, number))
    academy_faults_add (faults, "same_as_number", "Le mot de passe ne peut pas être le numéro d’intervenant.", "%s",
                        here);
  else if (g_str_equal (fresh, old))
    academy_faults_add (faults, "same_as_before", "Le mot de passe doit être différent du précédent.", "%s", here);
  return faults;
}
