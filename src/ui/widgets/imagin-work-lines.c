/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was declared of the work, as lines to read. */

#include "ui/widgets/imagin-work-lines.h"

#include "domain/imagin-check.h"
#include "ui/texts/imagin-format.h"
#include "ui/widgets/imagin-line.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

static void
append_line (GtkBox *box, const char *text, const char *figure)
{
  GtkWidget *line = g_object_new (GTK_TYPE_GRID, "column-spacing", 12, NULL);
  GtkWidget *left = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE,
                                  "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  GtkWidget *right = g_object_new (GTK_TYPE_LABEL, "label", figure, "xalign", 1.0, NULL);

  gtk_widget_add_css_class (left, "dimmed");
  gtk_widget_add_css_class (right, "numeric");
  imagin_line_append (GTK_GRID (line), left);
  imagin_line_append (GTK_GRID (line), right);
  gtk_box_append (box, line);
}

static guint
append_reported (GtkBox *box, ImaginMission *mission, ImaginStatement *statement)
{
  GListModel *reported = imagin_entity_get_list (imagin_mission_get_statement (mission), "reported");
  guint n_reported = g_list_model_get_n_items (reported);

  for (guint i = 0; i < n_reported; i++)
    {
      g_autoptr (ImaginReported) item = g_list_model_get_item (reported, i);
      ImaginMissionField *field = imagin_entity_find (imagin_entity_get_list (mission, "fields"), "key",
                                                      imagin_entity_get_text (item, "field"));
      g_autofree char *figure =
          imagin_wording_quantity (imagin_entity_get_integer (item, "quantity", 0),
                                   field != NULL ? imagin_entity_get_text (field, "unit") : "copies");

      append_line (box, imagin_entity_get_text (item, "label"), figure);
    }
  return n_reported;
}

static guint
append_sessions (GtkBox *box, ImaginStatement *statement)
{
  GListModel *sessions = imagin_statement_get_sessions (statement);
  guint n_sessions = g_list_model_get_n_items (sessions);

  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (ImaginWorkSession) session = g_list_model_get_item (sessions, i);
      int minutes = imagin_session_get_minutes (session);
      g_autofree char *day = imagin_format_day (imagin_entity_get_text (session, "date"));
      g_autofree char *capital = imagin_format_capital (day);
      g_autofree char *span = imagin_wording_session (session, FALSE);
      g_autofree char *text = imagin_wording_join (2, capital, span);
      g_autofree char *length = minutes > 0 ? imagin_format_minutes (minutes) : g_strdup ("?");

      append_line (box, text, length);
    }
  return n_sessions;
}

static guint
append_text (GtkBox *box, ImaginMissionField *field, ImaginStatement *statement)
{
  const char *text = imagin_statement_get_entry_text (statement, imagin_entity_get_text (field, "key"));
  g_autofree char *line = NULL;

  if (text == NULL || *text == '\0')
    return 0;
  /* Translators: a field's name, then what was written in it. */
  line = g_strdup_printf (_ ("%s: %s"), imagin_entity_get_text (field, "label"), text);
  append_line (box, line, "");
  return 1;
}

static guint
append_field (GtkBox *box, ImaginMission *mission, ImaginMissionField *field, ImaginStatement *statement)
{
  const char *unit = imagin_entity_get_text (field, "unit");
  gint64 quantity = imagin_statement_get_quantity (statement, imagin_entity_get_text (field, "key"));
  g_autofree char *label = imagin_wording_field (mission, field);
  g_autofree char *figure = NULL;

  if (g_str_equal (unit, "sessions"))
    return append_sessions (box, statement);
  if (g_str_equal (unit, "text"))
    return append_text (box, field, statement);
  if (quantity < 0)
    return 0;
  figure = imagin_wording_quantity (quantity, unit);
  append_line (box, label, figure);
  return 1;
}

guint
imagin_work_lines_append (GtkBox *box, ImaginMission *mission, ImaginStatement *statement)
{
  GListModel *fields = imagin_entity_get_list (mission, "fields");
  guint lines = append_reported (box, mission, statement);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (ImaginMissionField) field = g_list_model_get_item (fields, i);

      lines += append_field (box, mission, field, statement);
    }
  return lines;
}
