/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The final question. */

#include "ui/entry/imagin-validate-dialog.h"

#include "account/imagin-follow-up.h"
#include "account/imagin-reckoning.h"
#include "domain/imagin-check.h"
#include "ui/widgets/imagin-alert.h"
#include "ui/widgets/imagin-estimate-lines.h"
#include "ui/texts/imagin-estimate-text.h"
#include "ui/entry/imagin-need-items.h"
#include "ui/entry/imagin-readiness.h"
#include "ui/widgets/imagin-text-label.h"
#include "ui/entry/imagin-validated-page.h"
#include "ui/texts/imagin-wording.h"
#include "ui/widgets/imagin-work-lines.h"

#include <glib/gi18n.h>

/* A statement of many meals scrolls within the question, whose answers stay in sight; in pixels. */
#define MAXIMUM_HEIGHT 300

/* The page of what follows takes the place of the entry, above the mission's. */
static void
show_what_follows (ImaginDraft *draft, AdwAlertDialog *dialog, GtkWidget *parent)
{
  AdwNavigationPage *entry = ADW_NAVIGATION_PAGE (gtk_widget_get_ancestor (parent, ADW_TYPE_NAVIGATION_PAGE));
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (gtk_widget_get_ancestor (parent, ADW_TYPE_NAVIGATION_VIEW));
  g_autoptr (ImaginFollowUp) follow_up = imagin_follow_up_new (draft);
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  AdwNavigationPage *below = entry;
  ImaginValidatedPage *page;

  if (view == NULL || adw_navigation_view_get_visible_page (view) != entry)
    return;
  while ((below = adw_navigation_view_get_previous_page (view, below)) != NULL)
    g_ptr_array_insert (pages, 0, below);
  page = imagin_validated_page_new (follow_up);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (imagin_validated_page_focus), page, G_CONNECT_SWAPPED);
  g_ptr_array_add (pages, page);
  adw_navigation_view_replace (view, (AdwNavigationPage **) pages->pdata, (int) pages->len);
}

static void
responded (AdwAlertDialog *dialog, const char *response, ImaginDraft *draft)
{
  GtkWidget *parent = g_object_get_data (G_OBJECT (dialog), "parent");

  if (!g_str_equal (response, "validate"))
    return;
  dex_future_disown (imagin_draft_validate (draft));
  show_what_follows (draft, dialog, parent);
}

/* What a part asks for, with its amounts; where nothing in it has one, what was entered. */
static void
append_part (GtkBox *box, ImaginDraft *draft, const char *part)
{
  gboolean work = g_str_equal (part, IMAGIN_PART_WORK);

  if (!imagin_statement_part_is_writable (imagin_draft_get_acknowledged (draft), part))
    return;
  gtk_box_append (box, imagin_text_label_new (imagin_wording_part (part), "heading"));
  if (imagin_estimate_lines_append (box, draft, part) > 0)
    return;
  if (!work)
    gtk_box_append (box, imagin_text_label_new (_ ("Nothing is claimed for travel."), "dimmed"));
  else if (imagin_work_lines_append (box, imagin_draft_get_mission (draft), imagin_draft_get_statement (draft)) == 0)
    gtk_box_append (box, imagin_text_label_new (_ ("Nothing entered"), "dimmed"));
}

static void
append_total (GtkBox *box, ImaginDraft *draft)
{
  g_autofree char *total =
      imagin_estimate_text_total (imagin_reckoning_get_estimate (imagin_reckoning_of (draft)), NULL);

  if (total != NULL)
    imagin_estimate_lines_add_sum (box, _ ("Total asked for, an estimate"), total, TRUE);
}

/* The total holds what is lost without them. */
static void
append_missing (GtkBox *box, ImaginDraft *draft)
{
  g_autoptr (GPtrArray) items = imagin_need_items_list (draft, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *missing = NULL;
      g_autofree char *consequence = NULL;
      g_autofree char *text = NULL;

      if (!IMAGIN_IS_NEED_ITEM (items->pdata[i]) || !imagin_need_item_is_missing (items->pdata[i]))
        continue;
      missing = g_strdup_printf (_ ("Missing: %s"), imagin_need_item_get_label (items->pdata[i]));
      consequence = imagin_need_item_consequence (items->pdata[i]);
      /* Translators: a receipt that is missing, then what comes of it as a sentence. */
      text = g_strdup_printf (_ ("%s. %s"), missing, consequence);
      gtk_box_append (box, imagin_text_label_new (text, "warning"));
    }
}

/* A right that nothing was said of: sent like this, nothing is paid for it. */
static void
append_open_stays (GtkBox *box, ImaginDraft *draft)
{
  guint open = imagin_readiness_count_open_stays (draft);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u night or meal that you have a right to is still to be chosen: without, nothing is "
                                 "paid for it.",
                                 "%u nights and meals that you have a right to are still to be chosen: without, "
                                 "nothing is paid for them.",
                                 open),
                       open);

  if (open > 0)
    gtk_box_append (box, imagin_text_label_new (text, "warning"));
}

/* What does not stop anything is said all the same: nothing can be changed afterwards. */
static void
append_warnings (GtkBox *box, ImaginDraft *draft)
{
  g_autoptr (GPtrArray) problems =
      imagin_check_statement (imagin_draft_get_mission (draft), imagin_draft_get_statement (draft));

  for (guint i = 0; i < problems->len; i++)
    {
      const ImaginProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *text = imagin_wording_problem (problem);

      if (problem->only_warns)
        gtk_box_append (box, imagin_text_label_new (text, "warning"));
    }
}

static GtkWidget *
what_is_sent (ImaginDraft *draft)
{
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE, "max-content-height", MAXIMUM_HEIGHT, NULL);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 4, NULL);
  guint receipts = g_list_model_get_n_items (imagin_draft_get_attachments (draft));
  g_autofree char *text = receipts == 0 ? g_strdup (_ ("No receipt"))
                                        : g_strdup_printf (ngettext ("%u receipt", "%u receipts", receipts), receipts);

  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_add_css_class (box, "track");
  append_part (GTK_BOX (box), draft, IMAGIN_PART_WORK);
  append_part (GTK_BOX (box), draft, IMAGIN_PART_TRAVEL);
  gtk_box_append (GTK_BOX (box), imagin_text_label_new (text, NULL));
  append_warnings (GTK_BOX (box), draft);
  append_open_stays (GTK_BOX (box), draft);
  append_missing (GTK_BOX (box), draft);
  append_total (GTK_BOX (box), draft);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

void
imagin_validate_dialog_present (ImaginDraft *draft, GtkWidget *parent)
{
  AdwDialog *dialog = imagin_alert_new (_ ("Validate the statement?"),
                                        _ ("This is final: the exams office can process it, and you can change "
                                           "nothing any more unless it returns it to you."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_set_extra_child (alert, what_is_sent (draft));
  adw_alert_dialog_add_responses (alert, "review", _ ("Read again"), "validate", _ ("Validate"), NULL);
  adw_alert_dialog_set_default_response (alert, "review");
  adw_alert_dialog_set_close_response (alert, "review");
  g_object_set_data_full (G_OBJECT (dialog), "parent", g_object_ref (parent), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (responded), draft, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, parent);
}
