/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of missions with what can be chosen from it. */

#include "domain/imagin-listing.h"

G_DEFINE_FINAL_TYPE (ImaginListing, imagin_listing, G_TYPE_OBJECT)

static void
imagin_listing_finalize (GObject *object)
{
  ImaginListing *self = IMAGIN_LISTING (object);

  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  g_free (self->news_account_id);
  g_free (self->news_mission_id);
  g_strfreev (self->sessions);
  g_strfreev (self->type_codes);
  g_strfreev (self->type_labels);
  G_OBJECT_CLASS (imagin_listing_parent_class)->finalize (object);
}

static void
imagin_listing_class_init (ImaginListingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_listing_finalize;
}

static void
imagin_listing_init (ImaginListing *self)
{
  self->summaries = g_ptr_array_new_with_free_func (g_object_unref);
  self->sessions = g_new0 (char *, 1);
  self->type_codes = g_new0 (char *, 1);
  self->type_labels = g_new0 (char *, 1);
}
