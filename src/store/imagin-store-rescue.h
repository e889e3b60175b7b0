/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-database.h"

G_BEGIN_DECLS

/**
 * ImaginRescue:
 *
 * What became of a store that was damaged.
 */
#define IMAGIN_TYPE_RESCUE (imagin_rescue_get_type ())
G_DECLARE_FINAL_TYPE (ImaginRescue, imagin_rescue, IMAGIN, RESCUE, GObject)

struct _ImaginRescue
{
  GObject parent_instance;

  char *folder; /* where the damaged files lie, as they were found */
  guint drafts; /* of missions, as the others */
  guint entries;
  guint receipts;
  gboolean uncertain; /* more may be lost than has a name */
  char **lost;        /* what the missions are called of which something that was entered is lost */
};

/**
 * imagin_store_rescue_prepare:
 * @path: the store's file
 *
 * Ends a rescue that was interrupted; see #ImaginDatabaseCare.
 */
gboolean imagin_store_rescue_prepare (const char *path, gpointer data, GError **error);

/**
 * imagin_store_rescue:
 * @path: the store's file, which nobody has open
 *
 * Moves the file with all that belongs to it into a folder of its own, "damaged-" and the date, and puts a store in its
 * place that holds what could be read. Nothing is deleted, and wherever this is interrupted, the next start goes on.
 */
gboolean imagin_store_rescue (const char *path, gpointer data, GError **error);

/**
 * imagin_store_rescue_check:
 *
 * Whether what the store holds can be understood; see #ImaginDatabaseCare.
 */
gboolean imagin_store_rescue_check (sqlite3 *database, gpointer data, GError **error);

/**
 * imagin_store_rescue_read:
 * @directory: the store's
 *
 * Returns: (transfer full) (nullable): what the person was not told yet
 */
ImaginRescue *imagin_store_rescue_read (const char *directory);

/**
 * imagin_store_rescue_told:
 *
 * The person knows: what is said goes into the folder, and is not said again.
 */
void imagin_store_rescue_told (ImaginRescue *rescue);

G_END_DECLS
