/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not sent yet, by the names of the missions. */

#include "ui/imagin-unsent-card.h"

#include "domain/imagin-summary.h"
#include "ui/imagin-format.h"
#include "ui/imagin-text-label.h"
#include "ui/imagin-wording.h"

#include <glib/gi18n.h>

/* More are counted: the answers must stay in sight. */
#define NAMED_MAXIMUM 6

static void
add_line (GtkBox *box, const char *text, const char *style)
{
  gtk_box_append (box, imagin_text_label_new (text, style));
}

static char *
what_waits (const ImaginSummary *mission)
{
  if (mission->waiting == 0)
    return g_strdup (_ ("typed here, not saved at the academy"));
  return g_strdup_printf (ngettext ("%u change or file to send", "%u changes or files to send", mission->waiting),
                          mission->waiting);
}

static void
add_mission (GtkBox *box, const ImaginSummary *mission)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *days = mission->starts_on != NULL ? imagin_format_days (mission->starts_on, mission->ends_on) : NULL;
  g_autofree char *title = imagin_wording_join (2, mission->paper, days);
  g_autofree char *waits = what_waits (mission);

  add_line (GTK_BOX (lines), title, NULL);
  add_line (GTK_BOX (lines), waits, "caption");
  gtk_widget_add_css_class (gtk_widget_get_last_child (lines), "dimmed");
  gtk_box_append (box, lines);
}

GtkWidget *
imagin_unsent_card_new (GPtrArray *unsent)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);
  guint named = unsent->len > NAMED_MAXIMUM ? NAMED_MAXIMUM - 1 : unsent->len;
  guint more = unsent->len - named;

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "track");
  add_line (GTK_BOX (box), _ ("Not sent yet"), "heading");
  for (guint i = 0; i < named; i++)
    add_mission (GTK_BOX (box), g_ptr_array_index (unsent, i));
  if (more > 0)
    {
      g_autofree char *rest = g_strdup_printf (ngettext ("and %u other mission", "and %u other missions", more), more);

      add_line (GTK_BOX (box), rest, NULL);
    }
  return box;
}
