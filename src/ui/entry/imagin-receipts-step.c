/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The receipts of a statement: what is attached, and where each of them is. */

#include "ui/entry/imagin-receipts-step.h"

#include "ui/texts/imagin-format.h"
#include "ui/entry/imagin-jump.h"
#include "ui/entry/imagin-need-row.h"
#include "ui/entry/imagin-receipt-row.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginReceiptsStep
{
  AdwBin parent_instance;

  ImaginDraft *draft;
  GListStore *items; /* holes and attachments, in the order of the screen */
  gboolean filling;

  AdwPreferencesGroup *group;
  GtkListBox *list;
  GtkLabel *limits;
  GtkWidget *attach_button;
  AdwSwitchRow *by_post;
  AdwActionRow *address;
};

G_DEFINE_FINAL_TYPE (ImaginReceiptsStep, imagin_receipts_step, ADW_TYPE_BIN)

static GtkWidget *
item_row (gpointer item, gpointer data)
{
  return IMAGIN_IS_NEED_ITEM (item) ? imagin_need_row_new (item)
                                    : imagin_receipt_row_new (item, IMAGIN_RECEIPTS_STEP (data)->draft);
}

static gboolean
same_item (gpointer item, gpointer other)
{
  return item == other ||
         (IMAGIN_IS_NEED_ITEM (item) && IMAGIN_IS_NEED_ITEM (other) && imagin_need_item_equal (item, other));
}

/* Only what differs is replaced: the other rows keep their place, their progress and the keyboard. */
static void
show_items (ImaginReceiptsStep *self, ImaginNeedCount *count)
{
  g_autoptr (GPtrArray) wanted = imagin_need_items_list (self->draft, count);
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint first = 0, last = 0;

  for (; first < MIN (n_old, wanted->len); first++)
    {
      g_autoptr (GObject) old = g_list_model_get_item (G_LIST_MODEL (self->items), first);

      if (!same_item (old, wanted->pdata[first]))
        break;
    }
  for (; last < MIN (n_old, wanted->len) - first; last++)
    {
      g_autoptr (GObject) old = g_list_model_get_item (G_LIST_MODEL (self->items), n_old - 1 - last);

      if (!same_item (old, wanted->pdata[wanted->len - 1 - last]))
        break;
    }
  if (n_old - first - last > 0 || wanted->len - first - last > 0)
    g_list_store_splice (self->items, first, n_old - first - last, wanted->pdata + first, wanted->len - first - last);
}

/* What is asked for and is attached, of all that is asked for; then what else is attached. */
static void
show_count (ImaginReceiptsStep *self, const ImaginNeedCount *count)
{
  g_autofree char *asked = NULL;
  g_autofree char *others = NULL;
  g_autofree char *text = NULL;

  if (count->needed == 0 && count->others == 0)
    {
      adw_preferences_group_set_description (self->group,
                                             _ ("Nothing is attached, and nothing that you declared needs a receipt."));
      return;
    }
  if (count->needed > 0)
    /* Translators: receipts that are asked for and attached, and how many are asked for. The plural is of the first. */
    asked = g_strdup_printf (ngettext ("%u receipt attached of %u", "%u receipts attached of %u", count->met),
                             count->met, count->needed);
  if (count->others > 0 && count->needed > 0)
    /* Translators: receipts beside those that are asked for. */
    others = g_strdup_printf (ngettext ("%u other", "%u others", count->others), count->others);
  else if (count->others > 0)
    others = g_strdup_printf (ngettext ("%u receipt attached", "%u receipts attached", count->others), count->others);
  text = imagin_wording_join (2, asked, others);
  adw_preferences_group_set_description (self->group, text);
}

/* The rows that show an attachment, in their order; NULL after the last. */
static ImaginReceiptRow *
next_row (ImaginReceiptsStep *self, int *position)
{
  for (GtkListBoxRow *row; (row = gtk_list_box_get_row_at_index (self->list, *position)) != NULL;)
    {
      ++*position;
      if (IMAGIN_IS_RECEIPT_ROW (row))
        return IMAGIN_RECEIPT_ROW (row);
    }
  return NULL;
}

static void
show_needs (ImaginReceiptsStep *self)
{
  g_auto (GStrv) labels = imagin_need_items_labels (self->draft);
  int position = 0;

  for (ImaginReceiptRow *row; (row = next_row (self, &position)) != NULL;)
    imagin_receipt_row_set_needs (row, (const char *const *) labels);
}

static void
show (ImaginReceiptsStep *self)
{
  ImaginNeedCount count;

  show_items (self, &count);
  show_count (self, &count);
  show_needs (self);
}

/* The receipt moves to its place in the list, and the keyboard goes with it. */
static void
tie_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginReceiptsStep *self = IMAGIN_RECEIPTS_STEP (widget);
  GListModel *attachments = imagin_draft_get_attachments (self->draft);
  const char *id, *label;
  int position = 0;

  g_variant_get (parameter, "(&s&s)", &id, &label);
  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (ImaginAttachment) attachment = g_list_model_get_item (attachments, i);
      ImaginReceipt *receipt = imagin_attachment_get_receipt (attachment);

      if (receipt == NULL || g_strcmp0 (imagin_entity_get_text (receipt, "id"), id) != 0)
        continue;
      imagin_draft_describe_attachment (self->draft, attachment, *label != '\0' ? label : NULL);
      show (self);
      for (ImaginReceiptRow *row; (row = next_row (self, &position)) != NULL;)
        if (imagin_receipt_row_get_attachment (row) == attachment)
          gtk_widget_grab_focus (GTK_WIDGET (row));
      return;
    }
}

