/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-database.h"

G_BEGIN_DECLS

/* The issuer of the academy's own portal in this table: its address is another one at each start. */
#define ACADEMY_SUBJECTS_OWN "own"

/**
 * academy_subject_add:
 * @issuer: an OpenID issuer, to the letter, or ACADEMY_SUBJECTS_OWN
 * @subject: what the issuer calls the person
 *
 * Says which person of the academy an issuer means. Whom it meant before is forgotten.
 */
gboolean academy_subject_add (
    AcademyDatabase *self, const char *issuer, const char *subject, const char *intervener_id, GError **error);

/* The issuer means nobody any more. */
gboolean academy_subject_remove (AcademyDatabase *self, const char *issuer, const char *subject, GError **error);

/**
 * academy_subject_intervener:
 *
 * Returns: (transfer full) (nullable): the person's id, or NULL where the academy knows nobody of this name
 */
char *academy_subject_intervener (AcademyDatabase *self, const char *issuer, const char *subject);

G_END_DECLS
