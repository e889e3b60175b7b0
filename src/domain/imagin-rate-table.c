/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rate cards: the academy's, and behind them the shipped tables of data/rates. */

#include "domain/imagin-rate-table.h"

#include "base/imagin-error.h"
#include "base/imagin-json.h"
#include "imagin-rates.h"

#define MOST_BYTES (1024 * 1024)

struct _ImaginRateTable
{
  GObject parent_instance;

  GListModel *academy;
  GListStore *shipped;
  ImaginRateRules *rules;
  ImaginCommuneClasses *communes;
  GHashTable *said; /* commune → class, as somebody said it */
};

G_DEFINE_FINAL_TYPE (ImaginRateTable, imagin_rate_table, G_TYPE_OBJECT)

static const ImaginField imagin_rate_row_fields[] = {
  { "kind", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "rate", IMAGIN_FIELD_INTEGER, .minimum = 1, .maximum = 1000 },
  { "from_km", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = 10000000 },
  { "class", IMAGIN_FIELD_WORD, .maximum = 64 },
  { "amount_cents", IMAGIN_FIELD_INTEGER, .required = TRUE, .minimum = 0, .maximum = 100000000 },
  { "source", IMAGIN_FIELD_TEXT },
};

IMAGIN_DEFINE_ENTITY (ImaginRateRow, imagin_rate_row, imagin_rate_row_fields)

static const ImaginField imagin_rate_card_fields[] = {
  { "id", IMAGIN_FIELD_WORD, .required = TRUE },
  { "label", IMAGIN_FIELD_TEXT, .required = TRUE },
  { "source", IMAGIN_FIELD_TEXT },
  { "valid_from", IMAGIN_FIELD_DAY },
  { "valid_to", IMAGIN_FIELD_DAY },
  { "currency", IMAGIN_FIELD_WORD, .maximum = 3 },
  { "exams", IMAGIN_FIELD_TEXTS },
  { "rows", IMAGIN_FIELD_LIST, .item_type = imagin_rate_row_get_type },
};

IMAGIN_DEFINE_ENTITY (ImaginRateCard, imagin_rate_card, imagin_rate_card_fields)

/* Whether a card may answer: its currency, its exams, and the day. Days compare as texts. */
static gboolean
card_holds (ImaginRateCard *card, const ImaginRateQuery *query)
{
  const char *currency = imagin_entity_get_text (card, "currency");
  const char *from = imagin_entity_get_text (card, "valid_from");
  const char *to = imagin_entity_get_text (card, "valid_to");
  const char *const *exams = imagin_entity_get_texts (card, "exams");

  if (currency != NULL && !g_str_equal (currency, "EUR"))
    return FALSE;
  if (imagin_entity_is_set (card, "exams") && (query->exam == NULL || !g_strv_contains (exams, query->exam)))
    return FALSE;
  return query->day != NULL && (from == NULL || g_strcmp0 (query->day, from) >= 0) &&
         (to == NULL || g_strcmp0 (query->day, to) <= 0);
}

static gboolean
row_answers (ImaginRateRow *row, const ImaginRateQuery *query)
{
  return g_strcmp0 (imagin_entity_get_text (row, "kind"), query->kind) == 0 &&
         imagin_entity_get_integer (row, "rate", 0) == query->rate &&
         g_strcmp0 (imagin_entity_get_text (row, "class"), query->rate_class) == 0;
}

static gboolean
find_in_card (ImaginRateCard *card, const ImaginRateQuery *query, ImaginRate *rate)
{
  GListModel *rows = imagin_entity_get_list (card, "rows");
  ImaginRateRow *best = NULL;
  gint64 best_from = -1;

  rate->last_kilometre = G_MAXINT64;
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ImaginRateRow) row = g_list_model_get_item (rows, i);
      gint64 from = imagin_entity_get_integer (row, "from_km", 0);

      if (!row_answers (row, query))
        continue;
      if (from > query->kilometre)
        rate->last_kilometre = MIN (rate->last_kilometre, from - 1);
      else if (from > best_from)
        {
          best = row;
          best_from = from;
        }
    }
  if (best == NULL)
    return FALSE;
  rate->amount_cents = imagin_entity_get_integer (best, "amount_cents", 0);
  rate->source = imagin_entity_get_text (best, "source");
  rate->card_id = imagin_entity_get_text (card, "id");
  return TRUE;
}

static gboolean
find_in_cards (GListModel *cards, ImaginRateOrigin origin, const ImaginRateQuery *query, ImaginRate *rate)
{
  for (guint i = 0; cards != NULL && i < g_list_model_get_n_items (cards); i++)
    {
      g_autoptr (ImaginRateCard) card = g_list_model_get_item (cards, i);

      if (!card_holds (card, query) || !find_in_card (card, query, rate))
        continue;
      rate->origin = origin;
      if (origin == IMAGIN_RATE_ORIGIN_ACADEMY || rate->source == NULL)
        rate->source = imagin_entity_get_text (card, "label");
      return TRUE;
    }
  return FALSE;
}

