/* SPDX-License-Identifier: GPL-3.0-or-later */
/* estimate: what a statement is worth, line by line, in the words of the screen. */

#include "academy/academy-json.h"
#include "academy/commands/academy-commands.h"
#include "base/imagin-error.h"
#include "base/imagin-moment.h"
#include "domain/imagin-estimate.h"

#include <stdio.h>

#define MOST_BYTES (16 * 1024 * 1024)
#define NARROW "\u202f"

static const char help[] =
    "Reckons a statement by the rules that the window uses, and prints a line of JSON for each line of the estimate:\n"
    "  part    \"work\" or \"travel\"\n"
    "  text    in French, as on the screen\n"
    "  cents   euro cents, or null where it cannot be estimated (never 0 instead)\n"
    "  reason  null, or why not: rate_unknown, no_hours, session_incomplete, no_means, no_fare, no_distance,\n"
    "          vehicle_unknown, class_unknown\n"
    "  source  the text of law, or the label of the academy's card; null where there is none\n"
    "  table   \"academy\" or \"shipped\": where the rate was found; null for a cost paid as typed\n"
    "\n"
    "FILE is one JSON object:\n"
    "  statement          a Statement of the contract; its travel.journeys give the times that meals are derived "
    "from,\n"
    "                     its travel.nights the beds, its travel.meals what differs (claimed, canteen, provided_free)\n"
    "  mission            the Mission (exam, type, fields, rates, place). rates.hour_class \"optional\" is an "
    "optional\n"
    "                     oral. Without fields each entry's key is taken for its unit (copies, minutes, candidates)\n"
    "  card or cards      the academy's RateCard, a list of them, or null: they win over the shipped tables\n"
    "  residences         Residences (kind, commune_code): no meal in these communes\n"
    "  vehicles           Vehicles (id, kind, fiscal_power)\n"
    "  communes           {\"33063\": \"large\", …}: classes (paris, large, base) that win over the shipped list\n"
    "  kilometres_before  of the year, before this statement's first journey; 0 where absent\n"
    "  time_zone          \"Europe/Paris\" where absent\n"
    "  declared_only      true for what was sent: a meal that is not claimed is not paid; false where absent\n"
    "  counted_elsewhere  [\"2026-06-22 lunch\", …]: meals and nights that another mission counts already";

typedef struct
{
  JsonObject *object;
  ImaginMission *mission;
  ImaginStatement *statement;
  GListModel *cards;
  GListStore *residences;
  GListStore *vehicles;
  ImaginRateTable *rates;
} File;

static void
file_clear (File *self)
{
  g_clear_object (&self->mission);
  g_clear_object (&self->statement);
  g_clear_object (&self->cards);
  g_clear_object (&self->residences);
  g_clear_object (&self->vehicles);
  g_clear_object (&self->rates);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, file_clear)

static void
set_default (JsonObject *object, const char *name, const char *text)
{
  if (!json_object_has_member (object, name))
    json_object_set_string_member (object, name, text);
}

static void
set_default_code (JsonObject *object, const char *name)
{
  JsonObject *code;

  if (json_object_has_member (object, name))
    {
      code = imagin_json_object_member (object, name);
      if (code != NULL)
        set_default (code, "label", "-");
      return;
    }
  code = json_object_new ();
  json_object_set_string_member (code, "code", "-");
  json_object_set_string_member (code, "label", "-");
  json_object_set_object_member (object, name, code);
}

static void
set_default_fields (JsonObject *mission, JsonObject *statement)
{
  JsonArray *entries = imagin_json_array_member (imagin_json_object_member (statement, "work"), "entries");
  JsonArray *fields = json_array_new ();

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonNode *entry = json_array_get_element (entries, i);
      const char *key =
          JSON_NODE_HOLDS_OBJECT (entry) ? imagin_json_text_member (json_node_get_object (entry), "key") : NULL;
      JsonObject *field;

      if (key == NULL)
        continue;
      field = json_object_new ();
      json_object_set_string_member (field, "key", key);
      json_object_set_string_member (field, "label", key);
      json_object_set_string_member (field, "unit", key);
      json_array_add_object_element (fields, field);
    }
  json_object_set_array_member (mission, "fields", fields);
}

