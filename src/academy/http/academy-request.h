/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/academy-trust.h"
#include "academy/database/academy-database.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * AcademyOptions:
 *
 * How an academy is served.
 */
typedef struct
{
  gint64 access_seconds; /* life of an access token */
  gint64 poll_seconds;   /* how often a client may ask for what changed */
  gint64 office_seconds; /* how long the office takes for a step by itself; 0: it waits for its commands */
  gint port;             /* 0: a free one */
  AcademyTrust *trust;   /* NULL: no issuer */
} AcademyOptions;

#define ACADEMY_MAX_PARAMETERS 4

/**
 * AcademyRequest:
 *
 * One request being answered. Counted, because a password is verified on another thread while it waits.
 */
typedef struct
{
  AcademyDatabase *database;
  const AcademyOptions *options;
  const struct _AcademyRoute *route; /* NULL: nothing answers here */
  SoupServerMessage *message;
  GHashTable *query;                        /* (element-type utf8 utf8) (nullable) */
  char *parameters[ACADEMY_MAX_PARAMETERS]; /* what stands for {…} in the path, in its order */
  char *intervener_id;                      /* whose access token it carries */
  char *sweep;                              /* the digest of a blob that may be unused once this is committed */
} AcademyRequest;

AcademyRequest *academy_request_ref (AcademyRequest *self);
void academy_request_unref (AcademyRequest *self);

/**
 * academy_request_new:
 *
 * Returns: (transfer full): to be given back by academy_request_unref()
 */
AcademyRequest *academy_request_new (AcademyDatabase *database,
                                     const AcademyOptions *options,
                                     SoupServerMessage *message,
                                     GHashTable *query);

/**
 * academy_request_header:
 *
 * Returns: (nullable): the header as received; several of one name are joined
 */
const char *academy_request_header (AcademyRequest *self, const char *name);

/**
 * academy_request_id:
 *
 * Returns: (nullable): what the client calls its request (`X-Request-Id`), where that is a short text; for the journal
 */
const char *academy_request_id (AcademyRequest *self);

/**
 * academy_request_body:
 *
 * Returns: (transfer full): the bytes of the body
 */
GBytes *academy_request_body (AcademyRequest *self);

/**
 * academy_request_object:
 *
 * Reads the body as one JSON object; where it is none, answers 400.
 *
 * Returns: (transfer full) (nullable): the object
 */
JsonObject *academy_request_object (AcademyRequest *self);

/**
 * academy_request_uuid:
 * @index: which parameter of the path
 *
 * Brings the UUID in the path to lower case; where it is none, answers 400.
 */
gboolean academy_request_uuid (AcademyRequest *self, guint index);

/* Answers. */

void academy_answer_json (AcademyRequest *self, guint status, JsonNode *node);

/**
 * academy_answer_cached:
 * @etag: (nullable): NULL: made from the content
 *
 * Answers 200 with an ETag, or 304 where the client holds this very version.
 */
void academy_answer_cached (AcademyRequest *self, JsonNode *node, const char *etag);
void academy_answer_empty (AcademyRequest *self);

/**
 * academy_answer_problem:
 * @code: one of the table in academy-problem.c
 *
 * Answers application/problem+json (RFC 9457).
 */
void academy_answer_problem (AcademyRequest *self, const char *code);

/**
 * academy_answer_problem_full:
 * @detail: (nullable): in place of the table's sentence
 * @extra: (nullable): the name of a further member
 * @extra_node: (transfer full) (nullable): its value
 */
void academy_answer_problem_full (
    AcademyRequest *self, const char *code, const char *detail, const char *extra, JsonNode *extra_node);

/* Answers what @code is, 422 as a rule, with the list of faults (transfer none). */
void academy_answer_faults (AcademyRequest *self, const char *code, JsonArray *faults);

/* Answers 500 and says why in the log. */
void academy_answer_failure (AcademyRequest *self, const GError *error);

/**
 * academy_problem_bytes:
 * @status: (out): the HTTP status of @code
 *
 * Returns: (transfer full): the problem alone, for where there is no request yet
 */
GBytes *academy_problem_bytes (const char *code, guint *status);

/**
 * academy_if_match_names:
 *
 * Returns: whether `If-Match` names a version; "*" names none, and a write without one could overwrite somebody else's
 */
gboolean academy_if_match_names (const char *if_match);

/**
 * academy_if_none_match_holds:
 *
 * Returns: whether `If-None-Match` names this version, by weak comparison
 */
gboolean academy_if_none_match_holds (const char *if_none_match, const char *etag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcademyRequest, academy_request_unref)

G_END_DECLS
