/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tinted end of a group that yields money. */

#include "ui/entry/imagin-result-row.h"

#include "account/imagin-reckoning.h"
#include "ui/widgets/imagin-estimate-lines.h"

struct _ImaginResultRow
{
  AdwPreferencesRow parent_instance;

  ImaginReckoning *reckoning;
  char *part;
  char *journey_id; /* (nullable) */
  GHashTable *keys;
  GHashTable *kinds;
  GtkBox *lines;
};

G_DEFINE_FINAL_TYPE (ImaginResultRow, imagin_result_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
is_shown (ImaginResultRow *self, const ImaginEstimateLine *line)
{
  if (!g_str_equal (line->part, self->part))
    return FALSE;
  if (g_hash_table_size (self->keys) == 0 && g_hash_table_size (self->kinds) == 0)
    return TRUE;
  if (self->journey_id != NULL)
    return g_strcmp0 (line->key, self->journey_id) == 0 && g_hash_table_contains (self->kinds, line->kind);
  return (line->key != NULL && g_hash_table_contains (self->keys, line->key)) ||
         g_hash_table_contains (self->kinds, line->kind);
}

static void
show (ImaginResultRow *self)
{
  GPtrArray *lines = imagin_reckoning_get_estimate (self->reckoning)->lines;
  guint shown = 0;

  imagin_estimate_lines_clear (self->lines);
  for (guint i = 0; i < lines->len; i++)
    if (is_shown (self, g_ptr_array_index (lines, i)))
      {
        imagin_estimate_lines_add (self->lines, g_ptr_array_index (lines, i), TRUE);
        shown++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self), shown > 0);
}

static void
imagin_result_row_finalize (GObject *object)
{
  ImaginResultRow *self = IMAGIN_RESULT_ROW (object);

  g_clear_object (&self->reckoning);
  g_free (self->part);
  g_free (self->journey_id);
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->kinds);
  G_OBJECT_CLASS (imagin_result_row_parent_class)->finalize (object);
}

static void
imagin_result_row_class_init (ImaginResultRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_result_row_finalize;
}

static void
imagin_result_row_init (ImaginResultRow *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lines = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 10, "margin-top", 10,
                              "margin-bottom", 10, "margin-start", 12, "margin-end", 12, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->lines));
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "result-row");
}

GtkWidget *
imagin_result_row_new (ImaginDraft *draft, const char *part)
{
  ImaginResultRow *self = g_object_new (IMAGIN_TYPE_RESULT_ROW, NULL);

  self->reckoning = g_object_ref (imagin_reckoning_of (draft));
  self->part = g_strdup (part);
  g_signal_connect_object (self->reckoning, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

void
imagin_result_row_add_key (ImaginResultRow *self, const char *key)
{
  g_hash_table_add (self->keys, g_strdup (key));
  show (self);
}

void
imagin_result_row_add_kind (ImaginResultRow *self, const char *kind)
{
  g_hash_table_add (self->kinds, g_strdup (kind));
  show (self);
}

void
imagin_result_row_set_journey (ImaginResultRow *self, const char *journey_id)
{
  g_set_str (&self->journey_id, journey_id);
  show (self);
}
