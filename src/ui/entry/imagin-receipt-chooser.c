/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing the files that are receipts. */

#include "ui/entry/imagin-receipt-chooser.h"

#include <glib/gi18n.h>

typedef struct
{
  ImaginDraft *draft;
  char *label; /* nullable */
  GtkWidget *parent;
} Choosing;

static void
choosing_free (Choosing *choosing)
{
  g_object_unref (choosing->draft);
  g_free (choosing->label);
  g_object_unref (choosing->parent);
  g_free (choosing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choosing, choosing_free)

static void
files_chosen (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (Choosing) choosing = data;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      imagin_draft_attach (choosing->draft, file, choosing->label);
    }
  if (files != NULL)
    gtk_widget_activate_action (choosing->parent, "entry.go", "s", "receipts");
}

static GListModel *
new_filters (void)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("PDF and pictures"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, filter);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

void
imagin_receipt_chooser_present (ImaginDraft *draft, const char *label, GtkWidget *parent)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = new_filters ();
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->draft = g_object_ref (draft);
  choosing->label = g_strdup (label);
  choosing->parent = g_object_ref (parent);
  gtk_file_dialog_set_title (dialog, _ ("Choose receipts"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, files_chosen, choosing);
}
