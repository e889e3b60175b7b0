/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of an estimate to read. */

#include "ui/widgets/imagin-estimate-lines.h"

#include "account/imagin-reckoning.h"
#include "ui/texts/imagin-estimate-text.h"
#include "ui/widgets/imagin-line.h"
#include "ui/texts/imagin-wording.h"

static GtkWidget *
new_label (const char *text, float xalign, const char *const *classes)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", xalign, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, NULL);

  for (guint i = 0; classes[i] != NULL; i++)
    gtk_widget_add_css_class (label, classes[i]);
  return label;
}

/* One line is heard at once: its text, its amount, and what stands below. */
static void
add_line (GtkBox *box, const char *text, const char *detail, const char *figure, gboolean strong)
{
  g_autofree char *name = imagin_wording_join (3, text, figure, detail);
  GtkWidget *line =
      g_object_new (GTK_TYPE_GRID, "column-spacing", 12, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *texts = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 2, "hexpand", TRUE,
                                   "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *amount = new_label (figure, 1, (const char *[]) { "numeric", strong ? "heading" : NULL, NULL });

  gtk_box_append (GTK_BOX (texts), new_label (text, 0, (const char *[]) { strong ? NULL : "dimmed", NULL }));
  if (detail != NULL)
    gtk_box_append (GTK_BOX (texts), new_label (detail, 0, (const char *[]) { "caption", "dimmed", NULL }));
  gtk_label_set_justify (GTK_LABEL (amount), GTK_JUSTIFY_RIGHT);
  /* An amount is never broken, what stands before it ("at least") may be. */
  gtk_label_set_wrap_mode (GTK_LABEL (amount), PANGO_WRAP_WORD);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (amount), GTK_NATURAL_WRAP_NONE);
  imagin_line_append (GTK_GRID (line), texts);
  imagin_line_append (GTK_GRID (line), amount);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (box, line);
}

void
imagin_estimate_lines_add (GtkBox *box, const ImaginEstimateLine *line, gboolean detailed)
{
  g_autofree char *text = imagin_estimate_text_line (line);
  g_autofree char *figure = imagin_estimate_text_figure (line);
  g_autofree char *detail = detailed ? imagin_estimate_text_detail (line) : NULL;

  add_line (box, text, detail, figure, detailed);
}

void
imagin_estimate_lines_add_sum (GtkBox *box, const char *text, const char *figure, gboolean strong)
{
  add_line (box, text, NULL, figure, strong);
}

guint
imagin_estimate_lines_append (GtkBox *box, ImaginDraft *draft, const char *part)
{
  GPtrArray *lines = imagin_reckoning_get_estimate (imagin_reckoning_of (draft))->lines;
  guint added = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      ImaginEstimateLine *line = g_ptr_array_index (lines, i);

      if (!g_str_equal (line->part, part))
        continue;
      imagin_estimate_lines_add (box, line, FALSE);
      added++;
    }
  return added;
}

void
imagin_estimate_lines_clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}
