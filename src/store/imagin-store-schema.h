/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a mission's acknowledged statement declares journeys, nights or meals; part of an index, so never edited. */
#define IMAGIN_STORE_TRAVELS                                                                                           \
  "json_array_length (body, '$.statement.travel.journeys') > 0 OR "                                                    \
  "json_array_length (body, '$.statement.travel.nights') > 0 OR "                                                      \
  "json_array_length (body, '$.statement.travel.meals') > 0"

/* The migrations of the store, in order; what has landed once is never edited (see imagin_sql_open()). */
extern const char *const imagin_store_migrations[];
extern const guint imagin_store_n_migrations;

G_END_DECLS
