/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that no academy has acknowledged. */

#include "ui/waiting/imagin-waiting-row.h"

#include "base/imagin-error.h"
#include "ui/widgets/imagin-alert.h"
#include "ui/texts/imagin-error-text.h"
#include "ui/texts/imagin-format.h"
#include "ui/widgets/imagin-named-button.h"
#include "ui/widgets/imagin-text-label.h"
#include "ui/texts/imagin-whose.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

typedef struct
{
  ImaginWaiting *waiting;
  ImaginWaitingItem *item;
  GtkWidget *row;
} Act; /* the row owns it */

static void
act_free (gpointer data)
{
  Act *act = data;

  g_object_unref (act->waiting);
  g_object_unref (act->item);
  g_free (act);
}

static char *
what_text (ImaginWaitingItem *item)
{
  switch (item->kind)
    {
    case IMAGIN_WAITING_VALIDATION:
      return g_strdup (_ ("Validation"));
    case IMAGIN_WAITING_ABSENCE:
      return g_strdup (_ ("Absence declared"));
    case IMAGIN_WAITING_WITHDRAWAL:
      return g_strdup (_ ("Absence taken back"));
    case IMAGIN_WAITING_RECEIPT:
      /* Translators: %s is the name of a file. */
      return item->receipt_name != NULL ? g_strdup_printf (_ ("Receipt “%s”"), item->receipt_name)
                                        : g_strdup (_ ("Receipt"));
    case IMAGIN_WAITING_REMOVAL:
      return g_strdup (_ ("A receipt to be removed"));
    case IMAGIN_WAITING_REMARK:
      return g_strdup (_ ("Remark to the exams office"));
    case IMAGIN_WAITING_DRAFT:
      return g_strdup (_ ("Entry not saved"));
    case IMAGIN_WAITING_STATEMENT:
    default:
      return g_strdup (_ ("Statement to be saved"));
    }
}

static char *
state_text (ImaginWaitingItem *item)
{
  g_autofree char *at = item->asked_at != NULL ? imagin_format_clock (item->asked_at) : NULL;

  if (item->kind == IMAGIN_WAITING_DRAFT)
    return g_strdup (_ ("Kept here; the academy has it once you save it in the statement"));
  if (item->error == NULL)
    /* Translators: %s is a time, or a day and a time. */
    return g_strdup_printf (_ ("Kept here %s, leaves by itself"), at);
  return imagin_error_text (item->error);
}

/* What can be done */

static void
retry (Act *act)
{
  imagin_waiting_retry (act->waiting, act->item);
}

static void
gave_up (AdwAlertDialog *dialog, const char *response, Act *act)
{
  if (g_str_equal (response, "give-up"))
    imagin_waiting_give_up (act->waiting, act->item);
}

static void
give_up (Act *act)
{
  g_autofree char *what = what_text (act->item);
  g_autofree char *text = imagin_wording_join (2, act->item->paper, what);
  AdwDialog *dialog = imagin_alert_new (_ ("Give this up?"), text);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_format_body (alert, _ ("%s\n\nWhat the academy has stands; what you entered is lost."), text);
  adw_alert_dialog_add_responses (alert, "keep", _ ("Keep it"), "give-up", _ ("Give up"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "give-up", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "keep");
  adw_alert_dialog_set_close_response (alert, "keep");
  /* The row may be gone before the answer. */
  g_object_set_data_full (G_OBJECT (dialog), "waiting", g_object_ref (act->row), g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (gave_up), act);
  adw_dialog_present (dialog, act->row);
}

static void
change (Act *act)
{
  AdwDialog *dialog = ADW_DIALOG (gtk_widget_get_ancestor (act->row, ADW_TYPE_DIALOG));

  gtk_widget_activate_action (act->row, "win.show-mission", "(ss)", act->item->account_id, act->item->mission_id);
  if (dialog != NULL)
    adw_dialog_close (dialog);
}

static void
add_button (AdwWrapBox *buttons, const char *label, const char *of, GCallback clicked, Act *act)
{
  /* Translators: what a button does, and to what. */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), label, of);
  GtkWidget *button = imagin_named_button_new (label, name);

  g_signal_connect_swapped (button, "clicked", clicked, act);
  adw_wrap_box_append (buttons, button);
}

GtkWidget *
imagin_waiting_row_new (ImaginWaiting *waiting, ImaginWaitingItem *item)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 4, "margin-top", 10,
                                 "margin-bottom", 10, "margin-start", 12, "margin-end", 12, NULL);
  GtkWidget *buttons = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 6, "line-spacing", 6, "margin-top", 4, NULL);
  g_autofree char *what = what_text (item);
  g_autofree char *whose = imagin_whose_of_id (item->account_id);
  g_autofree char *title = imagin_wording_join (3, whose, item->paper, what);
  g_autofree char *state = state_text (item);
  Act *act = g_new0 (Act, 1);

  act->waiting = g_object_ref (waiting);
  act->item = g_object_ref (item);
  act->row = row;
  g_object_set_data_full (G_OBJECT (row), "act", act, act_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_box_append (GTK_BOX (box), imagin_text_label_new (title, NULL));
  gtk_box_append (GTK_BOX (box), imagin_text_label_new (state, item->error != NULL ? "error" : "dimmed"));
  if (imagin_waiting_can_retry (item))
    add_button (ADW_WRAP_BOX (buttons), _ ("Try again"), title, G_CALLBACK (retry), act);
  add_button (ADW_WRAP_BOX (buttons),
              imagin_error_matches (item->error, IMAGIN_ERROR_CONFLICT) ? _ ("Choose…")
              : item->kind == IMAGIN_WAITING_DRAFT                      ? _ ("Open")
                                                                        : _ ("Change"),
              title, G_CALLBACK (change), act);
  if (item->error != NULL)
    add_button (ADW_WRAP_BOX (buttons), _ ("Give up…"), title, G_CALLBACK (give_up), act);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}
