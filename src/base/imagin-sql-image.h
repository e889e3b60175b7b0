/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* No table of ours has more columns. */
#define IMAGIN_SQL_IMAGE_CELLS 32

typedef enum
{
  IMAGIN_SQL_CELL_NULL,
  IMAGIN_SQL_CELL_NUMBER,
  IMAGIN_SQL_CELL_TEXT,
  IMAGIN_SQL_CELL_LOST, /* its bytes are not there any more, or are no UTF-8 */
  IMAGIN_SQL_CELL_OTHER,
} ImaginSqlCellKind;

/**
 * ImaginSqlCell:
 *
 * One column of a row that was found.
 */
typedef struct
{
  ImaginSqlCellKind kind;
  gint64 number;
  const char *text;
} ImaginSqlCell;

/**
 * ImaginSqlRowFound:
 * @cells: (array length=n_cells): valid during the call
 * @key: the rowid, of a table that has one
 */
typedef void (*ImaginSqlRowFound) (const ImaginSqlCell *cells, guint n_cells, gint64 key, gpointer data);

/**
 * imagin_sql_image_scan:
 * @path: a database's file
 *
 * Reads every row from every page of a database that looks like one of a table, with the pages of its write-ahead log
 * in their place; no index and no schema is needed. Rows of all tables and indexes come, in no order; what was deleted
 * does not where the file was written with secure_delete. Every byte is taken for hostile.
 * See https://www.sqlite.org/fileformat2.html.
 *
 * Returns: whether the file could be read at all
 */
gboolean imagin_sql_image_scan (const char *path, ImaginSqlRowFound found, gpointer data, GError **error);

G_END_DECLS
