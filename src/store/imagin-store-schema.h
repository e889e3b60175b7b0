/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The migrations of the store, in order; what has landed once is never edited (see imagin_sql_open()). */
extern const char *const imagin_store_migrations[];
extern const guint imagin_store_n_migrations;

G_END_DECLS
