/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went wrong, said where it was tried. */

#include "ui/widgets/imagin-error-label.h"

/* Shorter, nobody sees that a sentence was gone. */
#define GONE_MS 500
#define KEY "imagin-error-label"

typedef struct
{
  GtkLabel *label;
  char *text;        /* (nullable): the one that comes */
  gint64 gone_at_us; /* 0: no sentence was there yet */
  guint source;
} Saying;

static void
saying_free (gpointer data)
{
  Saying *saying = data;

  g_clear_handle_id (&saying->source, g_source_remove);
  g_free (saying->text);
  g_free (saying);
}

static Saying *
saying_of (GtkLabel *label)
{
  Saying *saying = g_object_get_data (G_OBJECT (label), KEY);

  if (saying != NULL)
    return saying;
  saying = g_new0 (Saying, 1);
  saying->label = label;
  g_object_set_data_full (G_OBJECT (label), KEY, saying, saying_free);
  return saying;
}

static gboolean
say (gpointer data)
{
  Saying *saying = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (saying->label));

  saying->source = 0;
  gtk_label_set_label (saying->label, saying->text);
  gtk_widget_set_visible (GTK_WIDGET (saying->label), TRUE);
  /* A label that only now comes into sight is not on the accessibility bus yet: the window is. */
  if (root != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (root), saying->text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  return G_SOURCE_REMOVE;
}

static void
hide (Saying *saying)
{
  g_clear_handle_id (&saying->source, g_source_remove);
  g_clear_pointer (&saying->text, g_free);
  if (*gtk_label_get_label (saying->label) == '\0')
    return;
  saying->gone_at_us = g_get_monotonic_time ();
  gtk_label_set_label (saying->label, "");
  gtk_widget_set_visible (GTK_WIDGET (saying->label), FALSE);
}

void
imagin_error_label_show (GtkLabel *label, const char *text)
{
  Saying *saying = saying_of (label);
  gint64 gone_ms = (g_get_monotonic_time () - saying->gone_at_us) / 1000;

  if (text == NULL)
    {
      hide (saying);
      return;
    }
  if (g_strcmp0 (saying->text, text) == 0)
    return;
  g_set_str (&saying->text, text);
  g_clear_handle_id (&saying->source, g_source_remove);
  if (saying->gone_at_us == 0 || gone_ms >= GONE_MS)
    say (saying);
  else
    saying->source = g_timeout_add ((guint) (GONE_MS - gone_ms), say, saying);
}
