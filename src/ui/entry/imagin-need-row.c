/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A receipt that is needed and not attached: the dashed hole of the list. */

#include "ui/entry/imagin-need-row.h"

#include "ui/widgets/imagin-named-button.h"

#include <glib/gi18n.h>

GtkWidget *
imagin_need_row_new (ImaginNeedItem *item)
{
  const char *label = imagin_need_item_get_label (item);
  gboolean by_post = !imagin_need_item_is_missing (item);
  g_autofree char *text = imagin_need_item_consequence (item);
  g_autofree char *name = g_strdup_printf (_ ("Attach: %s"), label);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", label, "subtitle", text,
                                 "title-lines", 0, "subtitle-lines", 0, NULL);
  GtkWidget *hole =
      g_object_new (GTK_TYPE_IMAGE, "icon-name", by_post ? "mail-send-symbolic" : "dialog-warning-symbolic",
                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "margin-top", 6, "margin-bottom", 6, NULL);
  GtkWidget *button = imagin_named_button_new (_ ("Attach…"), name);

  gtk_widget_add_css_class (hole, "receipt-hole");
  if (!by_post)
    gtk_widget_add_css_class (hole, "warning");
  gtk_widget_set_tooltip_text (button, name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "entry.attach-for");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", label);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), hole);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}
