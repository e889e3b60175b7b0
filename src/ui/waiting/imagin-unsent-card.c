/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not sent yet, by the names of the missions. */

#include "ui/waiting/imagin-unsent-card.h"

#include "account/imagin-accounts-leave.h"
#include "domain/imagin-summary.h"
#include "ui/texts/imagin-format.h"
#include "ui/widgets/imagin-text-label.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

/* More are counted: the answers must stay in sight. */
#define NAMED_MAXIMUM 6

struct _ImaginUnsentCard
{
  GtkBox parent_instance;

  ImaginAccounts *accounts;
  ImaginAccount *account; /* nullable */
  GPtrArray *unsent;
  DexFuture *reading; /* nullable */
};

G_DEFINE_FINAL_TYPE (ImaginUnsentCard, imagin_unsent_card, GTK_TYPE_BOX)

static guint changed_signal;

/* What it says */

static void
add_line (GtkBox *box, const char *text, const char *style)
{
  gtk_box_append (box, imagin_text_label_new (text, style));
}

static char *
what_waits (ImaginSummary *mission)
{
  gboolean unsaved = mission->drafted;
  g_autofree char *waits =
      mission->waiting > 0
          ? g_strdup_printf (ngettext ("%u change or file to send", "%u changes or files to send", mission->waiting),
                             mission->waiting)
          : NULL;
  g_autofree char *refused = mission->refused > 0
                                 ? g_strdup_printf (ngettext ("%u change that the academy refused",
                                                              "%u changes that the academy refused", mission->refused),
                                                    mission->refused)
                                 : NULL;

  if (waits == NULL && refused == NULL && !unsaved)
    return g_strdup (_ ("a remark that is begun"));
  return imagin_wording_join (3, waits, refused, unsaved ? _ ("typed here, not saved at the academy") : NULL);
}

static void
add_mission (GtkBox *box, ImaginSummary *mission)
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

static void
show (ImaginUnsentCard *self)
{
  GPtrArray *unsent = self->unsent;
  guint named = unsent->len > NAMED_MAXIMUM ? NAMED_MAXIMUM - 1 : unsent->len;
  guint more = unsent->len - named;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  add_line (GTK_BOX (self), _ ("Not sent yet"), "heading");
  for (guint i = 0; i < named; i++)
    add_mission (GTK_BOX (self), g_ptr_array_index (unsent, i));
  if (more > 0)
    {
      g_autofree char *rest = g_strdup_printf (ngettext ("and %u other mission", "and %u other missions", more), more);

      add_line (GTK_BOX (self), rest, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), unsent->len > 0);
}

/* What is true now */

static gboolean
is_same (GPtrArray *one, GPtrArray *other)
{
  for (guint i = 0; one->len == other->len && i < one->len; i++)
    if (!imagin_summary_equal (g_ptr_array_index (one, i), g_ptr_array_index (other, i)))
      return FALSE;
  return one->len == other->len;
}

static DexFuture *
read_fiber (gpointer data)
{
  ImaginUnsentCard *self = data;
  g_autoptr (GPtrArray) unsent =
      dex_await_boxed (self->account != NULL ? imagin_accounts_list_unsent (self->accounts, self->account)
                                             : imagin_accounts_list_all_unsent (self->accounts),
                       NULL);

  /* Where it cannot be read, what was said last stands: it is rather too much than too little. */
  if (unsent == NULL || is_same (self->unsent, unsent))
    return dex_future_new_for_boolean (FALSE);
  g_ptr_array_unref (self->unsent);
  self->unsent = g_steal_pointer (&unsent);
  show (self);
  g_signal_emit (self, changed_signal, 0);
  return dex_future_new_for_boolean (TRUE);
}

static void
read_again (ImaginUnsentCard *self)
{
  dex_clear (&self->reading);
  self->reading = dex_scheduler_spawn (NULL, 0, read_fiber, g_object_ref (self), g_object_unref);
}

/* The object */

static void
imagin_unsent_card_dispose (GObject *object)
{
  ImaginUnsentCard *self = IMAGIN_UNSENT_CARD (object);

  dex_clear (&self->reading);
  G_OBJECT_CLASS (imagin_unsent_card_parent_class)->dispose (object);
}

static void
imagin_unsent_card_finalize (GObject *object)
{
  ImaginUnsentCard *self = IMAGIN_UNSENT_CARD (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->account);
  g_clear_pointer (&self->unsent, g_ptr_array_unref);
  G_OBJECT_CLASS (imagin_unsent_card_parent_class)->finalize (object);
}

static void
imagin_unsent_card_class_init (ImaginUnsentCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_unsent_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = imagin_unsent_card_finalize;
  changed_signal =
      g_signal_new ("changed", IMAGIN_TYPE_UNSENT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
imagin_unsent_card_init (ImaginUnsentCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "track");
}

ImaginUnsentCard *
imagin_unsent_card_new (ImaginAccounts *accounts, ImaginAccount *account, GPtrArray *unsent)
{
  ImaginUnsentCard *self = g_object_new (IMAGIN_TYPE_UNSENT_CARD, NULL);

  self->accounts = g_object_ref (accounts);
  g_set_object (&self->account, account);
  self->unsent = g_ptr_array_ref (unsent);
  g_signal_connect_object (accounts, "summaries-changed", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  show (self);
  return self;
}

gboolean
imagin_unsent_card_is_empty (ImaginUnsentCard *self)
{
  return self->unsent->len == 0;
}
