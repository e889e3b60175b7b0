/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-missions.h"
#include "academy/database/academy-statements.h"
#include "academy/http/academy-router.h"

G_BEGIN_DECLS

/**
 * AcademyCase:
 *
 * The mission that a request is about, with its statement.
 */
typedef struct
{
  AcademyMission *mission;
  AcademyStatement *statement;
} AcademyCase;

void academy_case_clear (AcademyCase *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcademyCase, academy_case_clear)

/**
 * academy_case_open:
 *
 * Finds both by the first parameter of the path. Where the mission is not the person's, answers 404.
 */
gboolean academy_case_open (AcademyRequest *request, AcademyCase *self);

/* Answers 428 where `If-Match` is missing. */
gboolean academy_case_require_match (AcademyRequest *request);

/* Answers 412 with the present statement where `If-Match` names another version. */
gboolean academy_case_check_match (AcademyRequest *request, AcademyCase *self);

/* Answers the statement with its ETag. */
void academy_case_answer (AcademyRequest *request, AcademyCase *self, guint status);

/* Sets the header ETag alone. */
void academy_case_set_etag (AcademyRequest *request, AcademyCase *self);

G_END_DECLS
