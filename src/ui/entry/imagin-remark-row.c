/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the exams office remarks, beside the field that it is about. */

#include "ui/entry/imagin-remark-row.h"

#include "base/imagin-moment.h"
#include "ui/texts/imagin-format.h"

#include <glib/gi18n.h>

GtkWidget *
imagin_remark_row_new (ImaginOfficeRemark *remark)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s”"), imagin_entity_get_text (remark, "text"));
  g_autofree char *at = imagin_format_clock (imagin_entity_get_text (remark, "at"));
  g_autofree char *from =
      *at != '\0' ? g_strdup_printf (_ ("The exams office, %s"), at) : g_strdup (_ ("The exams office"));
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", text, "subtitle", from, "title-lines", 0, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "chat-message-new-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_widget_add_css_class (row, "remark-row");
  return row;
}
