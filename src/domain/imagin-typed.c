/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was typed and is no value: it stays with the thing that it was typed for. */

#include "domain/imagin-typed.h"

#define N_PARTS (IMAGIN_TYPED_TIME + 1)

typedef struct
{
  char *texts[N_PARTS];
  gboolean wrong[N_PARTS];
} Typed;

static void
typed_free (gpointer data)
{
  Typed *typed = data;

  for (guint i = 0; i < N_PARTS; i++)
    g_free (typed->texts[i]);
  g_free (typed);
}

/* By the name of the field; NULL as long as nothing was typed. */
static GHashTable *
table_of (gpointer entity, gboolean make)
{
  static const char *const key = "imagin-typed";
  GHashTable *table = g_object_get_data (entity, key);

  if (table == NULL && make)
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, typed_free);
      g_object_set_data_full (entity, key, table, (GDestroyNotify) g_hash_table_unref);
    }
  return table;
}

static Typed *
find (gpointer entity, const char *field)
{
  GHashTable *table = table_of (entity, FALSE);

  return table != NULL ? g_hash_table_lookup (table, field) : NULL;
}

void
imagin_typed_set (gpointer entity, const char *field, ImaginTypedPart part, const char *text, gboolean wrong)
{
  Typed *typed = find (entity, field);
  g_autofree char *property = g_strdelimit (g_strdup (field), "_", '-');

  if (typed == NULL && text == NULL)
    return;
  if (typed == NULL)
    {
      typed = g_new0 (Typed, 1);
      g_hash_table_insert (table_of (entity, TRUE), g_strdup (field), typed);
    }
  wrong = text != NULL && wrong;
  if (g_strcmp0 (typed->texts[part], text) == 0 && typed->wrong[part] == wrong)
    return;
  g_set_str (&typed->texts[part], text);
  typed->wrong[part] = wrong;
  g_object_notify (entity, property);
  g_signal_emit_by_name (entity, "changed");
}

const char *
imagin_typed_get (gpointer entity, const char *field, ImaginTypedPart part, gboolean *wrong)
{
  const Typed *typed = find (entity, field);

  if (wrong != NULL)
    *wrong = typed != NULL && typed->wrong[part];
  return typed != NULL ? typed->texts[part] : NULL;
}

const char *
imagin_typed_find_wrong (gpointer entity, const char *field, ImaginTypedPart *part)
{
  const Typed *typed = find (entity, field);

  for (guint i = 0; typed != NULL && i < N_PARTS; i++)
    if (typed->wrong[i])
      {
        if (part != NULL)
          *part = i;
        return typed->texts[i];
      }
  return NULL;
}

void
imagin_typed_copy (gpointer from, gpointer to, const char *field)
{
  for (guint i = 0; i < N_PARTS; i++)
    {
      gboolean wrong;
      const char *text = imagin_typed_get (from, field, i, &wrong);

      imagin_typed_set (to, field, i, text, wrong);
    }
}

gboolean
imagin_typed_equal (gpointer entity, gpointer other, const char *field)
{
  for (guint i = 0; i < N_PARTS; i++)
    if (g_strcmp0 (imagin_typed_get (entity, field, i, NULL), imagin_typed_get (other, field, i, NULL)) != 0)
      return FALSE;
  return TRUE;
}
