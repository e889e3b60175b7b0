/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The steps of the academy's schema: see imagin_sql_open(). */
extern const char *const academy_schema[];
extern const guint academy_schema_length;

G_END_DECLS
