/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-summary.h"

G_BEGIN_DECLS

/**
 * ImaginListing:
 *
 * The missions as the list shows them, and what a menu can narrow them to. What is counted is counted over all
 * missions, whatever was searched.
 */
#define IMAGIN_TYPE_LISTING (imagin_listing_get_type ())
G_DECLARE_FINAL_TYPE (ImaginListing, imagin_listing, IMAGIN, LISTING, GObject)

struct _ImaginListing
{
  GObject parent_instance;

  GPtrArray *summaries; /* element-type ImaginSummary, in the order of the screen */
  gboolean goes_on;     /* there are more than were asked for, and what a menu can narrow to was not read */
  guint total;          /* missions in the store */
  guint waiting;        /* entries of the outbox that wait */
  guint refused;        /* entries of the outbox that an academy refused */
  guint drafted;        /* missions to complete with an entry that waits for the person to save it */
  guint news;           /* missions that somebody else changed since the person saw them */
  char *news_account_id;
  char *news_mission_id; /* the first of them; NULL: none */
  char **sessions;       /* labels, the newest first */
  char **type_codes;
  char **type_labels; /* of the same places */
};

G_END_DECLS
