/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two sides entered, in words. */

#include "ui/waiting/imagin-clash-text.h"

#include "base/imagin-moment.h"
#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-journey-lines.h"
#include "ui/texts/imagin-means.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

typedef enum
{
  VALUE_TEXT,
  VALUE_DAY,
  VALUE_TIME,
  VALUE_INSTANT,
  VALUE_MONEY,
  VALUE_KILOMETRES,
  VALUE_QUANTITY,
} ValueKind;

/* The members that a person knows by a name; any other is shown by its own. */
static const struct
{
  const char *field;
  const char *name;
  ValueKind kind;
} members[] = {
  { "date", N_ ("Day"), VALUE_DAY },
  { "from", N_ ("From"), VALUE_TIME },
  { "to", N_ ("To"), VALUE_TIME },
  { "candidates", N_ ("Candidates heard"), VALUE_QUANTITY },
  { "left_at", N_ ("Departure"), VALUE_INSTANT },
  { "arrived_back_at", N_ ("Return"), VALUE_INSTANT },
  { "left_from", N_ ("From where"), VALUE_TEXT },
  { "means", N_ ("By what"), VALUE_TEXT },
  { "vehicle_id", N_ ("Vehicle"), VALUE_TEXT },
  { "authorised", N_ ("Authorised for the service"), VALUE_TEXT },
  { "distance_km", N_ ("Distance one way"), VALUE_KILOMETRES },
  { "return_trip", N_ ("There and back"), VALUE_TEXT },
  { "fare_cents", N_ ("Price of the tickets"), VALUE_MONEY },
  { "tolls_cents", N_ ("Tolls"), VALUE_MONEY },
  { "parking_cents", N_ ("Parking"), VALUE_MONEY },
  { "commune", N_ ("Commune"), VALUE_TEXT },
  { "claimed", N_ ("Asked for"), VALUE_TEXT },
  { "canteen", N_ ("Subsidised canteen"), VALUE_TEXT },
  { "invoice_paid", N_ ("Paid hotel"), VALUE_TEXT },
  { "provided_free", N_ ("Free of charge"), VALUE_TEXT },
  { "note", N_ ("Remark"), VALUE_TEXT },
  { "receipts_by_post", N_ ("Receipts by post"), VALUE_TEXT },
};

static const char *
member_name (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_equal (members[i].field, field))
      return _ (members[i].name);
  return field;
}

static ValueKind
member_kind (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_equal (members[i].field, field))
      return members[i].kind;
  return VALUE_TEXT;
}

static ImaginMissionField *
find_field (ImaginDraft *draft, const char *key)
{
  return imagin_entity_find (imagin_entity_get_list (imagin_draft_get_mission (draft), "fields"), "key", key);
}

/* What it is of, from the side that has it: "séance du 22 juin". */
static char *
item_title (ImaginDraft *draft, const ImaginClash *clash)
{
  g_auto (GStrv) words = g_strsplit (clash->item, " ", 2);
  g_autofree char *day = NULL;
  ImaginMissionField *field;

  if (g_str_equal (clash->list, "entries"))
    {
      field = find_field (draft, clash->item);
      return field != NULL ? imagin_wording_field (imagin_draft_get_mission (draft), field) : g_strdup (clash->item);
    }
  if (g_str_equal (clash->list, "sessions"))
    return g_strdup (_ ("A session"));
  if (g_str_equal (clash->list, "journeys"))
    return g_strdup (_ ("A journey"));
  day = imagin_format_day_of_year (words[0]);
  if (g_str_equal (clash->list, "nights"))
    return g_strdup_printf (_ ("The night of %s"), day);
  return g_strdup_printf (_ ("The meals of %s"), day);
}

char *
imagin_clash_text_title (ImaginDraft *draft, const ImaginClash *clash)
{
  g_autofree char *item = clash->item != NULL ? item_title (draft, clash) : NULL;
  /* The figure of an entry is what the entry is. */
  gboolean plain = clash->field == NULL || g_strcmp0 (clash->list, "entries") == 0;

  if (clash->item == NULL)
    return g_strdup (clash->field != NULL ? member_name (clash->field) : imagin_wording_part (clash->part));
  return imagin_wording_join (2, item, plain ? NULL : member_name (clash->field));
}

static char *
means_text (const char *means)
{
  g_autoptr (ImaginJourney) journey = g_object_new (IMAGIN_TYPE_JOURNEY, NULL);

  imagin_entity_set_text (journey, "means", means);
  return g_strdup (imagin_means_get_label (journey));
}

