/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only place that knows every floor: reads the command line and puts the parts together. */

#include "account/imagin-accounts.h"
#include "imagin-demonstration.h"
#include "ui/window/imagin-application.h"
#include "ui/window/imagin-toolkit.h"

#include "imagin-config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <sys/resource.h>

static gboolean demonstration;
static char **academies;
static gboolean shared;

static const GOptionEntry options[] = {
  { "demo", 0, 0, G_OPTION_ARG_NONE, &demonstration, N_ ("Offer the demonstration academy first"), NULL },
  { "academy", 0, 0, G_OPTION_ARG_STRING_ARRAY, &academies, N_ ("Offer the academy at this address"), "URL" },
  { "shared", 0, 0, G_OPTION_ARG_NONE, &shared, N_ ("Keep nothing on this computer"), NULL },
  { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
};

static void
offer_academies (ImaginApplication *application)
{
  for (guint i = 0; academies != NULL && academies[i] != NULL; i++)
    imagin_application_offer_academy (application, academies[i], NULL, academies[i]);
  /* The demonstration is always there to try, but where nothing may stay: its academy lives on this computer. --demo
   * only says that it is what was asked for. */
  if (!shared && (academies == NULL || demonstration))
    imagin_application_offer_academy (application, _ ("Demonstration academy"),
                                      _ ("To try without an account: two fictitious academies, nothing is sent. Number "
                                         "0482917 opens both, the portal the first of them. The password is the same "
                                         "number the first time, then the one that you choose."),
                                      IMAGIN_DEMONSTRATION_ADDRESS);
}

static DexFuture *
closed (DexFuture *completed, gpointer data)
{
  return NULL;
}

/* Everything given to the store is on disk before the program ends. The store's threads say so without waking this one:
 * what is waited for must end here. */
static void
close_accounts (ImaginAccounts *accounts)
{
  g_autoptr (DexFuture) closing = dex_future_finally (imagin_accounts_close (accounts), closed, NULL, NULL);

  while (dex_future_is_pending (closing))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  const struct rlimit no_core = { 0, 0 };
  const char *locales = g_getenv ("IMAGIN_LOCALES");
  g_autofree char *directory = NULL;
  g_autoptr (ImaginAccounts) accounts = NULL;
  g_autoptr (ImaginApplication) application = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  int status;

  /* A core would hold tokens. */
  setrlimit (RLIMIT_CORE, &no_core);
  /* A file that may not grow is a full disk, which the person is told, and not the end of the program. */
  signal (SIGXFSZ, SIG_IGN);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locales != NULL ? locales : IMAGIN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  imagin_toolkit_init ();
  dex_init ();
  directory = g_build_filename (g_get_user_data_dir (), "imagin", NULL);
  accounts = imagin_accounts_new (shared ? NULL : directory, imagin_demonstration_resolve, NULL);
  imagin_accounts_read_ahead (accounts);
  imagin_accounts_set_demonstration (accounts, imagin_demonstration_addresses (), imagin_demonstration_restart, NULL);
  application = imagin_application_new (IMAGIN_APPLICATION_ID, accounts);
  offer_academies (application);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  close_accounts (accounts);
  return status;
}
