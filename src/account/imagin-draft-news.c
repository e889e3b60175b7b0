/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new in a draft's mission since the person saw it. */

#include "account/imagin-account-private.h"
#include "account/imagin-draft-private.h"

void
imagin_draft_take_news (ImaginDraft *self, ImaginStoredMission *stored)
{
  if (stored->has_news)
    {
      /* Read once more before the store took in that it was seen. */
      if (self->news != NULL && stored->news_number == self->news_number && !self->news_unseen)
        return;
      g_clear_pointer (&self->news, g_ptr_array_unref);
      self->news = imagin_news_compare (stored->seen, stored->mission);
      self->news_number = stored->news_number;
      self->news_unseen = TRUE;
    }
  else if (self->news_unseen)
    {
      /* Undone before anybody saw it. */
      g_clear_pointer (&self->news, g_ptr_array_unref);
      self->news_unseen = FALSE;
    }
}

GPtrArray *
imagin_draft_get_news (ImaginDraft *self)
{
  return self->news;
}

gboolean
imagin_draft_has_unseen_news (ImaginDraft *self)
{
  return self->news_unseen;
}

static DexFuture *
seen (DexFuture *completed, gpointer data)
{
  ImaginDraft *self = data;

  imagin_account_tell_changed (self->account, self->mission_id);
  return NULL;
}

void
imagin_draft_see_news (ImaginDraft *self)
{
  if (!self->news_unseen)
    return;
  self->news_unseen = FALSE;
  dex_future_disown (dex_future_then (imagin_store_see_news (imagin_account_get_store (self->account),
                                                             imagin_account_get_id (self->account), self->mission_id,
                                                             self->news_number),
                                      seen, g_object_ref (self), g_object_unref));
}
