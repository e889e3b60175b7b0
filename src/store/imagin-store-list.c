/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of missions: searched, narrowed and ordered by SQLite. */

#include "store/imagin-store-news.h"
#include "store/imagin-store-private.h"

/* Most rows say what the one before them said. */
static char *
share (const char *text, char *before)
{
  if (text == NULL)
    return NULL;
  return before != NULL && strcmp (text, before) == 0 ? g_ref_string_acquire (before) : g_ref_string_new_intern (text);
}

static guint16
count_of (sqlite3_stmt *row, int column)
{
  return (guint16) CLAMP (sqlite3_column_int (row, column), 0, G_MAXUINT16);
}

static ImaginSummary *
summary_of_row (sqlite3 *database, sqlite3_stmt *row, ImaginSummary *before)
{
  ImaginSummary *summary = g_object_new (IMAGIN_TYPE_SUMMARY, NULL);
  char **texts[] = { &summary->account_id,  &summary->mission_id,   &summary->paper,     &summary->type_code,
                     &summary->type_label,  &summary->exam_label,   &summary->starts_on, &summary->ends_on,
                     &summary->place,       &summary->deadline,     &summary->work_code, &summary->work_label,
                     &summary->travel_code, &summary->travel_label, &summary->session };
  int column = G_N_ELEMENTS (texts);

  for (int i = 0; i < column; i++)
    if (texts[i] == &summary->mission_id) /* no other row has it */
      summary->mission_id = g_ref_string_new (imagin_sql_text (row, i));
    else
      *texts[i] =
          share (imagin_sql_text (row, i),
                 before != NULL ? G_STRUCT_MEMBER (char *, before, (char *) texts[i] - (char *) summary) : NULL);
  summary->section = (ImaginSection) sqlite3_column_int (row, column++);
  summary->group = summary->section;
  summary->returned = sqlite3_column_int (row, column++) != 0;
  summary->not_performed = sqlite3_column_int (row, column++) != 0;
  summary->amount_known = sqlite3_column_type (row, column) != SQLITE_NULL;
  summary->amount_cents = sqlite3_column_int64 (row, column++);
  summary->drafted = sqlite3_column_int (row, column++) &&
                     imagin_store_is_unsaved (database, summary->account_id, summary->mission_id);
  summary->waiting = count_of (row, column++);
  summary->refused = count_of (row, column++);
  summary->validating = sqlite3_column_int (row, column++) != 0;
  summary->linked = sqlite3_column_int (row, column++) != 0;
  summary->news = sqlite3_column_int (row, column++) != 0;
  summary->saved = sqlite3_column_int (row, column) != 0;
  return summary;
}

#define OF_MISSION " WHERE o.account_id = m.account_id AND o.mission_id = m.id"

/* ?1: what FTS5 matches, ?2: account, ?3: session, ?4: type; null narrows nothing. What is read of a mission stands in
 * the index mission_rows, so that no body of ten thousand is read. ?5: how many, -1: all. ?6: a section that the words
 * name, ?7: the other words; -1: none. */
#define LIST_SQL                                                                                                       \
  "SELECT m.account_id, m.id, m.paper, m.type_code, m.type_label, m.exam_label, m.starts_on, m.ends_on, m.place,"      \
  " m.deadline, m.work_code, m.work_label, m.travel_code, m.travel_label, k.session, m.section, m.returned,"           \
  " m.not_performed, m.amount_cents, EXISTS (SELECT 1 FROM draft o" OF_MISSION "),"                                    \
  " (SELECT count (*) FROM outbox o" OF_MISSION " AND o.state = 'waiting'),"                                           \
  " (SELECT count (*) FROM outbox o" OF_MISSION " AND o.state = 'refused'),"                                           \
  " EXISTS (SELECT 1 FROM outbox o" OF_MISSION " AND o.kind = 'validate'),"                                            \
  " EXISTS (SELECT 1 FROM mission_key o WHERE o.account_id = m.account_id AND o.mission_id = k.first_of_day"           \
  "   AND o.mission_id <> m.id)"                                                                                       \
  " OR EXISTS (SELECT 1 FROM mission_key o WHERE o.account_id = m.account_id AND o.first_of_day = m.id"                \
  "   AND o.mission_id <> m.id),"                                                                                      \
  " EXISTS (SELECT 1 FROM news o" OF_MISSION "), k.saved"                                                              \
  " FROM mission m JOIN mission_key k ON k.account_id = m.account_id AND k.mission_id = m.id"                          \
  " WHERE (?1 IS NULL OR k.number IN (SELECT rowid FROM mission_words WHERE words MATCH ?1)"                           \
  "   OR (m.section = ?6 AND (?7 IS NULL OR k.number IN (SELECT rowid FROM mission_words WHERE words MATCH ?7))))"     \
  " AND (?2 IS NULL OR m.account_id = ?2) AND (?3 IS NULL OR k.session = ?3) AND (?4 IS NULL OR m.type_code = ?4)"

#define BY_SECTION                                                                                                     \
  " ORDER BY m.section, CASE WHEN m.section < 2 THEN m.sort_key END, m.starts_on DESC, m.sort_key, m.id LIMIT ?5"
#define BY_SESSION " ORDER BY k.session IS NULL, k.session DESC, m.starts_on, m.sort_key, m.id LIMIT ?5"

const char *
imagin_store_list_sql (void)
{
  return LIST_SQL BY_SECTION;
}

/* Counts the sections of a list by session: each label begins another one. */
static void
number_sessions (GPtrArray *summaries)
{
  guint group = 0;

  for (guint i = 0; i < summaries->len; i++)
    {
      ImaginSummary *summary = g_ptr_array_index (summaries, i);

      if (i > 0 && g_strcmp0 (summary->session, ((ImaginSummary *) g_ptr_array_index (summaries, i - 1))->session) != 0)
        group++;
      summary->group = group;
    }
}

