/* SPDX-License-Identifier: GPL-3.0-or-later */
/* subject, portal-key: whom an issuer means, and the key of the demonstration's own portal. */

#include "academy/academy-key-fetch.h"
#include "academy/commands/academy-commands.h"
#include "academy/database/academy-people.h"
#include "academy/database/academy-subjects.h"
#include "academy/demo/academy-demo-portal.h"
#include "base/imagin-error.h"

#define NAME_MAXIMUM_BYTES 255

typedef struct
{
  char *directory;
  char *issuer;
  char *name;
  gboolean remove;
} Subject;

static void
subject_clear (Subject *self)
{
  g_free (self->directory);
  g_free (self->issuer);
  g_free (self->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Subject, subject_clear)

static gboolean
set_subject (Subject *self, const char *number, GError **error)
{
  g_autoptr (AcademyDatabase) database = academy_database_open (self->directory, error);
  g_autofree char *intervener_id = database != NULL ? academy_people_find (database, number) : NULL;

  if (database == NULL)
    return FALSE;
  if (intervener_id == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_NOT_FOUND, "Nobody has the number %s", number);
  if (self->remove)
    return academy_subject_remove (database, self->issuer, self->name, error);
  return academy_subject_add (database, self->issuer, self->name, intervener_id, error);
}

gboolean
academy_command_subject (GStrv *arguments, GError **error)
{
  static const char usage[] = "subject NUMBER --issuer URL --name NAME --data DIR";
  g_auto (Subject) self = { NULL };
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self.directory, "Where the academy keeps its data", "DIR" },
    { "issuer", 0, 0, G_OPTION_ARG_STRING, &self.issuer, "The issuer, to the letter as `serve --issuer`", "URL" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &self.name, "What the issuer calls the person (the claim of `serve --claim`)",
      "NAME" },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &self.remove, "This name means nobody any more", NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!academy_command_parse (arguments, entries, usage, "Says whom an issuer means.", error) ||
      !academy_command_check (*arguments, 1, usage, self.directory, error))
    return FALSE;
  if (!academy_issuer_is_usable (self.issuer) || self.name == NULL || *self.name == '\0' ||
      strlen (self.name) > NAME_MAXIMUM_BYTES)
    return imagin_error_set_false (error, IMAGIN_ERROR_FAILED, "Usage: imagin-academy %s", usage);
  return set_subject (&self, (*arguments)[1], error);
}

gboolean
academy_command_portal_key (GStrv *arguments, GError **error)
{
  static const char usage[] = "portal-key --data DIR";
  g_autofree char *directory = NULL;
  g_autoptr (AcademyDatabase) database = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &directory, "Where the academy keeps its data", "DIR" },
    G_OPTION_ENTRY_NULL,
  };

  if (!academy_command_parse (arguments, entries, usage,
                              "Gives the demonstration's portal a new key; the one before is still shown for a day.",
                              error) ||
      !academy_command_check (*arguments, 0, usage, directory, error))
    return FALSE;
  database = academy_database_open (directory, error);
  return database != NULL && academy_demo_portal_make_key (database, error);
}
