/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the toolkit would leave by itself on a shared computer. */

#include "ui/window/imagin-shared-traces.h"

#include <gtk/gtk.h>

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#define CHOOSER_SCHEMA "org.gtk.gtk4.Settings.FileChooser"
/* Where GTK's own file dialog looks for its settings before it opens those on disk. */
#define CHOOSER_KEY "-gtk-file-chooser-settings"

static void
write_nothing (GtkRecentManager *manager)
{
}

/* The setting that turns the list off empties the one on disk, which is somebody else's: its writer goes instead. */
static void
forbid_recent_files (void)
{
  g_autoptr (GTypeClass) type_class = g_type_class_ref (GTK_TYPE_RECENT_MANAGER);

  ((GtkRecentManagerClass *) type_class)->changed = write_nothing;
}

static void
forbid_chooser_settings (void)
{
  g_autoptr (GSettingsSchema) schema =
      g_settings_schema_source_lookup (g_settings_schema_source_get_default (), CHOOSER_SCHEMA, TRUE);
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  if (schema != NULL)
    g_object_set_qdata_full (G_OBJECT (gtk_settings_get_default ()), g_quark_from_string (CHOOSER_KEY),
                             g_settings_new_full (schema, backend, NULL), g_object_unref);
}

void
imagin_shared_traces_forbid (void)
{
  forbid_recent_files ();
  forbid_chooser_settings ();
}
