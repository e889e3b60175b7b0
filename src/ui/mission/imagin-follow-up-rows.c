/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three ways on from a mission's page, each with what there is. */

#include "ui/mission/imagin-follow-up-rows.h"

#include "ui/texts/imagin-format.h"
#include "ui/mission/imagin-history-page.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginFollowUpRows
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *validated_row;
  AdwActionRow *history_row;
  AdwActionRow *remark_row;
};

G_DEFINE_FINAL_TYPE (ImaginFollowUpRows, imagin_follow_up_rows, ADW_TYPE_PREFERENCES_GROUP)

static char *
validation_text (ImaginDraft *draft, ImaginFollowUp *follow_up)
{
  GListModel *parts = imagin_entity_get_list (imagin_draft_get_acknowledged (draft), "parts");
  ImaginValidation *validation = imagin_follow_up_get_validation (follow_up);
  const char *last = NULL;
  g_autofree char *number = NULL;
  g_autofree char *day = NULL;
  g_autofree char *date = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (ImaginPart) part = g_list_model_get_item (parts, i);
      const char *at = imagin_entity_get_text (part, "validated_at");

      /* Once it is paid, nothing happens next. */
      if (g_strcmp0 (at, last) > 0 && g_strcmp0 (imagin_part_get_status_code (part), "paid") != 0)
        last = at; /* the statement holds it */
    }
  if (last == NULL)
    return imagin_draft_is_validating (draft) ? g_strdup (_ ("kept here, sent by itself")) : NULL;
  day = g_strndup (last, 10);
  date = imagin_format_day (day);
  number = validation != NULL ? g_strdup_printf (_ ("number %s"), imagin_entity_get_text (validation, "number")) : NULL;
  return imagin_wording_join (2, date, number);
}

static char *
history_text (ImaginFollowUp *follow_up)
{
  ImaginHistory *history = imagin_follow_up_get_history (follow_up);
  GListModel *events = history != NULL ? imagin_entity_get_list (history, "items") : NULL;
  guint count = events != NULL ? g_list_model_get_n_items (events) : 0;
  g_autoptr (ImaginHistoryEvent) last = count > 0 ? g_list_model_get_item (events, count - 1) : NULL;
  g_autofree char *day = last != NULL ? g_strndup (imagin_entity_get_text (last, "at"), 10) : NULL;
  g_autofree char *date = day != NULL ? imagin_format_day (day) : NULL;
  g_autofree char *what = last != NULL ? imagin_history_page_describe (last) : NULL;

  return last != NULL ? imagin_wording_join (2, what, date) : g_strdup (_ ("What happened to each part, and when"));
}

static char *
remarks_text (ImaginFollowUp *follow_up)
{
  GPtrArray *letters = imagin_follow_up_get_letters (follow_up);
  const char *writing = imagin_follow_up_get_writing (follow_up);
  guint waiting = 0;

  for (guint i = 0; i < letters->len; i++)
    {
      ImaginLetter *letter = g_ptr_array_index (letters, i);

      if (letter->state == IMAGIN_LETTER_REFUSED)
        return g_strdup (_ ("A remark was refused"));
      waiting += letter->state == IMAGIN_LETTER_KEPT ? 1 : 0;
    }
  if (waiting > 0)
    return g_strdup_printf (ngettext ("%u remark is kept here and leaves by itself",
                                      "%u remarks are kept here and leave by themselves", waiting),
                            waiting);
  if (writing != NULL && *writing != '\0')
    return g_strdup (_ ("A remark is begun and not sent"));
  if (letters->len > 0)
    return g_strdup_printf (ngettext ("%u remark sent", "%u remarks sent", letters->len), letters->len);
  return g_strdup (_ ("A question, a mistake, something that changed"));
}

void
imagin_follow_up_rows_show (ImaginFollowUpRows *self, ImaginDraft *draft, ImaginFollowUp *follow_up)
{
  g_autofree char *validation = validation_text (draft, follow_up);
  g_autofree char *history = history_text (follow_up);
  g_autofree char *remarks = remarks_text (follow_up);

  gtk_widget_set_visible (GTK_WIDGET (self->validated_row), validation != NULL);
  adw_action_row_set_subtitle (self->validated_row, validation != NULL ? validation : "");
  adw_action_row_set_subtitle (self->history_row, history);
  adw_action_row_set_subtitle (self->remark_row, remarks);
}

static void
imagin_follow_up_rows_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_FOLLOW_UP_ROWS);
  G_OBJECT_CLASS (imagin_follow_up_rows_parent_class)->dispose (object);
}

static void
imagin_follow_up_rows_class_init (ImaginFollowUpRowsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_follow_up_rows_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/follow-up-rows.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginFollowUpRows, validated_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginFollowUpRows, history_row);
  gtk_widget_class_bind_template_child (widget_class, ImaginFollowUpRows, remark_row);
}

static void
imagin_follow_up_rows_init (ImaginFollowUpRows *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
