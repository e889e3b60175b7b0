/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what is wrong with a request, and how the entities' refusals are said in it. */

#include "academy/office/academy-rules.h"

void
academy_faults_add (AcademyFaults *faults, const char *code, const char *detail, const char *pointer, ...)
{
  JsonObject *fault = json_object_new ();
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, pointer);
  text = g_strdup_vprintf (pointer, arguments);
  va_end (arguments);
  json_object_set_string_member (fault, "pointer", text);
  json_object_set_string_member (fault, "code", code);
  json_object_set_string_member (fault, "detail", detail);
  json_array_add_object_element (faults, fault);
}

/* How imagin-entity.c ends its sentences; what is not here is a member of the wrong kind. */
static const struct
{
  const char *ending;
  const char *code;
  const char *detail;
} refusals[] = {
  { "the number is out of range", "out_of_range", "Ce nombre est hors des limites." },
  { "the text is too long", "too_long", "Ce texte est trop long." },
  { "the list is too long", "too_long", "Cette liste est trop longue." },
  { "this member is missing", "required", "Cette valeur manque." },
  { "not a date or time as the contract writes them", "bad_date", "Cette date ou cette heure n’existe pas." },
};

gboolean
academy_faults_add_entity (AcademyFaults *faults, const GError *error)
{
  const char *colon = strchr (error->message, ':');
  g_autofree char *pointer = colon != NULL ? g_strndup (error->message, (gsize) (colon - error->message)) : NULL;

  for (guint i = 0; pointer != NULL && i < G_N_ELEMENTS (refusals); i++)
    if (g_str_has_suffix (error->message, refusals[i].ending))
      {
        academy_faults_add (faults, refusals[i].code, refusals[i].detail, "%s", pointer);
        return TRUE;
      }
  return FALSE;
}
