/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-draft.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ImaginRemovable:
 * @part: %IMAGIN_PART_WORK or %IMAGIN_PART_TRAVEL, which holds the list
 * @list: the list's field
 * @title: what is said when an item is gone; still to be translated
 * @ensure: (transfer none): the entity of @part, made where it is absent
 * @removed: called with the place that became free, to lead the keyboard somewhere harmless
 * @restored: called with what came back and its place
 *
 * A kind of item that a step of the entry lets a person remove.
 */
typedef struct
{
  const char *part;
  const char *list;
  const char *title;
  gpointer (*ensure) (ImaginStatement *statement);
  void (*removed) (GtkWidget *step, guint position);
  void (*restored) (GtkWidget *step, gpointer item, guint position);
} ImaginRemovable;

/**
 * imagin_removal_make:
 * @step: where it stands
 * @kind: (transfer none): static
 * @id: of the item; one that is not there, or no longer the person's to change, stays as it is
 *
 * Takes an item away, and offers it back at its own place (see imagin_undo_offer()).
 */
void imagin_removal_make (GtkWidget *step, ImaginDraft *draft, const ImaginRemovable *kind, const char *id);

G_END_DECLS