static void
imagin_rate_table_finalize (GObject *object)
{
  ImaginRateTable *self = IMAGIN_RATE_TABLE (object);

  g_clear_object (&self->academy);
  g_clear_object (&self->shipped);
  g_clear_object (&self->rules);
  g_clear_object (&self->communes);
  g_clear_pointer (&self->said, g_hash_table_unref);
  G_OBJECT_CLASS (imagin_rate_table_parent_class)->finalize (object);
}

static void
imagin_rate_table_class_init (ImaginRateTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_rate_table_finalize;
}

static void
imagin_rate_table_init (ImaginRateTable *self)
{
  self->shipped = g_list_store_new (IMAGIN_TYPE_RATE_CARD);
  self->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

JsonNode *
imagin_rate_table_read_shipped (const char *name, gpointer data)
{
  g_autofree char *path = g_strconcat ("/fr/imagin/rates/", name, NULL);
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (imagin_rates_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return bytes != NULL ? imagin_json_parse (bytes, MOST_BYTES, NULL) : NULL;
}

static gpointer
read_file (GType type, const char *name, ImaginRateReader reader, gpointer data, GError **error)
{
  g_autoptr (JsonNode) node = reader (name, data);
  gpointer entity;

  if (node == NULL)
    return imagin_error_set_null (error, IMAGIN_ERROR_MALFORMED, "%s: it is not JSON", name);
  entity = imagin_entity_from_json (type, node, error);
  if (entity == NULL)
    g_prefix_error (error, "%s", name);
  return entity;
}

ImaginRateTable *
imagin_rate_table_new_for_reader (GListModel *academy_cards, ImaginRateReader reader, gpointer data, GError **error)
{
  static const char *const files[] = { "jury-2012.json",   "travel-2023.json", "travel-2022.json",
                                       "travel-2020.json", "travel-2019.json", NULL };
  g_autoptr (ImaginRateTable) self = g_object_new (IMAGIN_TYPE_RATE_TABLE, NULL);

  g_set_object (&self->academy, academy_cards);
  self->rules = read_file (IMAGIN_TYPE_RATE_RULES, "rules.json", reader, data, error);
  if (self->rules == NULL)
    return NULL;
  self->communes = read_file (IMAGIN_TYPE_COMMUNE_CLASSES, "communes.json", reader, data, error);
  if (self->communes == NULL)
    return NULL;
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr (ImaginRateCard) card = read_file (IMAGIN_TYPE_RATE_CARD, files[i], reader, data, error);

      if (card == NULL)
        return NULL;
      g_list_store_append (self->shipped, card);
    }
  return g_steal_pointer (&self);
}

ImaginRateTable *
imagin_rate_table_new (GListModel *academy_cards)
{
  g_autoptr (GError) error = NULL;
  ImaginRateTable *self =
      imagin_rate_table_new_for_reader (academy_cards, imagin_rate_table_read_shipped, NULL, &error);

  if (self == NULL)
    g_error ("The shipped rates cannot be read: %s", error->message);
  return self;
}

static gboolean
append_card (GListStore *cards, JsonNode *node, GError **error)
{
  g_autoptr (ImaginRateCard) card = imagin_entity_from_json (IMAGIN_TYPE_RATE_CARD, node, error);

  if (card == NULL)
    return FALSE;
  g_list_store_append (cards, card);
  return TRUE;
}

GListModel *
imagin_rate_table_read_cards (JsonNode *node, GError **error)
{
  g_autoptr (GListStore) cards = g_list_store_new (IMAGIN_TYPE_RATE_CARD);
  JsonArray *array = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return G_LIST_MODEL (g_steal_pointer (&cards));
  if (JSON_NODE_HOLDS_ARRAY (node))
    array = json_node_get_array (node);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    array = imagin_json_array_member (json_node_get_object (node), "items");
  if (array == NULL)
    return append_card (cards, node, error) ? G_LIST_MODEL (g_steal_pointer (&cards)) : NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!append_card (cards, json_array_get_element (array, i), error))
      return NULL;
  return G_LIST_MODEL (g_steal_pointer (&cards));
}

GListModel *
imagin_rate_table_get_shipped (ImaginRateTable *self)
{
  return G_LIST_MODEL (self->shipped);
}

ImaginRateRules *
imagin_rate_table_get_rules (ImaginRateTable *self)
{
  return self->rules;
}

void
imagin_rate_table_set_commune_class (ImaginRateTable *self, const char *commune, const char *commune_class)
{
  g_hash_table_insert (self->said, g_strdup (commune), g_strdup (commune_class));
}

const char *
imagin_rate_table_find_commune_class (ImaginRateTable *self, const char *commune_code, const char *commune)
{
  const char *said = commune_code != NULL ? g_hash_table_lookup (self->said, commune_code) : NULL;

  if (said == NULL && commune != NULL)
    said = g_hash_table_lookup (self->said, commune);
  return said != NULL ? said : imagin_commune_classes_find (self->communes, commune_code);
}

gboolean
imagin_rate_table_find (ImaginRateTable *self, const ImaginRateQuery *query, ImaginRate *rate)
{
  *rate = (ImaginRate) { 0 };
  return find_in_cards (self->academy, IMAGIN_RATE_ORIGIN_ACADEMY, query, rate) ||
         find_in_cards (G_LIST_MODEL (self->shipped), IMAGIN_RATE_ORIGIN_SHIPPED, query, rate);
}
