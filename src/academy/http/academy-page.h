/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/http/academy-request.h"

G_BEGIN_DECLS

/**
 * academy_page_answer:
 * @file: a page of data/demo/portal
 * @...: names and texts, ended by NULL: `{name}` stands for the text as text, `{!name}` for the text as HTML
 *
 * Answers a page that may load nothing, run nothing and be framed by nobody.
 */
void academy_page_answer (AcademyRequest *request, guint status, const char *file, ...) G_GNUC_NULL_TERMINATED;

/**
 * academy_page_answer_message:
 *
 * Answers a page with a sentence.
 */
void academy_page_answer_message (AcademyRequest *request, guint status, const char *title, const char *text);

/**
 * academy_page_hidden:
 *
 * Returns: (transfer full): the parameters of @form as fields that nobody sees, in HTML; those named in @except are
 * left out
 */
char *academy_page_hidden (GHashTable *form, const char *const *except);

G_END_DECLS
