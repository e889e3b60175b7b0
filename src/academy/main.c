/* SPDX-License-Identifier: GPL-3.0-or-later */
/* imagin-academy: an academy of one's own, and the tools to play its office. */

#include "imagin-config.h"

#include "academy/academy-password.h"
#include "academy/commands/academy-commands.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static const struct
{
  const char *name;
  AcademyCommand command;
  const char *usage;
} commands[] = {
  { "serve", academy_command_serve, "serve --data DIR [--demo] [--issuer URL]  answer on a loopback port" },
  { "import", academy_command_import,
    "import FILE.csv --data DIR                add interveners and missions from a table" },
  { "generate", academy_command_generate, "generate N --seed S --data DIR            make N missions by chance" },
  { "restart", academy_command_restart, "restart --data DIR                        begin the demonstration anew" },
  { "office", academy_command_office, "office VERB MISSION --data DIR            play the exams office" },
  { "report", academy_command_report, "report MISSION --field KEY --quantity N   play the marking tool" },
  { "set-limits", academy_command_set_limits,
    "set-limits --data DIR                     set what a receipt may be, and the lock-out" },
  { "expire-password", academy_command_expire_password,
    "expire-password NUMBER --data DIR         ask for a new password at the next sign-in" },
  { "subject", academy_command_subject, "subject NUMBER --issuer URL --name NAME   say whom an OpenID issuer means" },
  { "portal-key", academy_command_portal_key,
    "portal-key --data DIR                     give the demonstration's portal a new key" },
  { "show", academy_command_show, "show missions|MISSION|account --json      say what the academy holds" },
  { "estimate", academy_command_estimate,
    "estimate FILE.json                        reckon what a statement is worth" },
};

static int
usage (FILE *stream, int code)
{
  fprintf (stream, "Usage: imagin-academy COMMAND …, or COMMAND --help\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  %s\n", commands[i].usage);
  return code;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_set_prgname ("imagin-academy");
  academy_password_init ();
  if (argc < 2)
    return usage (stderr, 2);
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    return usage (stdout, 0);
  if (strcmp (argv[1], "--version") == 0)
    {
      printf ("imagin-academy %s\n", IMAGIN_VERSION);
      return 0;
    }
  arguments = g_strdupv (argv + 1);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      {
        if (commands[i].command (&arguments, &error))
          return 0;
        fprintf (stderr, "imagin-academy: %s\n", error != NULL ? error->message : "it failed");
        return 1;
      }
  return usage (stderr, 2);
}
