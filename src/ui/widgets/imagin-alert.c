/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question to the person. */

#include "ui/widgets/imagin-alert.h"

/* libadwaita 1.7 makes a heading twice, large and small, and shows the one that has room. It asks the large one, which
 * cannot wrap, for a width that it cannot have, and GTK warns of that. */
static void
let_wrap (GtkWidget *widget, const char *heading)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), heading) == 0 &&
      !gtk_label_get_wrap (GTK_LABEL (widget)))
    {
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (widget), GTK_NATURAL_WRAP_NONE);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_wrap (child, heading);
}

AdwDialog *
imagin_alert_new (const char *heading, const char *body)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading != NULL ? heading : "", body);

  /* Until it is presented, its content is no child of its widget. */
  let_wrap (adw_dialog_get_child (dialog), heading != NULL ? heading : "");
  return dialog;
}
