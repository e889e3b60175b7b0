/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every figure of data/rates, written out a second time: changing any one of them is noticed. */

#include "domain/imagin-estimate.h"

#include <string.h>

/* As domain texts give them, by hand: kind, rate, class, kilometre of the year, day, cents (-1: not known). */
static const struct
{
  const char *kind;
  gint64 rate;
  const char *rate_class;
  gint64 kilometre;
  const char *day;
  gint64 cents;
} amounts[] = {
  { "copy", 1, NULL, 0, "2026-06-22", 75 },
  { "copy", 2, NULL, 0, "2026-06-22", 110 },
  { "copy", 3, NULL, 0, "2026-06-22", 173 },
  { "copy", 4, NULL, 0, "2026-06-22", 247 },
  { "copy", 5, NULL, 0, "2026-06-22", 500 },
  { "hour", 1, NULL, 0, "2026-06-22", 411 },
  { "hour", 2, NULL, 0, "2026-06-22", 549 },
  { "hour", 3, NULL, 0, "2026-06-22", 960 },
  { "hour", 4, NULL, 0, "2026-06-22", 1372 },
  { "hour", 5, NULL, 0, "2026-06-22", -1 },
  { "copy", 1, NULL, 0, "2012-01-01", 75 },
  { "copy", 1, NULL, 0, "2011-12-31", -1 },
  { "kilometre", 0, "up_to_5_cv", 0, "2019-03-01", 29 },
  { "kilometre", 0, "up_to_5_cv", 2000, "2019-03-01", 29 },
  { "kilometre", 0, "up_to_5_cv", 2001, "2019-03-01", 36 },
  { "kilometre", 0, "up_to_5_cv", 10000, "2019-03-01", 36 },
  { "kilometre", 0, "up_to_5_cv", 10001, "2019-03-01", 21 },
  { "kilometre", 0, "6_to_7_cv", 0, "2019-03-01", 37 },
  { "kilometre", 0, "6_to_7_cv", 2000, "2019-03-01", 37 },
  { "kilometre", 0, "6_to_7_cv", 2001, "2019-03-01", 46 },
  { "kilometre", 0, "6_to_7_cv", 10000, "2019-03-01", 46 },
  { "kilometre", 0, "6_to_7_cv", 10001, "2019-03-01", 27 },
  { "kilometre", 0, "from_8_cv", 0, "2019-03-01", 41 },
  { "kilometre", 0, "from_8_cv", 2000, "2019-03-01", 41 },
  { "kilometre", 0, "from_8_cv", 2001, "2019-03-01", 50 },
  { "kilometre", 0, "from_8_cv", 10000, "2019-03-01", 50 },
  { "kilometre", 0, "from_8_cv", 10001, "2019-03-01", 29 },
  { "kilometre", 0, "up_to_5_cv", 0, "2019-12-31", 29 },
  { "kilometre", 0, "up_to_5_cv", 2000, "2019-12-31", 29 },
  { "kilometre", 0, "up_to_5_cv", 2001, "2019-12-31", 36 },
  { "kilometre", 0, "up_to_5_cv", 10000, "2019-12-31", 36 },
  { "kilometre", 0, "up_to_5_cv", 10001, "2019-12-31", 21 },
  { "kilometre", 0, "6_to_7_cv", 0, "2019-12-31", 37 },
  { "kilometre", 0, "6_to_7_cv", 2000, "2019-12-31", 37 },
  { "kilometre", 0, "6_to_7_cv", 2001, "2019-12-31", 46 },
  { "kilometre", 0, "6_to_7_cv", 10000, "2019-12-31", 46 },
  { "kilometre", 0, "6_to_7_cv", 10001, "2019-12-31", 27 },
  { "kilometre", 0, "from_8_cv", 0, "2019-12-31", 41 },
  { "kilometre", 0, "from_8_cv", 2000, "2019-12-31", 41 },
  { "kilometre", 0, "from_8_cv", 2001, "2019-12-31", 50 },
  { "kilometre", 0, "from_8_cv", 10000, "2019-12-31", 50 },
  { "kilometre", 0, "from_8_cv", 10001, "2019-12-31", 29 },
  { "kilometre", 0, "up_to_5_cv", 0, "2020-01-01", 29 },
  { "kilometre", 0, "up_to_5_cv", 2000, "2020-01-01", 29 },
  { "kilometre", 0, "up_to_5_cv", 2001, "2020-01-01", 36 },
  { "kilometre", 0, "up_to_5_cv", 10000, "2020-01-01", 36 },
  { "kilometre", 0, "up_to_5_cv", 10001, "2020-01-01", 21 },
  { "kilometre", 0, "6_to_7_cv", 0, "2020-01-01", 37 },
  { "kilometre", 0, "6_to_7_cv", 2000, "2020-01-01", 37 },
  { "kilometre", 0, "6_to_7_cv", 2001, "2020-01-01", 46 },
  { "kilometre", 0, "6_to_7_cv", 10000, "2020-01-01", 46 },
  { "kilometre", 0, "6_to_7_cv", 10001, "2020-01-01", 27 },
  { "kilometre", 0, "from_8_cv", 0, "2020-01-01", 41 },
  { "kilometre", 0, "from_8_cv", 2000, "2020-01-01", 41 },
  { "kilometre", 0, "from_8_cv", 2001, "2020-01-01", 50 },
  { "kilometre", 0, "from_8_cv", 10000, "2020-01-01", 50 },
  { "kilometre", 0, "from_8_cv", 10001, "2020-01-01", 29 },
  { "kilometre", 0, "up_to_5_cv", 0, "2021-12-31", 29 },
  { "kilometre", 0, "up_to_5_cv", 2000, "2021-12-31", 29 },
  { "kilometre", 0, "up_to_5_cv", 2001, "2021-12-31", 36 },
  { "kilometre", 0, "up_to_5_cv", 10000, "2021-12-31", 36 },
  { "kilometre", 0, "up_to_5_cv", 10001, "2021-12-31", 21 },
  { "kilometre", 0, "6_to_7_cv", 0, "2021-12-31", 37 },
  { "kilometre", 0, "6_to_7_cv", 2000, "2021-12-31", 37 },
  { "kilometre", 0, "6_to_7_cv", 2001, "2021-12-31", 46 },
  { "kilometre", 0, "6_to_7_cv", 10000, "2021-12-31", 46 },
  { "kilometre", 0, "6_to_7_cv", 10001, "2021-12-31", 27 },
  { "kilometre", 0, "from_8_cv", 0, "2021-12-31", 41 },
  { "kilometre", 0, "from_8_cv", 2000, "2021-12-31", 41 },
  { "kilometre", 0, "from_8_cv", 2001, "2021-12-31", 50 },
  { "kilometre", 0, "from_8_cv", 10000, "2021-12-31", 50 },
  { "kilometre", 0, "from_8_cv", 10001, "2021-12-31", 29 },
  { "kilometre", 0, "up_to_5_cv", 0, "2022-01-01", 32 },
  { "kilometre", 0, "up_to_5_cv", 2000, "2022-01-01", 32 },
  { "kilometre", 0, "up_to_5_cv", 2001, "2022-01-01", 40 },
  { "kilometre", 0, "up_to_5_cv", 10000, "2022-01-01", 40 },
  { "kilometre", 0, "up_to_5_cv", 10001, "2022-01-01", 23 },
  { "kilometre", 0, "6_to_7_cv", 0, "2022-01-01", 41 },
  { "kilometre", 0, "6_to_7_cv", 2000, "2022-01-01", 41 },
  { "kilometre", 0, "6_to_7_cv", 2001, "2022-01-01", 51 },
  { "kilometre", 0, "6_to_7_cv", 10000, "2022-01-01", 51 },
  { "kilometre", 0, "6_to_7_cv", 10001, "2022-01-01", 30 },
  { "kilometre", 0, "from_8_cv", 0, "2022-01-01", 45 },
  { "kilometre", 0, "from_8_cv", 2000, "2022-01-01", 45 },
  { "kilometre", 0, "from_8_cv", 2001, "2022-01-01", 55 },
  { "kilometre", 0, "from_8_cv", 10000, "2022-01-01", 55 },
  { "kilometre", 0, "from_8_cv", 10001, "2022-01-01", 32 },
  { "kilometre", 0, "up_to_5_cv", 0, "2023-09-21", 32 },
  { "kilometre", 0, "up_to_5_cv", 2000, "2023-09-21", 32 },
  { "kilometre", 0, "up_to_5_cv", 2001, "2023-09-21", 40 },
  { "kilometre", 0, "up_to_5_cv", 10000, "2023-09-21", 40 },
  { "kilometre", 0, "up_to_5_cv", 10001, "2023-09-21", 23 },
  { "kilometre", 0, "6_to_7_cv", 0, "2023-09-21", 41 },
  { "kilometre", 0, "6_to_7_cv", 2000, "2023-09-21", 41 },
  { "kilometre", 0, "6_to_7_cv", 2001, "2023-09-21", 51 },
  { "kilometre", 0, "6_to_7_cv", 10000, "2023-09-21", 51 },
  { "kilometre", 0, "6_to_7_cv", 10001, "2023-09-21", 30 },
  { "kilometre", 0, "from_8_cv", 0, "2023-09-21", 45 },
  { "kilometre", 0, "from_8_cv", 2000, "2023-09-21", 45 },
  { "kilometre", 0, "from_8_cv", 2001, "2023-09-21", 55 },
  { "kilometre", 0, "from_8_cv", 10000, "2023-09-21", 55 },
  { "kilometre", 0, "from_8_cv", 10001, "2023-09-21", 32 },
  { "kilometre", 0, "up_to_5_cv", 0, "2023-09-22", 32 },
  { "kilometre", 0, "up_to_5_cv", 2000, "2023-09-22", 32 },
  { "kilometre", 0, "up_to_5_cv", 2001, "2023-09-22", 40 },
  { "kilometre", 0, "up_to_5_cv", 10000, "2023-09-22", 40 },
  { "kilometre", 0, "up_to_5_cv", 10001, "2023-09-22", 23 },
  { "kilometre", 0, "6_to_7_cv", 0, "2023-09-22", 41 },
  { "kilometre", 0, "6_to_7_cv", 2000, "2023-09-22", 41 },
  { "kilometre", 0, "6_to_7_cv", 2001, "2023-09-22", 51 },
  { "kilometre", 0, "6_to_7_cv", 10000, "2023-09-22", 51 },
  { "kilometre", 0, "6_to_7_cv", 10001, "2023-09-22", 30 },
  { "kilometre", 0, "from_8_cv", 0, "2023-09-22", 45 },
  { "kilometre", 0, "from_8_cv", 2000, "2023-09-22", 45 },
  { "kilometre", 0, "from_8_cv", 2001, "2023-09-22", 55 },
  { "kilometre", 0, "from_8_cv", 10000, "2023-09-22", 55 },
  { "kilometre", 0, "from_8_cv", 10001, "2023-09-22", 32 },
  { "kilometre", 0, "up_to_5_cv", 0, "2026-06-22", 32 },
  { "kilometre", 0, "up_to_5_cv", 2000, "2026-06-22", 32 },
  { "kilometre", 0, "up_to_5_cv", 2001, "2026-06-22", 40 },
  { "kilometre", 0, "up_to_5_cv", 10000, "2026-06-22", 40 },
  { "kilometre", 0, "up_to_5_cv", 10001, "2026-06-22", 23 },
  { "kilometre", 0, "6_to_7_cv", 0, "2026-06-22", 41 },
  { "kilometre", 0, "6_to_7_cv", 2000, "2026-06-22", 41 },
  { "kilometre", 0, "6_to_7_cv", 2001, "2026-06-22", 51 },
  { "kilometre", 0, "6_to_7_cv", 10000, "2026-06-22", 51 },
  { "kilometre", 0, "6_to_7_cv", 10001, "2026-06-22", 30 },
  { "kilometre", 0, "from_8_cv", 0, "2026-06-22", 45 },
  { "kilometre", 0, "from_8_cv", 2000, "2026-06-22", 45 },
  { "kilometre", 0, "from_8_cv", 2001, "2026-06-22", 55 },
  { "kilometre", 0, "from_8_cv", 10000, "2026-06-22", 55 },
  { "kilometre", 0, "from_8_cv", 10001, "2026-06-22", 32 },
  { "kilometre", 0, "motorcycle_over_125", 0, "2022-01-01", 15 },
  { "kilometre", 0, "moped", 0, "2022-01-01", 12 },
  { "kilometre", 0, "motorcycle_over_125", 20000, "2022-01-01", 15 },
  { "kilometre", 0, "moped", 20000, "2022-01-01", 12 },
  { "kilometre", 0, "motorcycle_over_125", 0, "2023-09-22", 15 },
  { "kilometre", 0, "moped", 0, "2023-09-22", 12 },
  { "kilometre", 0, "motorcycle_over_125", 20000, "2023-09-22", 15 },
  { "kilometre", 0, "moped", 20000, "2023-09-22", 12 },
  { "kilometre", 0, "up_to_5_cv", 1, "2019-02-28", -1 },
  { "kilometre", 0, "moped", 1, "2021-12-31", -1 },
  { "meal", 0, NULL, 0, "2020-01-01", 1750 },
  { "night", 0, "base", 0, "2020-01-01", 7000 },
  { "night", 0, "large", 0, "2020-01-01", 9000 },
  { "night", 0, "paris", 0, "2020-01-01", 11000 },
  { "night", 0, "disabled", 0, "2020-01-01", 12000 },
  { "meal", 0, NULL, 0, "2021-12-31", 1750 },
  { "night", 0, "base", 0, "2021-12-31", 7000 },
  { "night", 0, "large", 0, "2021-12-31", 9000 },
  { "night", 0, "paris", 0, "2021-12-31", 11000 },
  { "night", 0, "disabled", 0, "2021-12-31", 12000 },
  { "meal", 0, NULL, 0, "2022-01-01", 1750 },
  { "night", 0, "base", 0, "2022-01-01", 7000 },
  { "night", 0, "large", 0, "2022-01-01", 9000 },
  { "night", 0, "paris", 0, "2022-01-01", 11000 },
  { "night", 0, "disabled", 0, "2022-01-01", 12000 },
  { "meal", 0, NULL, 0, "2023-09-21", 1750 },
  { "night", 0, "base", 0, "2023-09-21", 7000 },
  { "night", 0, "large", 0, "2023-09-21", 9000 },
  { "night", 0, "paris", 0, "2023-09-21", 11000 },
  { "night", 0, "disabled", 0, "2023-09-21", 12000 },
  { "meal", 0, NULL, 0, "2023-09-22", 2000 },
  { "night", 0, "base", 0, "2023-09-22", 9000 },
  { "night", 0, "large", 0, "2023-09-22", 12000 },
  { "night", 0, "paris", 0, "2023-09-22", 14000 },
  { "night", 0, "disabled", 0, "2023-09-22", 15000 },
  { "meal", 0, NULL, 0, "2026-06-22", 2000 },
  { "night", 0, "base", 0, "2026-06-22", 9000 },
  { "night", 0, "large", 0, "2026-06-22", 12000 },
  { "night", 0, "paris", 0, "2026-06-22", 14000 },
  { "night", 0, "disabled", 0, "2026-06-22", 15000 },
  { "meal", 0, NULL, 0, "2019-12-31", -1 },
};

