/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The receipts of a statement: what is attached, and where each of them is. */

#include "ui/imagin-receipts-step.h"

#include "ui/imagin-format.h"
#include "ui/imagin-receipt-row.h"

#include <glib/gi18n.h>

struct _ImaginReceiptsStep
{
  AdwBin parent_instance;

  ImaginDraft *draft;

  AdwPreferencesGroup *group;
  GtkListBox *list;
  GtkLabel *limits;
};

G_DEFINE_FINAL_TYPE (ImaginReceiptsStep, imagin_receipts_step, ADW_TYPE_BIN)

static GtkWidget *
receipt_row (gpointer item, gpointer data)
{
  return imagin_receipt_row_new (item, IMAGIN_RECEIPTS_STEP (data)->draft);
}

static void
show_count (ImaginReceiptsStep *self)
{
  guint attached = g_list_model_get_n_items (imagin_draft_get_attachments (self->draft));
  g_autofree char *text =
      attached == 0 ? g_strdup (_ ("Nothing is attached."))
                    : g_strdup_printf (ngettext ("%u receipt attached.", "%u receipts attached.", attached), attached);

  adw_preferences_group_set_description (self->group, text);
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
}

static void
imagin_receipts_step_init (ImaginReceiptsStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
imagin_receipts_step_new (ImaginDraft *draft)
{
  ImaginReceiptsStep *self = g_object_new (IMAGIN_TYPE_RECEIPTS_STEP, NULL);

  self->draft = g_object_ref (draft);
  gtk_list_box_bind_model (self->list, imagin_draft_get_attachments (draft), receipt_row, self, NULL);
  gtk_list_box_set_placeholder (self->list, g_object_new (GTK_TYPE_LABEL, "label", _ ("No receipt yet"), "margin-top",
                                                          16, "margin-bottom", 16, "css-classes",
                                                          (const char *[]) { "dimmed", NULL }, NULL));
  g_signal_connect_object (imagin_draft_get_attachments (draft), "items-changed", G_CALLBACK (show_count), self,
                           G_CONNECT_SWAPPED);
  show_count (self);
  show_limits (self);
  return GTK_WIDGET (self);
}
