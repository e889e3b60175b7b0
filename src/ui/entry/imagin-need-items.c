/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The receipts that a statement calls for, and what is attached for each. */

#include "ui/entry/imagin-need-items.h"

#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-means.h"

#include <glib/gi18n.h>

struct _ImaginNeedItem
{
  GObject parent_instance;

  char *label;
  gint64 cents;
  gboolean by_post;
};

G_DEFINE_FINAL_TYPE (ImaginNeedItem, imagin_need_item, G_TYPE_OBJECT)

static void
imagin_need_item_finalize (GObject *object)
{
  g_free (IMAGIN_NEED_ITEM (object)->label);
  G_OBJECT_CLASS (imagin_need_item_parent_class)->finalize (object);
}

static void
imagin_need_item_class_init (ImaginNeedItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_need_item_finalize;
}

static void
imagin_need_item_init (ImaginNeedItem *self)
{
}

ImaginNeedItem *
imagin_need_item_new (const char *label, gint64 cents, gboolean by_post)
{
  ImaginNeedItem *self = g_object_new (IMAGIN_TYPE_NEED_ITEM, NULL);

  self->label = g_strdup (label);
  self->cents = cents;
  self->by_post = by_post;
  return self;
}

const char *
imagin_need_item_get_label (ImaginNeedItem *self)
{
  return self->label;
}

gboolean
imagin_need_item_equal (ImaginNeedItem *self, ImaginNeedItem *other)
{
  return g_str_equal (self->label, other->label) && self->cents == other->cents && self->by_post == other->by_post;
}

/* Names */

static char *
hotel_label (const ImaginNeed *need)
{
  g_autofree char *days = imagin_format_days (need->first, need->last);

  if (g_strcmp0 (need->first, need->last) == 0)
    /* Translators: %s is the evening of a night ("22 June"). */
    return g_strdup_printf (_ ("Hotel invoice, night of %s"), days);
  /* Translators: %s are evenings ("22 – 23 June"). */
  return g_strdup_printf (_ ("Hotel invoice, nights of %s"), days);
}

static const char *
cost_label (const ImaginNeed *need)
{
  if (need->kind == IMAGIN_NEED_FARE)
    return imagin_means_get_ticket (need->means);
  return need->kind == IMAGIN_NEED_TOLLS ? _ ("Toll tickets") : _ ("Parking ticket");
}

char *
imagin_need_item_label (const ImaginNeed *need)
{
  g_autofree char *days = NULL;

  if (need->kind == IMAGIN_NEED_HOTEL)
    return hotel_label (need);
  if (need->first == NULL)
    return g_strdup (cost_label (need));
  days = imagin_format_days (need->first, need->last != NULL ? need->last : need->first);
  /* Translators: a receipt and its days ("Toll tickets, 22 – 23 June"). */
  return g_strdup_printf (_ ("%s, %s"), cost_label (need), days);
}

/* The list */

/* Whether it counts: a file that was refused is shown, and is the receipt of nothing. */
static gboolean
is_refused (ImaginAttachment *attachment)
{
  return imagin_attachment_get_state (attachment) == IMAGIN_ATTACHMENT_REFUSED;
}

static guint
add_attached (GPtrArray *items, GListModel *attachments, const char *label, gboolean refused)
{
  guint added = 0;

  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (ImaginAttachment) attachment = g_list_model_get_item (attachments, i);

      if (g_strcmp0 (imagin_attachment_get_label (attachment), label) != 0 || is_refused (attachment) != refused ||
          g_ptr_array_find (items, attachment, NULL))
        continue;
      g_ptr_array_add (items, g_steal_pointer (&attachment));
      added++;
    }
  return added;
}

static void
add_others (GPtrArray *items, GListModel *attachments, ImaginNeedCount *count)
{
  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (ImaginAttachment) attachment = g_list_model_get_item (attachments, i);

      if (g_ptr_array_find (items, attachment, NULL))
        continue;
      count->others += !is_refused (attachment);
      g_ptr_array_add (items, g_steal_pointer (&attachment));
    }
}

static GPtrArray *
needs_of (ImaginDraft *draft)
{
  ImaginAcademyInfo *info = imagin_account_get_info (imagin_draft_get_account (draft));

  return imagin_checklist_new (imagin_draft_get_statement (draft),
                               info != NULL ? imagin_entity_get_text (info, "time_zone") : NULL);
}

GStrv
imagin_need_items_labels (ImaginDraft *draft)
{
  g_autoptr (GPtrArray) needs = needs_of (draft);
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();

  for (guint i = 0; i < needs->len; i++)
    g_strv_builder_take (labels, imagin_need_item_label (g_ptr_array_index (needs, i)));
  return g_strv_builder_end (labels);
}

GPtrArray *
imagin_need_items_list (ImaginDraft *draft, ImaginNeedCount *count)
{
  ImaginStatement *statement = imagin_draft_get_statement (draft);
  GListModel *attachments = imagin_draft_get_attachments (draft);
  gboolean by_post = imagin_entity_get_boolean (statement, "receipts_by_post");
  g_autoptr (GPtrArray) needs = needs_of (draft);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  ImaginNeedCount counted = { .needed = needs->len };

  for (guint i = 0; i < needs->len; i++)
    {
      ImaginNeed *need = g_ptr_array_index (needs, i);
      g_autofree char *label = imagin_need_item_label (need);

      if (add_attached (items, attachments, label, FALSE) > 0)
        counted.met++;
      else
        g_ptr_array_add (items, imagin_need_item_new (label, need->cents, by_post));
      add_attached (items, attachments, label, TRUE);
    }
  add_others (items, attachments, &counted);
  if (count != NULL)
    *count = counted;
  return items;
}

/* What comes of a hole */

char *
imagin_need_item_consequence (ImaginNeedItem *self)
{
  g_autofree char *amount = NULL;

  if (self->by_post)
    return g_strdup (_ ("You send it by post"));
  if (self->cents < 0)
    return g_strdup (_ ("Without this receipt, the expense is not refunded."));
  amount = imagin_format_money (self->cents);
  /* Translators: %s is an amount. */
  return g_strdup_printf (_ ("Without this receipt, %s are not refunded."), amount);
}

gboolean
imagin_need_item_is_missing (ImaginNeedItem *self)
{
  return !self->by_post;
}