static const struct
{
  const char *id, *from, *to;
} periods[] = {
  { "jury-2012", "2012-01-01", NULL },           { "travel-2023", "2023-09-22", NULL },
  { "travel-2022", "2022-01-01", "2023-09-21" }, { "travel-2020", "2020-01-01", "2021-12-31" },
  { "travel-2019", "2019-03-01", "2019-12-31" },
};

/* Both ends of each beginning of codes, each commune, and their neighbours that are base. */
static const struct
{
  const char *code, *commune_class;
} communes[] = {
  { "75056", "paris" }, { "75120", "paris" }, { "92012", "large" }, { "93066", "large" }, { "94028", "large" },
  { "91027", "large" }, { "91326", "large" }, { "91432", "large" }, { "91479", "large" }, { "91589", "large" },
  { "91687", "large" }, { "95018", "large" }, { "06088", "large" }, { "13055", "large" }, { "31555", "large" },
  { "33063", "large" }, { "34172", "large" }, { "35238", "large" }, { "44109", "large" }, { "59350", "large" },
  { "67482", "large" }, { "69123", "large" }, { "13201", "large" }, { "13216", "large" }, { "69381", "large" },
  { "69389", "large" }, { "33281", "base" },  { "24322", "base" },  { "2A004", "base" },  { "97209", "base" },
  { "76540", "base" },  { "95019", "base" },  { "", NULL },         { "Paris", NULL },
};

