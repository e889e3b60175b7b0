/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft that somebody else's changes meet: merged by itself, or decided by the person. */

#include "account/imagin-account-private.h"
#include "account/imagin-draft-private.h"
#include "base/imagin-error.h"
#include "domain/imagin-merge.h"

static GPtrArray *
new_clashes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) imagin_clash_free);
}

void
imagin_draft_follow_merge (ImaginDraft *self, ImaginStoredMission *stored)
{
  gboolean untouched = self->change == self->kept_change && self->keeping == 0;
  g_autoptr (GPtrArray) clashes = new_clashes ();
  g_autoptr (ImaginStatement) merged =
      untouched || stored->unmerged == NULL
          ? NULL
          : imagin_merge_statements (stored->unmerged, self->statement, stored->draft, NULL, clashes, NULL);
  ImaginStatement *followed = merged != NULL ? merged : stored->draft;

  self->merged = stored->merged;
  self->drafted = TRUE;
  if (!imagin_statement_content_equal (self->statement, followed))
    imagin_draft_watch_statement (self, followed);
}

gboolean
imagin_draft_is_in_conflict (ImaginDraft *self)
{
  return imagin_error_matches (self->refusal, IMAGIN_ERROR_CONFLICT);
}

GPtrArray *
imagin_draft_list_clashes (ImaginDraft *self)
{
  g_autoptr (GPtrArray) clashes = new_clashes ();
  g_autoptr (ImaginStatement) merged =
      imagin_merge_statements (self->base, self->statement, self->acknowledged, NULL, clashes, NULL);

  return g_steal_pointer (&clashes);
}

static DexFuture *
resolved_at_last (DexFuture *completed, gpointer data)
{
  ImaginDraft *self = data;

  imagin_account_tell_changed (self->account, self->mission_id);
  imagin_account_wake (self->account);
  return NULL;
}

void
imagin_draft_resolve (ImaginDraft *self, GHashTable *choices)
{
  g_autoptr (GPtrArray) clashes = new_clashes ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ImaginStatement) merged =
      imagin_merge_statements (self->base, self->statement, self->acknowledged, choices, clashes, &error);

  /* Both together are more than a statement can hold: what the person entered stays, to make room in. */
  if (merged == NULL)
    {
      g_warning ("Both versions cannot be put together: %s", error->message);
      return;
    }
  if (imagin_statement_content_equal (merged, self->acknowledged))
    {
      imagin_draft_abandon (self);
      return;
    }
  g_clear_handle_id (&self->keep_source, g_source_remove);
  self->kept_change = self->change;
  self->drafted = TRUE;
  g_set_object (&self->base, self->acknowledged);
  imagin_draft_watch_statement (self, merged);
  dex_future_disown (
      dex_future_then (imagin_store_resolve (imagin_account_get_store (self->account),
                                             imagin_account_get_id (self->account), self->mission_id, self->statement),
                       resolved_at_last, g_object_ref (self), g_object_unref));
}
