/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "A damaged file was put aside": what was recovered, what was not, where the old file lies, and what to do. */

#include "ui/window/imagin-rescue-dialog.h"

#include "ui/widgets/imagin-alert.h"
#include "ui/texts/imagin-format.h"

#include <glib/gi18n.h>

/* More names than this are a list that nobody reads in a dialog; the folder's report has them. */
#define NAMES_MAXIMUM 8
#define SHOWN "rescue-shown"

/* Each is one whole line, or NULL where there is none of it. */
static void
add_line (GString *text, char *line)
{
  if (line != NULL)
    g_string_append_printf (text, "\n• %s", line);
  g_free (line);
}

static char *
drafts_line (guint n)
{
  return n == 0 ? NULL : g_strdup_printf (ngettext ("%u statement in progress", "%u statements in progress", n), n);
}

static char *
entries_line (guint n)
{
  return n == 0
             ? NULL
             : g_strdup_printf (ngettext ("%u change that waits to be sent", "%u changes that wait to be sent", n), n);
}

static char *
receipts_line (guint n)
{
  return n == 0 ? NULL : g_strdup_printf (ngettext ("%u receipt", "%u receipts", n), n);
}

static void
add_recovered (GString *text, ImaginRescue *rescue)
{
  if (rescue->drafts + rescue->entries + rescue->receipts == 0)
    return;
  g_string_append_printf (text, "\n\n%s", _ ("Recovered:"));
  add_line (text, drafts_line (rescue->drafts));
  add_line (text, entries_line (rescue->entries));
  add_line (text, receipts_line (rescue->receipts));
}

/* "Philosophie · 29 mai" */
static char *
call_mission (const char *lost)
{
  g_auto (GStrv) parts = g_strsplit (lost, "\n", 2);
  g_autofree char *day = parts[0] != NULL && parts[1] != NULL ? imagin_format_day_short (parts[1]) : NULL;

  return day != NULL ? g_strdup_printf ("%s · %s", parts[0], day) : g_strdup (lost);
}

static void
add_lost (GString *text, ImaginRescue *rescue)
{
  guint n = g_strv_length (rescue->lost);

  if (n > 0)
    {
      g_string_append_printf (text, "\n\n%s", _ ("Not recovered, to be entered again:"));
      for (guint i = 0; i < MIN (n, NAMES_MAXIMUM); i++)
        add_line (text, call_mission (rescue->lost[i]));
      if (n > NAMES_MAXIMUM)
        add_line (text, g_strdup ("…"));
    }
  g_string_append_printf (text, "\n\n%s",
                          rescue->uncertain
                              ? _ ("Some entries may be missing without a trace: look through the statements that "
                                   "you had begun.")
                          : n == 0 ? _ ("Nothing that you entered is missing.")
                                   : _ ("Nothing else that you entered is missing."));
}

static char *
describe (ImaginRescue *rescue)
{
  GString *text = g_string_new (_ ("The file where Imagin keeps your entries on this computer was damaged. It was put "
                                   "aside, unchanged, and a new one made from what could be read. What the academy "
                                   "has comes back by itself."));

  add_recovered (text, rescue);
  add_lost (text, rescue);
  g_string_append_printf (text, "\n\n%s",
                          _ ("The damaged file is kept in the folder below. If something is missing, keep it for "
                             "whoever helps you; otherwise you may erase it."));
  return g_string_free_and_steal (text);
}

/* A path has no spaces to break its line at, and is there to be copied. */
static GtkWidget *
place_new (const char *folder)
{
  GtkWidget *label = gtk_label_new (folder);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  return label;
}

static void
responded (GtkWidget *widget, const char *response, AdwAlertDialog *dialog)
{
  ImaginAccounts *accounts = g_object_get_data (G_OBJECT (dialog), "accounts");

  g_object_set_data (G_OBJECT (widget), SHOWN, NULL);
  imagin_accounts_tell_rescue (accounts, g_object_get_data (G_OBJECT (dialog), "rescue"));
  /* Another one may have come meanwhile. */
  imagin_rescue_dialog_look (accounts, widget);
}

void
imagin_rescue_dialog_look (ImaginAccounts *accounts, GtkWidget *widget)
{
  g_autoptr (ImaginRescue) rescue = imagin_accounts_get_rescue (accounts);
  g_autofree char *text = NULL;
  AdwDialog *dialog;
  AdwAlertDialog *alert;

  if (rescue == NULL || gtk_widget_get_root (widget) == NULL || g_object_get_data (G_OBJECT (widget), SHOWN) != NULL)
    return;
  text = describe (rescue);
  dialog = imagin_alert_new (_ ("A damaged file was put aside"), text);
  alert = ADW_ALERT_DIALOG (dialog);
  adw_alert_dialog_set_extra_child (alert, place_new (rescue->folder));
  adw_alert_dialog_add_response (alert, "understood", _ ("Understood"));
  adw_alert_dialog_set_default_response (alert, "understood");
  adw_alert_dialog_set_close_response (alert, "understood");
  g_object_set_data_full (G_OBJECT (dialog), "accounts", g_object_ref (accounts), g_object_unref);
  g_object_set_data_full (G_OBJECT (dialog), "rescue", g_object_ref (rescue), g_object_unref);
  g_object_set_data (G_OBJECT (widget), SHOWN, dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (responded), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}