static const struct
{
  const char *kind;
  gint64 power;
  const char *vehicle_class;
} vehicles[] = {
  { "car", 1, "up_to_5_cv" }, { "car", 5, "up_to_5_cv" }, { "car", 6, "6_to_7_cv" },
  { "car", 7, "6_to_7_cv" },  { "car", 8, "from_8_cv" },  { "motorcycle", -1, "motorcycle_over_125" },
  { "moped", -1, "moped" },   { "car", -1, NULL },        { "balloon", 5, NULL },
};

static const struct
{
  const char *code;
  gint64 copy, hour;
} exams[] = {
  { "bac_general", 5, 3 }, { "bac_techno", 5, 3 }, { "bac_pro", 5, 3 }, { "dnb", 1, 1 }, { "cfg", 1, 1 },
  { "cap", 1, 1 },         { "bep", 1, 1 },        { "bt", 3, 3 },      { "bts", 0, 0 }, { "dcg", 0, 0 },
};

static const struct
{
  const char *kind, *from, *to;
} windows[] = { { "lunch", "11:00", "14:00" }, { "dinner", "18:00", "21:00" }, { "night", "00:00", "05:00" } };

static gboolean
amounts_hold (ImaginRateTable *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      ImaginRateQuery query = { .kind = amounts[i].kind,
                                .rate = amounts[i].rate,
                                .rate_class = amounts[i].rate_class,
                                .kilometre = amounts[i].kilometre,
                                .day = amounts[i].day };
      ImaginRate rate;
      gint64 cents = imagin_rate_table_find (table, &query, &rate) ? rate.amount_cents : -1;

      if (cents != amounts[i].cents)
        return FALSE;
    }
  return TRUE;
}

