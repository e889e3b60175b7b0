/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements and their parts. */

#include "academy/database/academy-statements.h"

#include "academy/academy-json.h"
#include "academy/database/academy-missions.h"
#include "base/imagin-error.h"
#include "domain/imagin-status.h"

static void
part_free (AcademyPart *self)
{
  g_free (self->part);
  g_free (self->status);
  g_free (self->before_cancel);
  g_free (self->paid_on);
  g_free (self->remark_text);
  g_free (self->remark_field);
  g_free (self->remark_at);
  g_free (self->validated_at);
  g_free (self->certified_on);
  g_free (self->closed_reason);
  g_free (self);
}

void
academy_statement_free (AcademyStatement *self)
{
  g_free (self->mission_id);
  g_free (self->changed_who);
  g_free (self->changed_at);
  g_free (self->absence_reason);
  g_free (self->absence_at);
  g_clear_pointer (&self->entered, json_object_unref);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

static AcademyStatement *
statement_alloc (const char *mission_id)
{
  AcademyStatement *self = g_new0 (AcademyStatement, 1);

  self->mission_id = g_strdup (mission_id);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  return self;
}

AcademyStatement *
academy_statement_new (const char *mission_id, const char *who, const char *at)
{
  AcademyStatement *self = statement_alloc (mission_id);

  self->version = 1;
  self->changed_who = g_strdup (who);
  self->changed_at = g_strdup (at);
  self->entered = json_object_new ();
  json_object_set_boolean_member (self->entered, "receipts_by_post", FALSE);
  json_object_set_null_member (self->entered, "note");
  return self;
}

/* What a part holds before anything is entered: empty lists, so that an unknown quantity is not a zero. */
static void
prepare_entry (JsonObject *entered, const char *part)
{
  static const char *const work[] = { "entries", "sessions", NULL };
  static const char *const travel[] = { "journeys", "nights", "meals", NULL };
  const char *const *lists = g_str_equal (part, "work") ? work : travel;
  JsonObject *empty = json_object_new ();

  for (guint i = 0; lists[i] != NULL; i++)
    json_object_set_array_member (empty, lists[i], json_array_new ());
  json_object_set_object_member (entered, part, empty);
}

AcademyPart *
academy_statement_add_part (AcademyStatement *self, const char *part, const char *status, gint64 moves_at)
{
  AcademyPart *added = g_new0 (AcademyPart, 1);

  added->part = g_strdup (part);
  added->status = g_strdup (status);
  added->amount_cents = -1;
  added->paid_cents = -1;
  added->moves_at = moves_at;
  g_ptr_array_add (self->parts, added);
  prepare_entry (self->entered, part);
  return added;
}

static gboolean
store_part (AcademyDatabase *database, const char *mission_id, AcademyPart *part, GError **error)
{
  return imagin_sql_run (
      database->sql, error,
      "INSERT OR REPLACE INTO parts (mission_id, part, status, before_cancel, amount_cents, paid_cents, paid_on, "
      "  remark_text, remark_field, remark_at, validated_at, certified_on, closed_reason, moves_at) "
      "VALUES (?1, ?2, ?3, ?4, nullif (?5, -1), nullif (?6, -1), ?7, ?8, ?9, ?10, ?11, ?12, ?13, nullif (?14, -1))",
      "ssssiisssssssi", mission_id, part->part, part->status, part->before_cancel, part->amount_cents, part->paid_cents,
      part->paid_on, part->remark_text, part->remark_field, part->remark_at, part->validated_at, part->certified_on,
      part->closed_reason, part->moves_at);
}

static gboolean
write_statement (AcademyDatabase *database, AcademyStatement *self, GError **error)
{
  g_autoptr (JsonNode) entered = json_node_init_object (json_node_alloc (), self->entered);
  g_autofree char *text = imagin_json_to_text (entered);

  if (!imagin_sql_run (database->sql, error,
                       "INSERT OR REPLACE INTO statements (mission_id, version, changed_who, changed_at, "
                       "absence_reason, absence_at, entered) "
                       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                       "sisssss", self->mission_id, self->version, self->changed_who, self->changed_at,
                       self->absence_reason, self->absence_at, text))
    return FALSE;
  for (guint i = 0; i < self->parts->len; i++)
    if (!store_part (database, self->mission_id, g_ptr_array_index (self->parts, i), error))
      return FALSE;
  return TRUE;
}

gboolean
academy_statement_add (AcademyDatabase *database, AcademyStatement *self, GError **error)
{
  return write_statement (database, self, error);
}

gboolean
academy_statement_store (
    AcademyDatabase *database, AcademyStatement *self, const char *who, const char *at, GError **error)
{
  self->version++;
  g_set_str (&self->changed_who, who);
  g_set_str (&self->changed_at, at);
  return write_statement (database, self, error) && academy_mission_touch (database, self->mission_id, error);
}

static gint64
integer_or_none (sqlite3_stmt *row, int column)
{
  return sqlite3_column_type (row, column) == SQLITE_NULL ? -1 : sqlite3_column_int64 (row, column);
}

static void
read_part (AcademyStatement *self, sqlite3_stmt *row)
{
  AcademyPart *part = g_new0 (AcademyPart, 1);

  part->part = g_strdup (imagin_sql_text (row, 0));
  part->status = g_strdup (imagin_sql_text (row, 1));
  part->before_cancel = g_strdup (imagin_sql_text (row, 2));
  part->amount_cents = integer_or_none (row, 3);
  part->paid_cents = integer_or_none (row, 4);
  part->paid_on = g_strdup (imagin_sql_text (row, 5));
  part->remark_text = g_strdup (imagin_sql_text (row, 6));
  part->remark_field = g_strdup (imagin_sql_text (row, 7));
  part->remark_at = g_strdup (imagin_sql_text (row, 8));
  part->validated_at = g_strdup (imagin_sql_text (row, 9));
  part->certified_on = g_strdup (imagin_sql_text (row, 10));
  part->closed_reason = g_strdup (imagin_sql_text (row, 11));
  part->moves_at = integer_or_none (row, 12);
  g_ptr_array_add (self->parts, part);
}

static gboolean
load_parts (AcademyDatabase *database, AcademyStatement *self, GError **error)
{
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (
      database->sql, error,
      "SELECT part, status, before_cancel, amount_cents, paid_cents, paid_on, remark_text, remark_field, remark_at, "
      "  validated_at, certified_on, closed_reason, moves_at FROM parts WHERE mission_id = ?1 ORDER BY part DESC",
      "s", self->mission_id);

  while (row != NULL && imagin_sql_step (row, error))
    read_part (self, row);
  return row != NULL;
}

AcademyStatement *
academy_statement_load (AcademyDatabase *database, const char *mission_id, GError **error)
{
  g_autoptr (AcademyStatement) self = statement_alloc (mission_id);
  g_autoptr (JsonNode) entered = NULL;
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (database->sql, error,
                                                     "SELECT version, changed_who, changed_at, absence_reason, "
                                                     "absence_at, entered FROM statements WHERE mission_id = ?1",
                                                     "s", mission_id);

  if (row == NULL)
    return NULL;
  if (!imagin_sql_step (row, NULL))
    return imagin_error_set_null (error, IMAGIN_ERROR_STORE, "The mission %s has no statement", mission_id);
  self->version = sqlite3_column_int64 (row, 0);
  self->changed_who = g_strdup (imagin_sql_text (row, 1));
  self->changed_at = g_strdup (imagin_sql_text (row, 2));
  self->absence_reason = g_strdup (imagin_sql_text (row, 3));
  self->absence_at = g_strdup (imagin_sql_text (row, 4));
  entered = academy_json_read (imagin_sql_text (row, 5));
  if (entered == NULL || !JSON_NODE_HOLDS_OBJECT (entered))
    return imagin_error_set_null (error, IMAGIN_ERROR_STORE, "The statement of %s cannot be read", mission_id);
  self->entered = json_node_dup_object (entered);
  return load_parts (database, self, error) ? g_steal_pointer (&self) : NULL;
}

AcademyPart *
academy_statement_part (AcademyStatement *self, const char *part)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      AcademyPart *found = g_ptr_array_index (self->parts, i);

      if (g_strcmp0 (found->part, part) == 0)
        return found;
    }
  return NULL;
}