/* After a row is gone: the row in its place, or the last one, or the button that attaches. */
static void
focus_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginReceiptsStep *self = IMAGIN_RECEIPTS_STEP (widget);
  int last = (int) g_list_model_get_n_items (G_LIST_MODEL (self->items)) - 1;
  int position = MIN (g_variant_get_int32 (parameter), last);

  gtk_widget_grab_focus (position >= 0 ? GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, position))
                                       : GTK_WIDGET (self->attach_button));
}

void
imagin_receipts_step_focus_need (ImaginReceiptsStep *self, const char *label)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (IMAGIN_IS_NEED_ITEM (item) && g_str_equal (imagin_need_item_get_label (IMAGIN_NEED_ITEM (item)), label))
        {
          GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i));

          /* The row, then its button. */
          gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
          gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
          imagin_jump_show_focus (GTK_WIDGET (self));
          return;
        }
    }
}

/* By post */

static void
show_by_post (ImaginReceiptsStep *self)
{
  ImaginStatement *statement = imagin_draft_get_statement (self->draft);
  gboolean by_post = imagin_entity_get_boolean (statement, "receipts_by_post");
  ImaginAcademyInfo *info = imagin_account_get_info (imagin_draft_get_account (self->draft));
  ImaginOffice *office = info != NULL ? imagin_entity_get_entity (info, "exams_office") : NULL;
  const char *const *lines = office != NULL ? imagin_entity_get_texts (office, "address") : NULL;
  g_autofree char *address = lines != NULL ? g_strjoinv ("\n", (char **) lines) : NULL;

  self->filling = TRUE;
  adw_switch_row_set_active (self->by_post, by_post);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->by_post), imagin_draft_is_open (self->draft));
  adw_action_row_set_subtitle (self->address, address != NULL ? address : _ ("The academy does not give it: ask it"));
  gtk_widget_set_visible (GTK_WIDGET (self->address), by_post);
}

static void
by_post_changed_cb (ImaginReceiptsStep *self)
{
  if (self->draft == NULL || self->filling)
    return;
  imagin_entity_set_boolean (imagin_draft_get_statement (self->draft), "receipts_by_post",
                             adw_switch_row_get_active (self->by_post));
}

static void
statement_changed (ImaginReceiptsStep *self)
{
  show (self);
  show_by_post (self);
}

static void
statement_replaced (ImaginReceiptsStep *self)
{
  g_signal_connect_object (imagin_draft_get_statement (self->draft), "changed", G_CALLBACK (statement_changed), self,
                           G_CONNECT_SWAPPED);
  statement_changed (self);
}

static void
show_limits (ImaginReceiptsStep *self)
{
  ImaginAcademyInfo *info = imagin_account_get_info (imagin_draft_get_account (self->draft));
  ImaginReceiptRules *rules = info != NULL ? imagin_entity_get_entity (info, "receipts") : NULL;
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;

  if (rules == NULL || !imagin_entity_is_set (rules, "max_bytes"))
    {
      gtk_label_set_label (self->limits, _ ("PDF or pictures."));
      return;
    }
  size = imagin_format_bytes (imagin_entity_get_integer (rules, "max_bytes", 0));
  text = g_strdup_printf (_ ("PDF or pictures, %s each at most, %d files at most."), size,
                          (int) imagin_entity_get_integer (rules, "max_count", 0));
  gtk_label_set_label (self->limits, text);
}

static void
imagin_receipts_step_dispose (GObject *object)
{
  ImaginReceiptsStep *self = IMAGIN_RECEIPTS_STEP (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_RECEIPTS_STEP);
  g_clear_object (&self->draft);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (imagin_receipts_step_parent_class)->dispose (object);
}

static void
imagin_receipts_step_class_init (ImaginReceiptsStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_receipts_step_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/receipts-step.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptsStep, group);
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptsStep, list);
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptsStep, limits);
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptsStep, attach_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptsStep, by_post);
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptsStep, address);
  gtk_widget_class_bind_template_callback (widget_class, by_post_changed_cb);
  gtk_widget_class_install_action (widget_class, "receipts.tie", "(ss)", tie_action);
  gtk_widget_class_install_action (widget_class, "receipts.focus", "i", focus_action);
}

static void
imagin_receipts_step_init (ImaginReceiptsStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (G_TYPE_OBJECT);
}

GtkWidget *
imagin_receipts_step_new (ImaginDraft *draft)
{
  ImaginReceiptsStep *self = g_object_new (IMAGIN_TYPE_RECEIPTS_STEP, NULL);

  self->draft = g_object_ref (draft);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->items), item_row, self, NULL);
  gtk_list_box_set_placeholder (self->list, g_object_new (GTK_TYPE_LABEL, "label", _ ("No receipt yet"), "wrap", TRUE,
                                                          "margin-top", 16, "margin-bottom", 16, "css-classes",
                                                          (const char *[]) { "dimmed", NULL }, NULL));
  g_signal_connect_object (imagin_draft_get_attachments (draft), "items-changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  /* A file that is refused after it was chosen opens its hole again. */
  g_signal_connect_object (draft, "notify::standing", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::statement", G_CALLBACK (statement_replaced), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::open", G_CALLBACK (show_by_post), self, G_CONNECT_SWAPPED);
  statement_replaced (self);
  show_limits (self);
  return GTK_WIDGET (self);
}