/* What the reckoning does not need may be left out of FILE. */
static gboolean
read_mission (File *self, GError **error)
{
  JsonObject *mission = imagin_json_object_member (self->object, "mission");
  JsonObject *statement = imagin_json_object_member (self->object, "statement");
  g_autofree char *now = imagin_now_text ();

  if (mission == NULL || statement == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_INVALID, "FILE has no mission or no statement (see --help)");
  set_default (statement, "mission_id", "-");
  set_default (statement, "etag", "-");
  set_default (mission, "id", "-");
  set_default (mission, "paper", "-");
  set_default (mission, "starts_at", now);
  set_default (mission, "ends_at", now);
  set_default_code (mission, "exam");
  set_default_code (mission, "type");
  if (!json_object_has_member (mission, "fields"))
    set_default_fields (mission, statement);
  json_object_set_member (mission, "statement", json_node_copy (json_object_get_member (self->object, "statement")));
  self->mission =
      imagin_entity_from_json (IMAGIN_TYPE_MISSION, json_object_get_member (self->object, "mission"), error);
  if (self->mission == NULL)
    return FALSE;
  self->statement = g_object_ref (imagin_mission_get_statement (self->mission));
  return TRUE;
}

static gboolean
read_list (File *self, const char *name, GType type, GListStore **list, GError **error)
{
  JsonArray *array = imagin_json_array_member (self->object, name);

  *list = g_list_store_new (type);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autoptr (GObject) item = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        set_default (json_node_get_object (node), "id", "-");
      item = imagin_entity_from_json (type, node, error);
      if (item == NULL)
        {
          g_prefix_error (error, "/%s/%u", name, i);
          return FALSE;
        }
      g_list_store_append (*list, item);
    }
  return TRUE;
}

static void
read_communes (File *self)
{
  JsonObject *communes = imagin_json_object_member (self->object, "communes");
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (communes == NULL)
    return;
  json_object_iter_init_ordered (&iter, communes);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    if (json_node_get_value_type (member) == G_TYPE_STRING)
      imagin_rate_table_set_commune_class (self->rates, name, json_node_get_string (member));
}

static gboolean
read_file (File *self, GError **error)
{
  const char *cards = json_object_has_member (self->object, "cards") ? "cards" : "card";
  JsonNode *node = json_object_get_member (self->object, cards);

  self->cards = imagin_rate_table_read_cards (node, error);
  if (self->cards == NULL || !read_mission (self, error) ||
      !read_list (self, "residences", IMAGIN_TYPE_RESIDENCE, &self->residences, error) ||
      !read_list (self, "vehicles", IMAGIN_TYPE_VEHICLE, &self->vehicles, error))
    return FALSE;
  self->rates = imagin_rate_table_new (self->cards);
  read_communes (self);
  return TRUE;
}

/* "1 234,56 €", with narrow no-break spaces. */
static char *
money (gint64 cents)
{
  gint64 euros = cents / 100;
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%" G_GINT64_FORMAT, euros);
  for (gssize at = (gssize) text->len - 3; at > 0; at -= 3)
    g_string_insert (text, at, NARROW);
  g_string_append_printf (text, ",%02d" NARROW "€", (int) (cents % 100));
  return g_string_free_and_steal (text);
}

static char *
quantity_text (ImaginEstimateLine *line)
{
  static const char *const names[][3] = {
    { "copies", "copie", "copies" },
    { "candidates", "candidat", "candidats" },
    { "km", "km", "km" },
    { "meals", "repas", "repas" },
    { "nights", "nuit", "nuits" },
  };
  gint64 quantity = line->quantity;

  if (g_str_equal (line->unit, "minutes"))
    {
      if (quantity < 60)
        return g_strdup_printf ("%d min", (int) quantity);
      return quantity % 60 == 0 ? g_strdup_printf ("%d h", (int) (quantity / 60))
                                : g_strdup_printf ("%d h %02d", (int) (quantity / 60), (int) (quantity % 60));
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (line->unit, names[i][0]))
      return g_strdup_printf ("%" G_GINT64_FORMAT " %s", quantity, names[i][quantity > 1 ? 2 : 1]);
  /* An unit that is not known here is a word for programs: the field's own label says it. */
  return line->label != NULL ? g_strdup_printf ("%s" NARROW ": %" G_GINT64_FORMAT, line->label, quantity)
                             : g_strdup_printf ("%" G_GINT64_FORMAT " %s", quantity, line->unit);
}

