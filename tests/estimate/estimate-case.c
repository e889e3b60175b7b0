/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements to be reckoned, made from the JSON of the contract. */

#include "tests/estimate/estimate-case.h"

#define FIELDS                                                                                                         \
  "[{\"key\":\"copies\",\"label\":\"Copies\",\"unit\":\"copies\"},"                                                    \
  "{\"key\":\"online\",\"label\":\"En ligne\",\"unit\":\"copies\",\"read_only_reason\":\"Comptées\"},"                 \
  "{\"key\":\"minutes\",\"label\":\"Heures\",\"unit\":\"minutes\"},"                                                   \
  "{\"key\":\"sessions\",\"label\":\"Séances\",\"unit\":\"sessions\"},"                                                \
  "{\"key\":\"candidates\",\"label\":\"Candidats\",\"unit\":\"candidates\"}]"
#define RESIDENCES                                                                                                     \
  "[{\"id\":\"r-1\",\"kind\":\"home\",\"commune\":\"Périgueux\",\"commune_code\":\"24322\"},"                          \
  "{\"id\":\"r-2\",\"kind\":\"main_school\",\"commune\":\"Bergerac\",\"commune_code\":\"24037\"}]"
#define VEHICLES                                                                                                       \
  "[{\"id\":\"v-5\",\"kind\":\"car\",\"fiscal_power\":5},{\"id\":\"v-7\",\"kind\":\"car\",\"fiscal_power\":7},"        \
  "{\"id\":\"v-8\",\"kind\":\"car\",\"fiscal_power\":8},{\"id\":\"v-m\",\"kind\":\"motorcycle\"},"                     \
  "{\"id\":\"v-c\",\"kind\":\"moped\"},{\"id\":\"v-0\",\"kind\":\"car\",\"fiscal_power\":null}]"

static const char *
or_usual (const char *text, const char *usual)
{
  return text != NULL ? text : usual;
}

static gpointer
read_entity (GType type, const char *text)
{
  g_autoptr (GError) error = NULL;
  gpointer entity = imagin_entity_from_text (type, text, &error);

  g_assert_no_error (error);
  return entity;
}

static ImaginMission *
read_mission (const Case *one)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"m\",\"exam\":{\"code\":\"%s\",\"label\":\"E\"},\"paper\":\"P\",\"type\":{\"code\":\"%s\",\"label\":"
      "\"T\"},\"starts_at\":\"%s\",\"ends_at\":\"2026-12-31T18:00:00+01:00\",\"place\":{\"commune_code\":\"%s\"},"
      "\"fields\":%s,\"rates\":%s,\"statement\":{\"mission_id\":\"m\",\"etag\":\"\\\"1\\\"\",\"work\":%s,\"travel\":%s"
      "%s}}",
      or_usual (one->exam, "bac_general"), or_usual (one->type, "marking"),
      or_usual (one->starts_at, "2026-06-22T08:00:00+02:00"), or_usual (one->commune, "33063"),
      or_usual (one->fields, FIELDS), or_usual (one->rates, "null"), or_usual (one->work, "null"),
      or_usual (one->travel, "null"), or_usual (one->more, ""));

  return read_entity (IMAGIN_TYPE_MISSION, text);
}

static ImaginPerson *
read_person (const Case *one)
{
  g_autofree char *text = g_strdup_printf ("{\"id\":\"p\",\"residences\":%s,\"vehicles\":" VEHICLES "}",
                                           or_usual (one->residences, RESIDENCES));

  return read_entity (IMAGIN_TYPE_PERSON, text);
}

static ImaginRateTable *
read_rates (const Case *one)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (or_usual (one->cards, "null"), &error);
  g_autoptr (GListModel) cards = NULL;

  g_assert_no_error (error);
  cards = imagin_rate_table_read_cards (node, &error);
  g_assert_no_error (error);
  return imagin_rate_table_new (cards);
}

static gpointer
with_input (const Case *one, gpointer (*reckon) (const ImaginEstimateInput *input))
{
  g_autoptr (ImaginMission) mission = read_mission (one);
  g_autoptr (ImaginPerson) person = read_person (one);
  g_autoptr (ImaginRateTable) rates = read_rates (one);
  ImaginEstimateInput input = {
    .mission = mission,
    .residences = imagin_entity_get_list (person, "residences"),
    .vehicles = imagin_entity_get_list (person, "vehicles"),
    .rates = rates,
    .kilometres_before = one->kilometres_before,
    .declared_only = one->declared_only,
  };

  return reckon (&input);
}

ImaginEstimate *
case_reckon (const Case *one)
{
  return with_input (one, (gpointer (*) (const ImaginEstimateInput *)) imagin_estimate_new);
}

GPtrArray *
case_derive (const Case *one)
{
  return with_input (one, (gpointer (*) (const ImaginEstimateInput *)) imagin_estimate_derive_stays);
}

ImaginEstimateLine *
case_line (ImaginEstimate *estimate, guint index)
{
  g_assert_cmpuint (index, <, estimate->lines->len);
  return g_ptr_array_index (estimate->lines, index);
}

void
case_assert_cents (const Case *one, gint64 cents)
{
  g_autoptr (ImaginEstimate) estimate = case_reckon (one);
  gint64 sum;

  g_assert_cmpint (imagin_estimate_get_total (estimate, NULL, &sum), ==, IMAGIN_ESTIMATE_COMPLETE);
  g_assert_cmpint (sum, ==, cents);
}

void
case_assert_unknown (const Case *one, const char *reason)
{
  g_autoptr (ImaginEstimate) estimate = case_reckon (one);
  gint64 sum;

  g_assert_cmpint (imagin_estimate_get_total (estimate, NULL, &sum), ==, IMAGIN_ESTIMATE_UNKNOWN);
  g_assert_cmpuint (estimate->lines->len, ==, 1);
  g_assert_cmpint (case_line (estimate, 0)->cents, ==, -1);
  g_assert_cmpstr (case_line (estimate, 0)->reason, ==, reason);
}

char *
case_stays_text (GPtrArray *stays)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < stays->len; i++)
    {
      ImaginStay *stay = g_ptr_array_index (stays, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? "; " : "", stay->date + 5, stay->kind);
      if (!stay->counts)
        g_string_append_printf (text, " %s %d", stay->reason, stay->missed_minutes);
    }
  return g_string_free_and_steal (text);
}
