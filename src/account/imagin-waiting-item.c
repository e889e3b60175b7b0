/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that no academy has acknowledged. */

#include "account/imagin-waiting-item.h"

G_DEFINE_FINAL_TYPE (ImaginWaitingItem, imagin_waiting_item, G_TYPE_OBJECT)

static void
imagin_waiting_item_finalize (GObject *object)
{
  ImaginWaitingItem *self = IMAGIN_WAITING_ITEM (object);

  g_free (self->account_id);
  g_free (self->mission_id);
  g_free (self->paper);
  g_free (self->receipt_name);
  g_free (self->asked_at);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (imagin_waiting_item_parent_class)->finalize (object);
}

static void
imagin_waiting_item_class_init (ImaginWaitingItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_waiting_item_finalize;
}

static void
imagin_waiting_item_init (ImaginWaitingItem *self)
{
}