static const char *
name_of (ImaginEstimateLine *line)
{
  const char *kind = line->kind;
  static const char *const names[][2] = { { "fare", "Billet" },
                                          { "tolls", "Péages" },
                                          { "parking", "Stationnement" },
                                          { "kilometres", "Kilomètres" },
                                          { "hours", "Heures" } };

  if (g_strcmp0 (line->rate_class, "convenience") == 0)
    return "Tarif du train, 2e classe";
  if (g_strcmp0 (line->reason, IMAGIN_REASON_NO_MEANS) == 0)
    return "Trajet";
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (kind, names[i][0]))
      return names[i][1];
  return kind;
}

static char *
text_of (ImaginEstimateLine *line)
{
  g_autofree char *quantity = NULL;
  g_autofree char *unit_amount = NULL;
  g_autofree char *share = NULL;

  if (line->unit == NULL || line->quantity < 0)
    return g_strdup (name_of (line));
  quantity = quantity_text (line);
  if (line->unit_cents < 0)
    return g_steal_pointer (&quantity);
  unit_amount = money (line->unit_cents);
  share = line->percent != 100 ? g_strdup_printf (" × %d" NARROW "%%", (int) line->percent) : g_strdup ("");
  return g_strdup_printf ("%s × %s%s", quantity, unit_amount, share);
}

static void
print_line (ImaginEstimateLine *line)
{
  static const char *const tables[] = { NULL, "academy", "shipped" };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = text_of (line);
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  academy_json_text (builder, "part", line->part);
  academy_json_text (builder, "text", text);
  academy_json_integer (builder, "cents", line->cents);
  academy_json_text (builder, "reason", line->reason);
  academy_json_text (builder, "source", line->source);
  academy_json_text (builder, "table", tables[line->origin]);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = imagin_json_to_text (root);
  printf ("%s\n", json);
}

static gboolean
read_texts (File *self, GStrvBuilder *builder)
{
  JsonArray *array = imagin_json_array_member (self->object, "counted_elsewhere");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (json_node_get_value_type (json_array_get_element (array, i)) == G_TYPE_STRING)
      g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return array != NULL;
}

static gboolean
estimate (JsonNode *root, GError **error)
{
  g_auto (File) file = { json_node_get_object (root), NULL };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) elsewhere = NULL;
  g_autoptr (ImaginEstimate) lines = NULL;
  ImaginEstimateInput input = { 0 };

  if (!read_file (&file, error))
    return FALSE;
  if (read_texts (&file, builder))
    elsewhere = g_strv_builder_end (builder);
  input.mission = file.mission;
  input.residences = G_LIST_MODEL (file.residences);
  input.vehicles = G_LIST_MODEL (file.vehicles);
  input.rates = file.rates;
  input.kilometres_before = CLAMP (imagin_json_integer_member (file.object, "kilometres_before", 0), 0, 10000000);
  input.time_zone = imagin_json_text_member (file.object, "time_zone");
  input.counted_elsewhere = (const char *const *) elsewhere;
  input.declared_only = json_object_get_boolean_member_with_default (file.object, "declared_only", FALSE);
  lines = imagin_estimate_new (&input);
  for (guint i = 0; i < lines->lines->len; i++)
    print_line (g_ptr_array_index (lines->lines, i));
  return TRUE;
}

gboolean
academy_command_estimate (GStrv *arguments, GError **error)
{
  static const char usage[] = "estimate FILE.json";
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) strict = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (!academy_command_parse (arguments, entries, usage, help, error))
    return FALSE;
  if (g_strv_length (*arguments) != 2)
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "Usage: imagin-academy %s", usage);
  if (!g_file_get_contents ((*arguments)[1], &text, &length, error))
    return FALSE;
  bytes = g_bytes_new (text, length);
  strict = imagin_json_parse (bytes, MOST_BYTES, error);
  if (strict == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (strict))
    return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "FILE is no JSON object (see --help)");
  /* Once more, for a tree that can be completed. */
  root = academy_json_read (text);
  return estimate (root, error);
}
