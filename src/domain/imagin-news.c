/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new in a mission since the intervener saw it. */

#include "domain/imagin-news.h"

static void
fact_free (gpointer data)
{
  ImaginNewsFact *fact = data;

  g_free (fact->part);
  g_free (fact->before);
  g_free (fact->now);
  g_free (fact->code);
  g_free (fact->day);
  g_free (fact);
}

static ImaginNewsFact *
add_fact (GPtrArray *facts, ImaginNewsKind kind, const char *before, const char *now)
{
  ImaginNewsFact *fact = g_new0 (ImaginNewsFact, 1);

  fact->kind = kind;
  fact->before = g_strdup (before);
  fact->now = g_strdup (now);
  g_ptr_array_add (facts, fact);
  return fact;
}

static void
add_where_different (GPtrArray *facts, ImaginNewsKind kind, const char *before, const char *now)
{
  if (g_strcmp0 (before, now) != 0)
    add_fact (facts, kind, before, now);
}

/* The mission */

static void
append_word (GString *words, const char *word)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", word);
}

/* Its days, and the hours of each; from the first to the last where the academy does not list them. */
static void
read_days (ImaginMission *mission, char **days, char **hours)
{
  GListModel *list = imagin_entity_get_list (mission, "days");
  g_autoptr (GString) dates = g_string_new (NULL);
  g_autoptr (GString) spans = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ImaginMissionDay) day = g_list_model_get_item (list, i);
      const char *from = imagin_entity_get_text (day, "from");
      const char *to = imagin_entity_get_text (day, "to");
      g_autofree char *span = from != NULL && to != NULL ? g_strdup_printf ("%s-%s", from, to) : NULL;

      append_word (dates, imagin_entity_get_text (day, "date"));
      if (span != NULL)
        append_word (spans, span);
    }
  if (dates->len == 0)
    {
      g_autofree char *first = g_strndup (imagin_entity_get_text (mission, "starts_at"), 10);
      g_autofree char *last = g_strndup (imagin_entity_get_text (mission, "ends_at"), 10);

      append_word (dates, first);
      if (g_strcmp0 (first, last) != 0)
        append_word (dates, last);
    }
  *days = g_strdup (dates->str);
  *hours = spans->len > 0 ? g_strdup (spans->str) : NULL;
}

static void
compare_days (GPtrArray *facts, ImaginMission *before, ImaginMission *now)
{
  g_autofree char *days_before = NULL;
  g_autofree char *hours_before = NULL;
  g_autofree char *days = NULL;
  g_autofree char *hours = NULL;

  read_days (before, &days_before, &hours_before);
  read_days (now, &days, &hours);
  add_where_different (facts, IMAGIN_NEWS_DAYS, days_before, days);
  /* Hours that are not said any more, or for the first time, are no change of hours. */
  if (hours_before != NULL && hours != NULL)
    add_where_different (facts, IMAGIN_NEWS_HOURS, hours_before, hours);
}

static char *
join_place (const char *first, const char *second)
{
  if (first != NULL && second != NULL)
    return g_strdup_printf ("%s, %s", first, second);
  return g_strdup (first != NULL ? first : second);
}

static void
compare_place (GPtrArray *facts, ImaginMission *before, ImaginMission *now)
{
  g_autofree char *was = join_place (imagin_entity_get_text_of (before, "place", "name"),
                                     imagin_entity_get_text_of (before, "place", "commune"));
  g_autofree char *is = join_place (imagin_entity_get_text_of (now, "place", "name"),
                                    imagin_entity_get_text_of (now, "place", "commune"));

  if (g_strcmp0 (was, is) != 0)
    add_fact (facts, IMAGIN_NEWS_PLACE, was, is);
  else
    add_where_different (facts, IMAGIN_NEWS_PLACE, imagin_entity_get_text_of (before, "place", "address"),
                         imagin_entity_get_text_of (now, "place", "address"));
}

static void
compare_mission (GPtrArray *facts, ImaginMission *before, ImaginMission *now)
{
  add_where_different (facts, IMAGIN_NEWS_PAPER, imagin_entity_get_text (before, "paper"),
                       imagin_entity_get_text (now, "paper"));
  add_where_different (facts, IMAGIN_NEWS_TYPE, imagin_entity_get_text_of (before, "type", "label"),
                       imagin_entity_get_text_of (now, "type", "label"));
  add_where_different (facts, IMAGIN_NEWS_ROLE, imagin_entity_get_text_of (before, "role", "label"),
                       imagin_entity_get_text_of (now, "role", "label"));
  compare_days (facts, before, now);
  compare_place (facts, before, now);
  if (imagin_entity_is_set (now, "deadline"))
    add_where_different (facts, IMAGIN_NEWS_DEADLINE, imagin_entity_get_text (before, "deadline"),
                         imagin_entity_get_text (now, "deadline"));
}

/* Its parts */

static gboolean
is_one_of (const char *code, const char *const *codes)
{
  return code != NULL && g_strv_contains (codes, code);
}

static void
set_cents (ImaginNewsFact *fact, ImaginPart *before, ImaginPart *now, const char *name)
{
  fact->had_cents = imagin_entity_is_set (before, name);
  fact->cents_before = imagin_entity_get_integer (before, name, 0);
  fact->has_cents = imagin_entity_is_set (now, name);
  fact->cents = imagin_entity_get_integer (now, name, 0);
}

