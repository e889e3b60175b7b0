/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In the place of the missions where what this computer keeps cannot be opened: why, and what to do. */

#include "ui/window/imagin-store-page.h"

#include "base/imagin-error.h"

#include <glib/gi18n.h>

struct _ImaginStorePage
{
  AdwBin parent_instance;

  AdwStatusPage *status;
  GtkLabel *place;
  GtkButton *try_again_button;
};

G_DEFINE_FINAL_TYPE (ImaginStorePage, imagin_store_page, ADW_TYPE_BIN)

static guint try_again_signal;

typedef struct
{
  ImaginError code;
  const char *icon;
  const char *title;
  const char *description;
} Reason;

static const Reason reasons[] = {
  /* Comes first: what holds for any other reason. */
  { IMAGIN_ERROR_STORE, "drive-harddisk-symbolic", N_ ("Your missions cannot be opened"),
    N_ ("The disk does not give back what Imagin keeps on this computer. Nothing was changed or erased. Check that the "
        "disk is there, then try again.") },
  { IMAGIN_ERROR_DISK_FULL, "drive-harddisk-symbolic", N_ ("The disk is full"),
    N_ ("Imagin needs a little room to open what it keeps on this computer. Nothing is lost. Empty the trash or move "
        "large files elsewhere, then try again.") },
  { IMAGIN_ERROR_STORE_READ_ONLY, "changes-prevent-symbolic", N_ ("Imagin may not write on this computer"),
    N_ ("The folder where Imagin keeps your entries can only be read, so what you type could not be kept. Nothing is "
        "lost. Ask who looks after this computer to let you write there, then try again.") },
  { IMAGIN_ERROR_STORE_NEWER, "software-update-available-symbolic", N_ ("A newer Imagin was used here"),
    N_ ("What is kept on this computer was written by a newer version, which this one cannot read. Nothing was changed "
        "or lost. Update Imagin, then start it again.") },
  { IMAGIN_ERROR_STORE_IN_USE, "view-restore-symbolic", N_ ("Imagin is already open"),
    N_ ("Another window of Imagin, or another session of yours on this computer, has your missions open. Go on there, "
        "or close it and try again.") },
  { IMAGIN_ERROR_STORE_DAMAGED, "dialog-warning-symbolic", N_ ("The file with your entries is damaged"),
    N_ ("It could not be repaired, and nothing in it was changed or erased. The disk itself may be failing: copy the "
        "folder below elsewhere, then try again.") },
};

static const Reason *
reason_for (const GError *error)
{
  for (guint i = 1; i < G_N_ELEMENTS (reasons); i++)
    if (imagin_error_matches (error, reasons[i].code))
      return &reasons[i];
  return &reasons[0];
}

void
imagin_store_page_explain (ImaginStorePage *self, const GError *error, const char *directory)
{
  const Reason *reason = reason_for (error);

  adw_status_page_set_icon_name (self->status, reason->icon);
  adw_status_page_set_title (self->status, _ (reason->title));
  adw_status_page_set_description (self->status, _ (reason->description));
  gtk_label_set_label (self->place, directory != NULL ? directory : "");
  gtk_widget_set_visible (GTK_WIDGET (self->place), directory != NULL && reason->code != IMAGIN_ERROR_STORE_IN_USE);
  gtk_widget_grab_focus (GTK_WIDGET (self->try_again_button));
}

static void
try_again_cb (ImaginStorePage *self)
{
  g_signal_emit (self, try_again_signal, 0);
}

static void
imagin_store_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_STORE_PAGE);
  G_OBJECT_CLASS (imagin_store_page_parent_class)->dispose (object);
}

static void
imagin_store_page_class_init (ImaginStorePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_store_page_dispose;
  try_again_signal =
      g_signal_new ("try-again", IMAGIN_TYPE_STORE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/store-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginStorePage, status);
  gtk_widget_class_bind_template_child (widget_class, ImaginStorePage, place);
  gtk_widget_class_bind_template_child (widget_class, ImaginStorePage, try_again_button);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
}

static void
imagin_store_page_init (ImaginStorePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

ImaginStorePage *
imagin_store_page_new (void)
{
  return g_object_new (IMAGIN_TYPE_STORE_PAGE, NULL);
}
