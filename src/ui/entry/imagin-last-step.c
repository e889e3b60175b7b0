/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the entry of each statement was left. */

#include "ui/entry/imagin-last-step.h"

#include "ui/settings/imagin-settings.h"

/* More than a person fills at one time. */
#define MOST 40

#define KEY "entry-steps"

static gboolean
is_of (ImaginDraft *draft, const char *account_id, const char *mission_id)
{
  return g_str_equal (account_id, imagin_account_get_id (imagin_draft_get_account (draft))) &&
         g_str_equal (mission_id, imagin_entity_get_text (imagin_draft_get_mission (draft), "id"));
}

char *
imagin_last_step_find (ImaginDraft *draft)
{
  g_autoptr (GSettings) settings = imagin_settings_get ();
  g_autoptr (GVariantIter) steps = NULL;
  const char *account_id, *mission_id, *step;

  g_settings_get (settings, KEY, "a(sss)", &steps);
  while (g_variant_iter_next (steps, "(&s&s&s)", &account_id, &mission_id, &step))
    if (is_of (draft, account_id, mission_id))
      return g_strdup (step);
  return NULL;
}

void
imagin_last_step_keep (ImaginDraft *draft, const char *step)
{
  g_autoptr (GSettings) settings = imagin_settings_get ();
  g_autoptr (GVariantIter) steps = NULL;
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sss)"));
  const char *account_id, *mission_id, *other;
  guint n = 1;

  g_variant_builder_add (&builder, "(sss)", imagin_account_get_id (imagin_draft_get_account (draft)),
                         imagin_entity_get_text (imagin_draft_get_mission (draft), "id"), step);
  g_settings_get (settings, KEY, "a(sss)", &steps);
  while (n < MOST && g_variant_iter_next (steps, "(&s&s&s)", &account_id, &mission_id, &other))
    if (!is_of (draft, account_id, mission_id))
      {
        g_variant_builder_add (&builder, "(sss)", account_id, mission_id, other);
        n++;
      }
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

void
imagin_last_step_forget (const char *forgotten)
{
  g_autoptr (GSettings) settings = imagin_settings_get ();
  g_autoptr (GVariantIter) steps = NULL;
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sss)"));
  const char *account_id, *mission_id, *step;

  g_settings_get (settings, KEY, "a(sss)", &steps);
  while (g_variant_iter_next (steps, "(&s&s&s)", &account_id, &mission_id, &step))
    if (!g_str_equal (account_id, forgotten))
      g_variant_builder_add (&builder, "(sss)", account_id, mission_id, step);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}
