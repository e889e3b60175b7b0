/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody else than was meant signed in, or somebody who was there. */

#include "ui/window/imagin-arrival.h"

#include "ui/texts/imagin-whose.h"
#include "ui/widgets/imagin-toast.h"

#include <glib/gi18n.h>

GStrv
imagin_arrival_list (ImaginAccounts *accounts)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      g_strv_builder_add (ids, imagin_account_get_id (account));
    }
  return g_strv_builder_end (ids);
}

void
imagin_arrival_tell_whose (GtkWidget *widget, ImaginAccount *asked, ImaginAccount *account)
{
  g_autofree char *now = NULL;
  g_autofree char *waits = NULL;
  g_autofree char *text = NULL;

  if (asked == NULL || asked == account || account == NULL ||
      g_strcmp0 (imagin_account_get_id (asked), imagin_account_get_id (account)) == 0 ||
      imagin_account_get_state (asked) != IMAGIN_ACCOUNT_SIGNED_OUT)
    return;
  now = imagin_whose_person (account);
  waits = imagin_whose_person (asked);
  /* Translators: both are a person's name, or "number 0482917". */
  text = g_strdup_printf (_ ("Signed in: %s. Still to be signed in: %s."), now, waits);
  imagin_toast_show (widget, text);
}

void
imagin_arrival_tell_there (GtkWidget *widget, char **before, ImaginAccount *account)
{
  const char *id = account != NULL ? imagin_account_get_id (account) : NULL;
  g_autofree char *whose = NULL;
  g_autofree char *text = NULL;

  if (before == NULL || id == NULL || !g_strv_contains ((const char *const *) before, id))
    return;
  whose = imagin_whose_full (account);
  /* Translators: %s is an academy and a person. */
  text = g_strdup_printf (_ ("%s: this account was on this computer already, and nothing was added."), whose);
  imagin_toast_show_with (widget, text, _ ("Show it"), "win.show-account", g_variant_new_string (id));
}
