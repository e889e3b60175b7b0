/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-sql.h"

G_BEGIN_DECLS

/**
 * ImaginSalvage:
 *
 * What was found in a damaged store.
 */
typedef struct
{
  guint accounts;
  guint missions;
  guint drafts;
  guint entries; /* of the outbox */
  guint receipts;
  gboolean uncertain; /* pages with what the person entered could not be read: what stood there has no name */
  GPtrArray *lost;    /* the missions whose entries could not be read: paper, line break, day; or an id */
} ImaginSalvage;

/**
 * imagin_store_salvage:
 * @from: a damaged store's file, which nobody else has open; a copy, for it may be written
 * @into: an empty store's connection
 * @salvage: (out caller-allocates): what was found; to be cleared
 *
 * Copies into @into every row that can be read and understood: table by table where SQLite reads them, and page by page
 * what it does not. What only the academy knows better (cursors) is left out, so that the next pull brings all of it.
 *
 * Returns: whether @into has what could be read; FALSE with @error set where it could not be written
 */
gboolean imagin_store_salvage (const char *from, sqlite3 *into, ImaginSalvage *salvage, GError **error);

void imagin_salvage_clear (ImaginSalvage *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImaginSalvage, imagin_salvage_clear)

G_END_DECLS
