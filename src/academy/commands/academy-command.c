/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands have in common: options and words. */

#include "academy/commands/academy-commands.h"
#include "base/imagin-error.h"

gboolean
academy_command_parse (
    GStrv *arguments, const GOptionEntry *entries, const char *usage, const char *help, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);

  g_option_context_set_summary (context, help);
  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse_strv (context, arguments, error);
}

gboolean
academy_command_check (GStrv arguments, guint count, const char *usage, const char *directory, GError **error)
{
  /* The first word stands for the program. */
  if (g_strv_length (arguments) != count + 1)
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "Usage: imagin-academy %s", usage);
  if (directory == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "Say where the academy's data are: --data DIR");
  return TRUE;
}