static gboolean
periods_hold (ImaginRateTable *table)
{
  GListModel *cards = imagin_rate_table_get_shipped (table);

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      ImaginRateCard *card = imagin_entity_find (cards, "id", periods[i].id);

      if (card == NULL || g_strcmp0 (imagin_entity_get_text (card, "valid_from"), periods[i].from) != 0 ||
          g_strcmp0 (imagin_entity_get_text (card, "valid_to"), periods[i].to) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
classes_hold (ImaginRateTable *table)
{
  ImaginRateRules *rules = imagin_rate_table_get_rules (table);

  for (guint i = 0; i < G_N_ELEMENTS (communes); i++)
    if (g_strcmp0 (imagin_rate_table_find_commune_class (table, communes[i].code, NULL), communes[i].commune_class) !=
        0)
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (vehicles); i++)
    if (g_strcmp0 (imagin_rate_rules_find_vehicle_class (rules, vehicles[i].kind, vehicles[i].power),
                   vehicles[i].vehicle_class) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
rules_hold (ImaginRateTable *table)
{
  ImaginRateRules *rules = imagin_rate_table_get_rules (table);
  ImaginRateShare *optional = imagin_rate_rules_find_share (rules, "hour", "optional");
  ImaginRateShare *canteen = imagin_rate_rules_find_share (rules, "meal", "canteen");

  for (guint i = 0; i < G_N_ELEMENTS (exams); i++)
    {
      ImaginExamRates *exam = imagin_rate_rules_find_exam (rules, exams[i].code);

      if ((exam != NULL ? imagin_entity_get_integer (exam, "copy", 0) : 0) != exams[i].copy ||
          (exam != NULL ? imagin_entity_get_integer (exam, "hour", 0) : 0) != exams[i].hour)
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      gpointer window = imagin_entity_find (imagin_entity_get_list (rules, "windows"), "kind", windows[i].kind);

      if (window == NULL || g_strcmp0 (imagin_entity_get_text (window, "from"), windows[i].from) != 0 ||
          g_strcmp0 (imagin_entity_get_text (window, "to"), windows[i].to) != 0)
        return FALSE;
    }
  return optional != NULL && canteen != NULL && imagin_entity_get_integer (optional, "percent", 0) == 75 &&
         imagin_entity_get_integer (canteen, "percent", 0) == 50;
}

static void
test_holds (gconstpointer data)
{
  g_autoptr (ImaginRateTable) table = imagin_rate_table_new (NULL);

  g_assert_true (((gboolean (*) (ImaginRateTable *)) data) (table));
}

/* Walking figures */

typedef struct
{
  const char *file;
  guint wanted; /* which figure of the file is changed */
  guint seen;
  char *what;
} Walk;

static gboolean
take (Walk *walk, const char *name)
{
  if (walk->seen++ != walk->wanted)
    return FALSE;
  walk->what = g_strdup_printf ("%s: figure %u (%s)", walk->file, walk->wanted, name);
  return TRUE;
}

/* Figures that are written as texts: days, times, codes of communes. */
static gboolean
holds_figures (const char *name)
{
  static const char *const names[] = { "valid_from", "valid_to", "from", "to", "code", "prefixes", NULL };

  return g_strv_contains (names, name);
}

static void
walk_node (Walk *walk, JsonNode *node, const char *name)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *member;
      JsonNode *child;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &member, &child))
        walk_node (walk, child, member);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      walk_node (walk, json_array_get_element (json_node_get_array (node), i), name);
  else if (json_node_get_value_type (node) == G_TYPE_INT64 && take (walk, name))
    json_node_set_int (node, json_node_get_int (node) + 1);
  else if (json_node_get_value_type (node) == G_TYPE_STRING && holds_figures (name) && take (walk, name))
    {
      g_autofree char *text = g_strdup (json_node_get_string (node));
      char *last = text + strlen (text) - 1;

      *last = *last == '9' ? '8' : (char) (*last + 1);
      json_node_set_string (node, text);
    }
}