gboolean
academy_statement_writable (AcademyStatement *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      AcademyPart *part = g_ptr_array_index (self->parts, i);

      if (imagin_status_lookup (part->status)->writable)
        return TRUE;
    }
  return FALSE;
}

char *
academy_statement_etag (AcademyDatabase *database, AcademyStatement *self)
{
  return g_strdup_printf ("\"s%" G_GINT64_FORMAT "-%.8s\"", self->version, database->epoch + strlen ("e-"));
}

static GPtrArray *
mission_ids (AcademyDatabase *database, const char *sql, gint64 seconds)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (sqlite3_stmt) row = imagin_sql_prepare (database->sql, NULL, sql, "i", seconds);

  while (row != NULL && imagin_sql_step (row, NULL))
    g_ptr_array_add (ids, g_strdup (imagin_sql_text (row, 0)));
  return ids;
}

GPtrArray *
academy_statement_due (AcademyDatabase *database, gint64 now)
{
  return mission_ids (database, "SELECT DISTINCT mission_id FROM parts WHERE moves_at <= ?1", now);
}

GPtrArray *
academy_statement_sent (AcademyDatabase *database, gint64 since)
{
  return mission_ids (
      database,
      "SELECT mission_id FROM parts WHERE unixepoch (validated_at) >= ?1 AND status NOT IN ('paid', 'cancelled') "
      "UNION SELECT mission_id FROM statements WHERE unixepoch (absence_at) >= ?1",
      since);
}