static char *
scalar_text (ImaginDraft *draft, const ImaginClash *clash, JsonNode *value)
{
  ImaginMissionField *field = g_strcmp0 (clash->list, "entries") == 0 ? find_field (draft, clash->item) : NULL;
  ImaginAcademyInfo *info = imagin_account_get_info (imagin_draft_get_account (draft));
  GType type = json_node_get_value_type (value);
  const char *text = type == G_TYPE_STRING ? json_node_get_string (value) : NULL;
  ValueKind kind = clash->field != NULL ? member_kind (clash->field) : VALUE_TEXT;
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  g_autofree char *day_text = NULL;
  g_autofree char *time_text = NULL;

  if (text != NULL && g_strcmp0 (clash->field, "means") == 0)
    return means_text (text);
  if (text != NULL && g_strcmp0 (clash->field, "left_from") == 0)
    return g_strdup (g_str_equal (text, "work") ? _ ("Work") : _ ("Home"));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (value) ? _ ("yes") : _ ("no"));
  if (type == G_TYPE_INT64)
    return kind == VALUE_MONEY ? imagin_format_money (json_node_get_int (value))
           : kind == VALUE_KILOMETRES
               ? g_strdup_printf (_ ("%d km"), (int) json_node_get_int (value))
               : imagin_wording_quantity (json_node_get_int (value),
                                          field != NULL ? imagin_entity_get_text (field, "unit") : "");
  if (text == NULL)
    return g_strdup (_ ("entered otherwise"));
  if (kind == VALUE_DAY)
    return imagin_format_day (text);
  if (kind == VALUE_TIME)
    return imagin_format_time (text);
  if (kind != VALUE_INSTANT ||
      !imagin_instant_split (text, info != NULL ? imagin_entity_get_text (info, "time_zone") : NULL, &day, &time))
    return g_strdup (text);
  day_text = imagin_format_day_short (day);
  time_text = imagin_format_time (time);
  return imagin_wording_join (2, day_text, time_text);
}

/* A whole item, as the steps say it. */
static char *
item_text (ImaginDraft *draft, const ImaginClash *clash, JsonNode *value)
{
  g_autoptr (ImaginWorkSession) session = NULL;
  g_autoptr (ImaginJourney) journey = NULL;
  g_autoptr (ImaginEntry) entry = NULL;
  g_autofree char *day = NULL;
  ImaginMissionField *field;

  if (g_strcmp0 (clash->list, "sessions") == 0 &&
      (session = imagin_entity_from_json (IMAGIN_TYPE_WORK_SESSION, value, NULL)) != NULL)
    {
      g_autofree char *text = imagin_wording_session (session, TRUE);

      day = imagin_format_day (imagin_entity_get_text (session, "date"));
      return imagin_wording_join (2, day, text);
    }
  if (g_strcmp0 (clash->list, "journeys") == 0 &&
      (journey = imagin_entity_from_json (IMAGIN_TYPE_JOURNEY, value, NULL)) != NULL)
    return imagin_journey_lines_describe (journey);
  if (g_strcmp0 (clash->list, "entries") == 0 &&
      (entry = imagin_entity_from_json (IMAGIN_TYPE_ENTRY, value, NULL)) != NULL)
    {
      field = find_field (draft, clash->item);
      return imagin_entity_is_set (entry, "text")
                 ? g_strdup (imagin_entity_get_text (entry, "text"))
                 : imagin_wording_quantity (imagin_entity_get_integer (entry, "quantity", 0),
                                            field != NULL ? imagin_entity_get_text (field, "unit") : "");
    }
  return g_strdup (_ ("entered otherwise"));
}

char *
imagin_clash_text_value (ImaginDraft *draft, const ImaginClash *clash, JsonNode *value)
{
  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return g_strdup (clash->item != NULL && clash->field == NULL ? _ ("removed") : _ ("nothing"));
  return JSON_NODE_HOLDS_VALUE (value) ? scalar_text (draft, clash, value) : item_text (draft, clash, value);
}

char *
imagin_clash_text_author (ImaginDraft *draft)
{
  ImaginAuthor *author = imagin_entity_get_entity (imagin_draft_get_acknowledged (draft), "changed_by");
  const char *who = author != NULL ? imagin_entity_get_text (author, "who") : NULL;
  g_autofree char *at = author != NULL && imagin_entity_is_set (author, "at")
                            ? imagin_format_clock (imagin_entity_get_text (author, "at"))
                            : NULL;
  const char *name = g_strcmp0 (who, "intervener") == 0 ? _ ("You, on another computer")
                     : g_strcmp0 (who, "office") == 0   ? _ ("The exams office")
                                                        : _ ("The academy");

  return imagin_wording_join (2, name, at);
}