static JsonNode *
read_changed (const char *name, gpointer data)
{
  g_autoptr (JsonNode) shipped = imagin_rate_table_read_shipped (name, NULL);
  g_autofree char *text = json_to_string (shipped, FALSE);
  JsonNode *node = json_from_string (text, NULL);
  Walk *walk = data;

  if (!g_str_equal (name, walk->file))
    return node;
  walk_node (walk, node, "");
  return node;
}

static void
test_every_figure (gconstpointer data)
{
  guint changed = 0;

  for (;; changed++)
    {
      Walk walk = { data, changed, 0, NULL };
      g_autoptr (ImaginRateTable) table = imagin_rate_table_new_for_reader (NULL, read_changed, &walk, NULL);
      g_autofree char *what = walk.what;

      if (what == NULL)
        break;
      /* What cannot be read any more (31 December + 1) is noticed too. */
      if (table != NULL && amounts_hold (table) && periods_hold (table) && classes_hold (table) && rules_hold (table))
        g_error ("Nothing notices a change of %s", what);
    }
  g_assert_cmpint (changed, >=, 10);
  g_test_message ("%u figures of %s", changed, (const char *) data);
}

static void
test_sources (void)
{
  g_autoptr (ImaginRateTable) table = imagin_rate_table_new (NULL);
  GListModel *cards = imagin_rate_table_get_shipped (table);

  for (guint i = 0; i < g_list_model_get_n_items (cards); i++)
    {
      g_autoptr (ImaginRateCard) card = g_list_model_get_item (cards, i);
      GListModel *rows = imagin_entity_get_list (card, "rows");

      for (guint j = 0; j < g_list_model_get_n_items (rows); j++)
        {
          g_autoptr (ImaginRateRow) row = g_list_model_get_item (rows, j);

          g_assert_nonnull (strstr (imagin_entity_get_text (row, "source"), "rrêté"));
        }
    }
}

int
main (int argc, char **argv)
{
  static const char *const files[] = { "jury-2012.json",   "travel-2023.json", "travel-2022.json", "travel-2020.json",
                                       "travel-2019.json", "communes.json",    "rules.json" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/rates/amounts", amounts_hold, test_holds);
  g_test_add_data_func ("/rates/periods", periods_hold, test_holds);
  g_test_add_data_func ("/rates/classes", classes_hold, test_holds);
  g_test_add_data_func ("/rates/rules", rules_hold, test_holds);
  g_test_add_func ("/rates/every-row-has-its-source", test_sources);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/rates/every-figure-counts/", files[i], NULL);

      g_test_add_data_func (path, files[i], test_every_figure);
    }
  return g_test_run ();
}
