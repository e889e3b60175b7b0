/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

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
  char **lost;        /* missions of which something that was entered is lost: paper, line break, day; or an id */
};

G_END_DECLS
