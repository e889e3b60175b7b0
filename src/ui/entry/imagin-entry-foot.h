/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"
#include "ui/entry/imagin-readiness.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ImaginEntryFoot:
 *
 * The foot of the guided entry: the estimate, where the entry stands, and what can be done now. Its buttons are the
 * actions of the page that it stands in ("entry.save", …).
 */
#define IMAGIN_TYPE_ENTRY_FOOT (imagin_entry_foot_get_type ())
G_DECLARE_FINAL_TYPE (ImaginEntryFoot, imagin_entry_foot, IMAGIN, ENTRY_FOOT, GtkBox)

/**
 * ImaginEntryForm:
 * @IMAGIN_ENTRY_WIDE: all of it on one line
 * @IMAGIN_ENTRY_NARROW: the buttons below the rest
 * @IMAGIN_ENTRY_SMALL: narrow and with large letters: only what the page cannot do without, the rest a press away
 */
typedef enum
{
  IMAGIN_ENTRY_WIDE,
  IMAGIN_ENTRY_NARROW,
  IMAGIN_ENTRY_SMALL
} ImaginEntryForm;

void imagin_entry_foot_set_form (ImaginEntryFoot *self, ImaginEntryForm form);

/**
 * imagin_entry_foot_show_standing:
 * @icon: the icon of where the entry stands
 * @text: the same in words
 */
void imagin_entry_foot_show_standing (ImaginEntryFoot *self, const char *icon, const char *text);

/**
 * imagin_entry_foot_show_estimate:
 * @total: (nullable): an amount, or "at least …"; without one nothing is shown
 */
void imagin_entry_foot_show_estimate (ImaginEntryFoot *self, const char *total);

/**
 * imagin_entry_foot_show_buttons:
 * @last: whether the last step is shown: it is validated, and not gone on from
 * @ready: whether it can be
 * @savable: whether it can be saved
 *
 * One suggestion at a time: what the person would do next, and can do.
 */
void imagin_entry_foot_show_buttons (ImaginEntryFoot *self, gboolean last, gboolean ready, gboolean savable);

G_END_DECLS
