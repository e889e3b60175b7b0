/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The detail of an estimate. */

#include "ui/entry/imagin-estimate-dialog.h"

#include "account/imagin-reckoning.h"
#include "ui/widgets/imagin-estimate-lines.h"
#include "ui/texts/imagin-estimate-text.h"
#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-wording.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static GtkBox *
add_card (GtkBox *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 10,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "track");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), card);
  gtk_box_append (box, group);
  return GTK_BOX (card);
}

/* The academy's own amount, which wins. */
static void
add_academy (GtkBox *card, ImaginPart *part)
{
  gboolean paid = imagin_entity_is_set (part, "paid_cents");
  g_autofree char *money = NULL;

  if (!paid && !imagin_entity_is_set (part, "amount_cents"))
    return;
  money = imagin_format_money (imagin_entity_get_integer (part, paid ? "paid_cents" : "amount_cents", 0));
  imagin_estimate_lines_add_sum (card, paid ? _ ("Paid by the academy") : _ ("The academy’s amount"), money, TRUE);
}

static void
add_part (GtkBox *box, ImaginDraft *draft, const char *name)
{
  ImaginEstimate *estimate = imagin_reckoning_get_estimate (imagin_reckoning_of (draft));
  ImaginPart *part = imagin_statement_get_part (imagin_draft_get_acknowledged (draft), name);
  g_autofree char *total = imagin_estimate_text_total (estimate, name);
  GtkBox *card;

  if (part == NULL)
    return;
  card = add_card (box, imagin_wording_part (name));
  for (guint i = 0; i < estimate->lines->len; i++)
    {
      ImaginEstimateLine *line = g_ptr_array_index (estimate->lines, i);

      if (g_str_equal (line->part, name))
        imagin_estimate_lines_add (card, line, TRUE);
    }
  if (total == NULL)
    imagin_estimate_lines_add_sum (card, _ ("Nothing is entered that has an amount"), "", FALSE);
  else
    {
      gtk_box_append (card, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      imagin_estimate_lines_add_sum (card, _ ("Estimate"), total, TRUE);
    }
  add_academy (card, part);
}

static void
show (GtkBox *box, ImaginDraft *draft)
{
  ImaginEstimate *estimate = imagin_reckoning_get_estimate (imagin_reckoning_of (draft));
  g_autofree char *total = imagin_estimate_text_total (estimate, NULL);
  GtkWidget *note;
  gint64 cents;

  imagin_estimate_lines_clear (box);
  add_part (box, draft, IMAGIN_PART_WORK);
  add_part (box, draft, IMAGIN_PART_TRAVEL);
  /* Where one part gives all, its own sum says it. */
  if (total != NULL && imagin_estimate_get_total (estimate, IMAGIN_PART_WORK, &cents) != IMAGIN_ESTIMATE_EMPTY &&
      imagin_estimate_get_total (estimate, IMAGIN_PART_TRAVEL, &cents) != IMAGIN_ESTIMATE_EMPTY)
    imagin_estimate_lines_add_sum (add_card (box, _ ("Together")), _ ("Estimate"), total, TRUE);
  note =
      g_object_new (GTK_TYPE_LABEL, "label",
                    _ ("This is an estimate, made of what you entered and of the rates that are named. The academy’s "
                       "amount is the one that counts, and is shown as soon as it is known."),
                    "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dimmed");
  gtk_box_append (box, note);
}

static void
changed (ImaginReckoning *reckoning, GtkBox *box)
{
  show (box, g_object_get_data (G_OBJECT (box), "draft"));
}

void
imagin_estimate_dialog_present (ImaginDraft *draft, GtkWidget *parent)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE, NULL);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 18, "margin-top", 6,
                                 "margin-bottom", 18, "margin-start", 12, "margin-end", 12, NULL);

  g_object_set_data_full (G_OBJECT (box), "draft", g_object_ref (draft), g_object_unref);
  g_signal_connect_object (imagin_reckoning_of (draft), "changed", G_CALLBACK (changed), box, G_CONNECT_DEFAULT);
  show (GTK_BOX (box), draft);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);
  adw_dialog_set_title (dialog, _ ("Estimate"));
  adw_dialog_set_content_width (dialog, 520);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, parent);
}
