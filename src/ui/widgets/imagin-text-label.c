/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text to read. */

#include "ui/widgets/imagin-text-label.h"

GtkWidget *
imagin_text_label_new (const char *text, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}