/* One more than was asked for is read, too: it says whether the list goes on. */
static gboolean
read_summaries (sqlite3 *database, ImaginListQuery *query, GPtrArray *summaries, GError **error)
{
  g_autofree char *match = imagin_list_query_get_match (query);
  g_autofree char *others = NULL;
  int section = imagin_list_query_get_section (query, &others);
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (database, error, query->by_session ? LIST_SQL BY_SESSION : LIST_SQL BY_SECTION, "ssssiis",
                          match, query->account_id, query->session, query->type_code,
                          query->at_most > 0 ? (gint64) query->at_most + 1 : (gint64) -1, (gint64) section, others);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (imagin_sql_step (row, &local))
    g_ptr_array_add (
        summaries,
        summary_of_row (database, row, summaries->len > 0 ? g_ptr_array_index (summaries, summaries->len - 1) : NULL));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (query->by_session)
    number_sessions (summaries);
  return TRUE;
}

/* The texts of the first column of each row, and of the second where @others is given. */
static gboolean
read_texts (sqlite3 *database, const char *sql, char ***texts, char ***others, GError **error)
{
  g_autoptr (GStrvBuilder) first = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) second = g_strv_builder_new ();
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (database, error, sql, "");

  if (row == NULL)
    return FALSE;
  while (imagin_sql_step (row, NULL))
    {
      g_strv_builder_add (first, imagin_sql_text (row, 0));
      if (others != NULL)
        g_strv_builder_add (second, imagin_sql_text (row, 1));
    }
  *texts = g_strv_builder_end (first);
  if (others != NULL)
    *others = g_strv_builder_end (second);
  return TRUE;
}

static gboolean
count_unsaved (sqlite3 *database, ImaginListing *listing, GError **error)
{
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (database, error,
                          "SELECT d.account_id, d.mission_id FROM draft d JOIN mission m"
                          " ON m.account_id = d.account_id AND m.id = d.mission_id WHERE m.section = ?1",
                          "i", (gint64) IMAGIN_SECTION_TO_COMPLETE);

  if (row == NULL)
    return FALSE;
  while (imagin_sql_step (row, NULL))
    listing->drafted += imagin_store_is_unsaved (database, imagin_sql_text (row, 0), imagin_sql_text (row, 1));
  return TRUE;
}

static gboolean
read_counts (sqlite3 *database, ImaginListing *listing, GError **error)
{
  g_autoptr (sqlite3_stmt) row =
      imagin_sql_prepare (database, error,
                          "SELECT (SELECT count (*) FROM mission), (SELECT count (*) FROM outbox o JOIN mission m"
                          " ON m.account_id = o.account_id AND m.id = o.mission_id WHERE o.state = 'waiting'),"
                          " (SELECT count (*) FROM outbox WHERE state = 'refused')",
                          "");

  if (row == NULL || !imagin_sql_step (row, error))
    return FALSE;
  listing->total = (guint) sqlite3_column_int (row, 0);
  listing->waiting = (guint) sqlite3_column_int (row, 1);
  listing->refused = (guint) sqlite3_column_int (row, 2);
  return count_unsaved (database, listing, error);
}

static gboolean
read_facets (sqlite3 *database, ImaginListing *listing, GError **error)
{
  g_clear_pointer (&listing->sessions, g_strfreev);
  g_clear_pointer (&listing->type_codes, g_strfreev);
  g_clear_pointer (&listing->type_labels, g_strfreev);
  return read_texts (database, "SELECT DISTINCT session FROM mission_key WHERE session IS NOT NULL ORDER BY 1 DESC",
                     &listing->sessions, NULL, error) &&
         read_texts (database,
                     "SELECT type_code, max (type_label) FROM mission WHERE type_code IS NOT NULL"
                     " AND type_label IS NOT NULL GROUP BY type_code ORDER BY 2, 1",
                     &listing->type_codes, &listing->type_labels, error);
}

static gboolean
list_missions_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  ImaginStoreJob *job = data;
  ImaginListQuery *query = IMAGIN_LIST_QUERY (job->object);
  g_autoptr (ImaginListing) listing = g_object_new (IMAGIN_TYPE_LISTING, NULL);

  if (!read_summaries (database, query, listing->summaries, error) || !read_counts (database, listing, error) ||
      !imagin_store_count_news (database, listing, error))
    return FALSE;
  listing->goes_on = query->at_most > 0 && listing->summaries->len > query->at_most;
  if (listing->goes_on)
    g_ptr_array_set_size (listing->summaries, (int) query->at_most);
  else if (!read_facets (database, listing, error))
    return FALSE;
  g_value_init (result, IMAGIN_TYPE_LISTING);
  g_value_take_object (result, g_steal_pointer (&listing));
  return TRUE;
}

DexFuture *
imagin_store_list_missions (ImaginStore *self, ImaginListQuery *query)
{
  ImaginStoreJob *job = imagin_store_job_new (NULL, NULL);

  job->object = G_OBJECT (query != NULL ? imagin_list_query_copy (query) : imagin_list_query_new ());
  return imagin_database_read (imagin_store_get_database (self), list_missions_job, job, imagin_store_job_free);
}

static gboolean
list_summaries_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (GPtrArray) summaries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ImaginListQuery) all = imagin_list_query_new ();

  if (!read_summaries (database, all, summaries, error))
    return FALSE;
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&summaries));
  return TRUE;
}

DexFuture *
imagin_store_list_summaries (ImaginStore *self)
{
  return imagin_database_read (imagin_store_get_database (self), list_summaries_job, NULL, NULL);
}
