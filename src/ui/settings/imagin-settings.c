/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program remembers of itself, and only where it may. */

#include "ui/settings/imagin-settings.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#define SCHEMA "fr.imagin.Intervenant"
#define KEY "imagin-settings"

static void
apply (GSettings *settings)
{
  if (g_settings_get_has_unapplied (settings))
    g_settings_apply (settings);
}

/* Changes are held back until somebody says that they may be kept; in memory they never are. */
static GSettings *
settings_new (gboolean shared)
{
  g_autoptr (GSettingsBackend) backend = NULL;
  GSettings *settings;

  if (!shared)
    {
      settings = g_settings_new (SCHEMA);
      g_settings_delay (settings);
      return settings;
    }
  backend = g_memory_settings_backend_new ();
  return g_settings_new_with_backend (SCHEMA, backend);
}

void
imagin_settings_begin (gboolean shared)
{
  GApplication *application = g_application_get_default ();

  g_return_if_fail (application != NULL);
  g_object_set_data_full (G_OBJECT (application), KEY, settings_new (shared), g_object_unref);
}

GSettings *
imagin_settings_get (void)
{
  GApplication *application = g_application_get_default ();

  g_return_val_if_fail (application != NULL, NULL);
  if (g_object_get_data (G_OBJECT (application), KEY) == NULL)
    imagin_settings_begin (FALSE);
  return g_object_ref (g_object_get_data (G_OBJECT (application), KEY));
}

void
imagin_settings_keep (void)
{
  g_autoptr (GSettings) settings = imagin_settings_get ();

  if (g_signal_handler_find (settings, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, apply, NULL) == 0)
    g_signal_connect (settings, "notify::has-unapplied", G_CALLBACK (apply), NULL);
  apply (settings);
}
