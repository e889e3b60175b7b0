/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-rate-rules.h"

G_BEGIN_DECLS

#define IMAGIN_TYPE_RATE_ROW (imagin_rate_row_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginRateRow, imagin_rate_row, RATE_ROW)

/* A dated table of amounts: the contract's RateCard. */
#define IMAGIN_TYPE_RATE_CARD (imagin_rate_card_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginRateCard, imagin_rate_card, RATE_CARD)

/**
 * ImaginRateOrigin:
 * @IMAGIN_RATE_ORIGIN_NONE: no table was used (a cost paid as typed, or an unknown rate)
 * @IMAGIN_RATE_ORIGIN_ACADEMY: a card of the academy's
 * @IMAGIN_RATE_ORIGIN_SHIPPED: the tables of data/rates
 */
typedef enum
{
  IMAGIN_RATE_ORIGIN_NONE,
  IMAGIN_RATE_ORIGIN_ACADEMY,
  IMAGIN_RATE_ORIGIN_SHIPPED,
} ImaginRateOrigin;

/**
 * ImaginRateQuery:
 *
 * What is looked up. A row that names a rate or a class answers only those who ask for it.
 */
typedef struct
{
  const char *kind;       /* copy, hour, kilometre, meal, night, … */
  const char *exam;       /* (nullable): the exam's code, for cards that hold for some exams only */
  gint64 rate;            /* the index that the mission names, or 0 */
  const char *rate_class; /* (nullable): of the vehicle, of the commune, or the mission's type */
  gint64 kilometre;       /* the how manieth kilometre of the year, from 1; 0 where there are no slices */
  const char *day;        /* the day on which the row must be in force */
} ImaginRateQuery;

/**
 * ImaginRate:
 *
 * What was found; everything belongs to the table.
 */
typedef struct
{
  ImaginRateOrigin origin;
  gint64 amount_cents;
  gint64 last_kilometre; /* the last of this slice of the year, or G_MAXINT64 */
  const char *source;    /* the text of law, or the label of the academy's card */
  const char *card_id;
} ImaginRate;

#define IMAGIN_TYPE_RATE_TABLE (imagin_rate_table_get_type ())
G_DECLARE_FINAL_TYPE (ImaginRateTable, imagin_rate_table, IMAGIN, RATE_TABLE, GObject)

/**
 * ImaginRateReader:
 * @name: a file of data/rates, such as "rules.json"
 *
 * Returns: (transfer full) (nullable): what the file says
 */
typedef JsonNode *(*ImaginRateReader) (const char *name, gpointer data);

/**
 * imagin_rate_table_new:
 * @academy_cards: (nullable): a list of #ImaginRateCard, as the academy gave them
 *
 * The shipped tables, and before them the academy's.
 *
 * Returns: (transfer full): the tables
 */
ImaginRateTable *imagin_rate_table_new (GListModel *academy_cards);

/**
 * imagin_rate_table_new_for_reader:
 *
 * The same with other files in the place of the shipped ones, as a test needs.
 *
 * Returns: (transfer full): the tables, or NULL with @error set where a file is not what it should be
 */
ImaginRateTable *
imagin_rate_table_new_for_reader (GListModel *academy_cards, ImaginRateReader reader, gpointer data, GError **error);

/**
 * imagin_rate_table_read_shipped:
 *
 * The #ImaginRateReader of the shipped files.
 *
 * Returns: (transfer full) (nullable): the root node, which cannot be changed
 */
JsonNode *imagin_rate_table_read_shipped (const char *name, gpointer data);

/**
 * imagin_rate_table_read_cards:
 * @node: (nullable): a RateCard, a list of them, a RateCardList of the contract, or null
 *
 * Returns: (transfer full): the cards, or NULL with @error set
 */
GListModel *imagin_rate_table_read_cards (JsonNode *node, GError **error);

/**
 * imagin_rate_table_get_shipped:
 *
 * Returns: (transfer none): the shipped cards, newest first
 */
GListModel *imagin_rate_table_get_shipped (ImaginRateTable *self);

/**
 * imagin_rate_table_get_rules:
 *
 * Returns: (transfer none): the rules beside the amounts
 */
ImaginRateRules *imagin_rate_table_get_rules (ImaginRateTable *self);

/**
 * imagin_rate_table_set_commune_class:
 * @commune: a commune's code, or its name
 *
 * Says the class of a commune; it wins over the shipped list.
 */
void imagin_rate_table_set_commune_class (ImaginRateTable *self, const char *commune, const char *commune_class);

/**
 * imagin_rate_table_find_commune_class:
 * @commune_code: (nullable): the commune of the bed
 * @commune: (nullable): its name, for classes that were said by name
 *
 * Returns: (transfer none) (nullable): "paris", "large", "base", or NULL where it is not known
 */
const char *imagin_rate_table_find_commune_class (ImaginRateTable *self, const char *commune_code, const char *commune);

/**
 * imagin_rate_table_find:
 * @rate: (out): what was found
 *
 * Looks a rate up: the academy's cards first, then the shipped ones. Amounts are in euro; a card in another currency
 * answers nothing.
 *
 * Returns: whether the rate is known
 */
gboolean imagin_rate_table_find (ImaginRateTable *self, const ImaginRateQuery *query, ImaginRate *rate);

G_END_DECLS
