/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-database.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * AcademyPart:
 *
 * One part of a statement. Amounts are cents, -1 where there is none.
 */
typedef struct
{
  char *part; /* "work" or "travel" */
  char *status;
  char *before_cancel; /* for restore */
  gint64 amount_cents;
  gint64 paid_cents;
  char *paid_on;
  char *remark_text;
  char *remark_field;
  char *remark_at;
  char *validated_at;
  char *certified_on;
  char *closed_reason; /* NULL: what the status says */
  gint64 moves_at;     /* when time moves it on, seconds since 1970, or -1 */
} AcademyPart;

/**
 * AcademyStatement:
 *
 * A statement as it is kept. @entered is what the intervener wrote, unknown members included.
 */
typedef struct
{
  char *mission_id;
  gint64 version;
  char *changed_who;
  char *changed_at;
  char *absence_reason; /* NULL: no absence was declared */
  char *absence_at;
  JsonObject *entered;
  GPtrArray *parts; /* (element-type AcademyPart), work first */
} AcademyStatement;

void academy_statement_free (AcademyStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcademyStatement, academy_statement_free)

/**
 * academy_statement_new:
 *
 * Returns: (transfer full): an empty statement without parts, to be given to academy_statement_add()
 */
AcademyStatement *academy_statement_new (const char *mission_id, const char *who, const char *at);

/**
 * academy_statement_add_part:
 * @moves_at: when time moves it on, or -1
 *
 * Returns: (transfer none): the part
 */
AcademyPart *academy_statement_add_part (AcademyStatement *self, const char *part, const char *status, gint64 moves_at);

gboolean academy_statement_add (AcademyDatabase *database, AcademyStatement *self, GError **error);

/**
 * academy_statement_load:
 *
 * Returns: (transfer full): the statement of a mission, or NULL with @error set
 */
AcademyStatement *academy_statement_load (AcademyDatabase *database, const char *mission_id, GError **error);

/**
 * academy_statement_store:
 * @who: "intervener", "office", "marking_tool" or "time"
 * @at: when, RFC 3339
 *
 * Writes the statement as its next version.
 */
gboolean academy_statement_store (
    AcademyDatabase *database, AcademyStatement *self, const char *who, const char *at, GError **error);

/**
 * academy_statement_part:
 *
 * Returns: (transfer none) (nullable): the part of this name, or NULL where the statement has none
 */
AcademyPart *academy_statement_part (AcademyStatement *self, const char *part);

/**
 * academy_statement_writable:
 *
 * Returns: whether the intervener may write in one part at least
 */
gboolean academy_statement_writable (AcademyStatement *self);

/**
 * academy_statement_etag:
 *
 * Returns: (transfer full): the strong ETag of this version
 */
char *academy_statement_etag (AcademyDatabase *database, AcademyStatement *self);

/**
 * academy_statement_due:
 * @now: seconds since 1970
 *
 * Returns: (transfer full) (element-type utf8): the ids of the missions of which time moves a part on
 */
GPtrArray *academy_statement_due (AcademyDatabase *database, gint64 now);

/**
 * academy_statement_sent:
 * @since: seconds since 1970
 *
 * Returns: (transfer full) (element-type utf8): the ids of the missions of which a part was validated, or that were
 * declared not done, after @since
 */
GPtrArray *academy_statement_sent (AcademyDatabase *database, gint64 since);

/* History and what others counted. */
gboolean academy_history_add (AcademyDatabase *database,
                              const char *mission_id,
                              AcademyPart *part,
                              const char *at,
                              const char *who,
                              const char *verb,
                              const char *from_status,
                              gint64 amount_cents,
                              const char *remark,
                              GError **error);
JsonNode *academy_history_list (AcademyDatabase *database, const char *mission_id);

gboolean academy_reported_set (AcademyDatabase *database,
                               const char *mission_id,
                               const char *field,
                               const char *label,
                               gint64 quantity,
                               const char *at,
                               GError **error);
JsonNode *academy_reported_list (AcademyDatabase *database, const char *mission_id);

G_END_DECLS
