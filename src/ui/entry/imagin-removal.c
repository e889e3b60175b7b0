/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item of a statement that is taken away, and back. */

#include "ui/entry/imagin-removal.h"

#include "ui/widgets/imagin-undo.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *step;
  ImaginDraft *draft;
  const ImaginRemovable *kind;
  gpointer item;
  guint position;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_object_unref (removal->step);
  g_object_unref (removal->draft);
  g_object_unref (removal->item);
  g_free (removal);
}

static void
take_back (gpointer data)
{
  Removal *removal = data;
  const ImaginRemovable *kind = removal->kind;
  ImaginStatement *statement = imagin_draft_get_statement (removal->draft);
  gpointer part;

  /* The academy may have given it back meanwhile, or the statement may be closed. */
  if (!imagin_draft_is_part_open (removal->draft, kind->part))
    return;
  part = kind->ensure (statement);
  if (imagin_entity_find (imagin_entity_get_list (part, kind->list), "id",
                          imagin_entity_get_text (removal->item, "id")) != NULL)
    return;
  imagin_entity_insert (part, kind->list, removal->position, removal->item);
  kind->restored (removal->step, removal->item, removal->position);
}

void
imagin_removal_make (GtkWidget *step, ImaginDraft *draft, const ImaginRemovable *kind, const char *id)
{
  gpointer part = imagin_entity_get_entity (imagin_draft_get_statement (draft), kind->part);
  GListModel *items = part != NULL ? imagin_entity_get_list (part, kind->list) : NULL;
  gpointer item = items != NULL ? imagin_entity_find (items, "id", id) : NULL;
  Removal *removal;

  if (item == NULL || !imagin_draft_is_part_open (draft, kind->part))
    return;
  removal = g_new0 (Removal, 1);
  removal->step = g_object_ref (step);
  removal->draft = g_object_ref (draft);
  removal->kind = kind;
  removal->item = g_object_ref (item);
  g_list_store_find (G_LIST_STORE (items), item, &removal->position);
  imagin_entity_remove (part, kind->list, item);
  kind->removed (step, removal->position);
  imagin_undo_offer (step, _ (kind->title), take_back, removal, removal_free);
}