static gboolean
has_other_cents (ImaginPart *before, ImaginPart *now, const char *name)
{
  return imagin_entity_is_set (now, name) &&
         (!imagin_entity_is_set (before, name) ||
          imagin_entity_get_integer (before, name, 0) != imagin_entity_get_integer (now, name, 0));
}

static ImaginNewsFact *
add_paid (GPtrArray *facts, ImaginPart *before, ImaginPart *now)
{
  ImaginNewsFact *fact = add_fact (facts, IMAGIN_NEWS_PAID, NULL, NULL);

  set_cents (fact, before, now, "paid_cents");
  fact->day = g_strdup (imagin_entity_get_text (now, "paid_on"));
  return fact;
}

/* What the status says, where somebody else than the intervener or time moved it; NULL: nobody did. */
static ImaginNewsFact *
add_status (GPtrArray *facts, ImaginPart *before, ImaginPart *now)
{
  static const char *const by_time[] = { "to_come", "under_way", NULL };
  const char *was = imagin_part_get_status_code (before);
  const char *is = imagin_part_get_status_code (now);
  ImaginNewsFact *fact;

  if (g_strcmp0 (was, is) == 0)
    return NULL;
  if (g_strcmp0 (is, "cancelled") == 0)
    return add_fact (facts, IMAGIN_NEWS_CANCELLED, NULL, NULL);
  if (g_strcmp0 (was, "cancelled") == 0)
    return add_fact (facts, IMAGIN_NEWS_RESTORED, NULL, imagin_entity_get_text_of (now, "status", "label"));
  if (g_strcmp0 (is, "paid") == 0)
    return add_paid (facts, before, now);
  if (g_strcmp0 (is, "validated") == 0 || is_one_of (is, by_time))
    return NULL;
  if (g_strcmp0 (is, "to_validate") == 0)
    return is_one_of (was, by_time)
               ? NULL
               : add_fact (facts, IMAGIN_NEWS_RETURNED, NULL, imagin_entity_get_text_of (now, "remark", "text"));
  fact = add_fact (facts, IMAGIN_NEWS_STATUS, imagin_entity_get_text_of (before, "status", "label"),
                   imagin_entity_get_text_of (now, "status", "label"));
  fact->code = g_strdup (is);
  set_cents (fact, before, now, "amount_cents");
  return fact;
}

static void
compare_part (GPtrArray *facts, ImaginPart *before, ImaginPart *now, gboolean by_intervener)
{
  const char *remark = imagin_entity_get_text_of (now, "remark", "text");
  guint first = facts->len;
  ImaginNewsFact *status = add_status (facts, before, now);

  if (remark != NULL && g_strcmp0 (remark, imagin_entity_get_text_of (before, "remark", "text")) != 0 &&
      (status == NULL || status->kind != IMAGIN_NEWS_RETURNED))
    add_fact (facts, IMAGIN_NEWS_REMARK, NULL, remark);
  if (has_other_cents (before, now, "paid_cents"))
    {
      if (status == NULL || status->kind != IMAGIN_NEWS_PAID)
        add_paid (facts, before, now);
    }
  else if (has_other_cents (before, now, "amount_cents") && (status == NULL || !status->has_cents) && !by_intervener)
    set_cents (add_fact (facts, IMAGIN_NEWS_AMOUNT, NULL, NULL), before, now, "amount_cents");
  for (guint i = first; i < facts->len; i++)
    ((ImaginNewsFact *) g_ptr_array_index (facts, i))->part = g_strdup (imagin_entity_get_text (now, "part"));
}

/* What befell every part befell the mission: it is said once. */
static void
say_once (GPtrArray *facts, ImaginNewsKind kind, guint n_parts)
{
  guint count = 0;

  for (guint i = 0; i < facts->len; i++)
    count += ((ImaginNewsFact *) g_ptr_array_index (facts, i))->kind == kind ? 1 : 0;
  if (count < n_parts || count == 0)
    return;
  for (guint i = facts->len; i > 0; i--)
    {
      ImaginNewsFact *fact = g_ptr_array_index (facts, i - 1);

      if (fact->kind != kind)
        continue;
      g_clear_pointer (&fact->part, g_free);
      if (--count > 0)
        g_ptr_array_remove_index (facts, i - 1);
    }
}

static void
compare_parts (GPtrArray *facts, ImaginStatement *before, ImaginStatement *now)
{
  GListModel *parts = imagin_entity_get_list (now, "parts");
  gboolean by_intervener = g_strcmp0 (imagin_entity_get_text_of (now, "changed_by", "who"), "intervener") == 0;

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (ImaginPart) part = g_list_model_get_item (parts, i);
      ImaginPart *was = imagin_statement_get_part (before, imagin_entity_get_text (part, "part"));

      if (was != NULL)
        compare_part (facts, was, part, by_intervener);
    }
  say_once (facts, IMAGIN_NEWS_CANCELLED, g_list_model_get_n_items (parts));
  say_once (facts, IMAGIN_NEWS_RESTORED, g_list_model_get_n_items (parts));
}

GPtrArray *
imagin_news_compare (ImaginMission *before, ImaginMission *now)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (fact_free);

  if (before == NULL)
    {
      add_fact (facts, IMAGIN_NEWS_MISSION, NULL, NULL);
      return facts;
    }
  compare_mission (facts, before, now);
  compare_parts (facts, imagin_mission_get_statement (before), imagin_mission_get_statement (now));
  return facts;
}
