/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One mission in the list: three short lines, an amount and one tag. */

#include "ui/imagin-mission-row.h"

#include "ui/imagin-format.h"
#include "ui/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginMissionRow
{
  GtkBox parent_instance;

  ImaginSummary *summary;

  GtkImage *type_icon;
  GtkWidget *news_dot;
  GtkLabel *paper;
  GtkLabel *amount;
  GtkLabel *role;
  GtkLabel *where;
  GtkLabel *tag;
  GtkWidget *link;
};

G_DEFINE_FINAL_TYPE (ImaginMissionRow, imagin_mission_row, GTK_TYPE_BOX)

static char *
role_text (ImaginSummary *summary)
{
  return imagin_wording_join (2, summary->type_label, summary->exam_label);
}

static char *
where_text (ImaginSummary *summary)
{
  g_autofree char *days = imagin_format_days (summary->starts_on, summary->ends_on);

  return imagin_wording_join (2, days, summary->place != NULL ? summary->place : _ ("at home"));
}

static char *
amount_text (ImaginSummary *summary)
{
  return summary->amount_known ? imagin_format_money (summary->amount_cents) : g_strdup ("");
}

/* A longer tag does not stand beside a place on a narrow window with big letters. */
#define SHORT_TAG 14

static void
show (ImaginMissionRow *self)
{
  ImaginSummary *summary = self->summary;
  const char *style;
  g_autofree char *role = role_text (summary);
  g_autofree char *where = where_text (summary);
  g_autofree char *amount = amount_text (summary);
  g_autofree char *tag = imagin_wording_tag (summary, &style);
  const char *classes[] = { "tag", style, NULL };

  gtk_image_set_from_icon_name (self->type_icon, imagin_wording_type_icon (summary->type_code));
  gtk_widget_set_visible (self->news_dot, summary->news);
  gtk_label_set_label (self->paper, summary->paper);
  gtk_label_set_label (self->role, role);
  gtk_label_set_label (self->where, where);
  gtk_label_set_label (self->amount, amount);
  gtk_widget_set_visible (self->link, summary->linked);
  gtk_label_set_label (self->tag, tag);
  /* What may wrap is laid out at many widths. */
  gtk_label_set_wrap (self->tag, g_utf8_strlen (tag, -1) > SHORT_TAG);
  gtk_widget_set_css_classes (GTK_WIDGET (self->tag), classes);
}

void
imagin_mission_row_set_summary (ImaginMissionRow *self, ImaginSummary *summary)
{
  if (self->summary != NULL)
    g_signal_handlers_disconnect_by_data (self->summary, self);
  g_set_object (&self->summary, summary);
  if (summary == NULL)
    return;
  g_signal_connect_object (summary, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

char *
imagin_mission_row_describe (ImaginSummary *summary)
{
  const char *style;
  g_autofree char *role = role_text (summary);
  g_autofree char *where = where_text (summary);
  g_autofree char *amount = amount_text (summary);
  g_autofree char *tag = imagin_wording_tag (summary, &style);

  /* Last: a list is read by what its rows begin with. */
  return imagin_wording_join (7, summary->paper, role, where, summary->linked ? _ ("same journey") : NULL, amount, tag,
                              summary->news ? _ ("something new") : NULL);
}

static void
imagin_mission_row_dispose (GObject *object)
{
  imagin_mission_row_set_summary (IMAGIN_MISSION_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_MISSION_ROW);
  G_OBJECT_CLASS (imagin_mission_row_parent_class)->dispose (object);
}

static void
imagin_mission_row_class_init (ImaginMissionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_mission_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/mission-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, type_icon);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, paper);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, news_dot);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, amount);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, role);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, where);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, tag);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionRow, link);
}

static void
imagin_mission_row_init (ImaginMissionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
