/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-mission.h"

G_BEGIN_DECLS

/**
 * ImaginSummary:
 *
 * A mission as a row of the list shows it: light, made by the store's reader in the order of the screen. The strings
 * are the academy's own; the screen words them. They are #GRefString: ten thousand rows say few different things. What
 * is no string is kept small for the same reason.
 */
#define IMAGIN_TYPE_SUMMARY (imagin_summary_get_type ())
G_DECLARE_FINAL_TYPE (ImaginSummary, imagin_summary, IMAGIN, SUMMARY, GObject)

struct _ImaginSummary
{
  GObject parent_instance;

  char *account_id;
  char *mission_id;
  char *session; /* the label of its exam session */
  char *paper;
  char *type_code;
  char *type_label;
  char *exam_label;
  char *starts_on;
  char *ends_on;
  char *place;
  char *deadline;
  char *work_code;
  char *work_label;
  char *travel_code;
  char *travel_label;
  gint64 amount_cents;
  guint folds;     /* this is no mission but the row that folds the section of that many */
  guint group;     /* the section of the screen, counted from the top */
  guint16 waiting; /* entries of the outbox that wait */
  guint16 refused; /* entries that the academy refused */
  ImaginSection section : 8;
  guint open : 1; /* and what it folds shows below it */
  guint returned : 1;
  guint not_performed : 1;
  guint amount_known : 1;
  guint drafted : 1;    /* something was entered here that waits for the person to save it */
  guint validating : 1; /* a validation waits */
  guint saved : 1;      /* the academy has what the person entered, and nobody changed it since */
  guint news : 1;       /* somebody else changed it since the person saw it */
  guint linked : 1;     /* its journey is shared with another mission of the day, which is in the store, too */
};

/**
 * imagin_summary_is_unsaved:
 *
 * Returns: whether something was entered that the person can and has to save: the academy still takes it
 */
gboolean imagin_summary_is_unsaved (ImaginSummary *self);

/**
 * imagin_summary_equal:
 *
 * Returns: whether both rows look the same
 */
gboolean imagin_summary_equal (ImaginSummary *self, ImaginSummary *other);

/**
 * imagin_summary_take:
 * @other: the same mission, as it is now
 *
 * Makes @self say what @other says, and emits `changed` where that is something else. The row stays the object that the
 * list shows: no widget is made anew and the keyboard stays where it is.
 */
void imagin_summary_take (ImaginSummary *self, ImaginSummary *other);

G_END_DECLS
