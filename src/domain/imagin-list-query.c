/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which missions the list shows. */

#include "domain/imagin-list-query.h"

/* More words than this are not a search but a pasted text. */
#define MAXIMUM_WORDS 16
#define MAXIMUM_LENGTH 200

G_DEFINE_FINAL_TYPE (ImaginListQuery, imagin_list_query, G_TYPE_OBJECT)

ImaginListQuery *
imagin_list_query_new (void)
{
  return g_object_new (IMAGIN_TYPE_LIST_QUERY, NULL);
}

ImaginListQuery *
imagin_list_query_copy (ImaginListQuery *self)
{
  ImaginListQuery *copy = imagin_list_query_new ();

  copy->words = g_strdup (self->words);
  copy->account_id = g_strdup (self->account_id);
  copy->session = g_strdup (self->session);
  copy->type_code = g_strdup (self->type_code);
  copy->by_session = self->by_session;
  copy->at_most = self->at_most;
  return copy;
}

gboolean
imagin_list_query_is_filtered (ImaginListQuery *self)
{
  return self->account_id != NULL || self->session != NULL || self->type_code != NULL;
}

/* Appends one letter as the index has it: it parts ligatures, which Unicode does not see as accents. */
static void
append_letter (GString *word, gunichar letter)
{
  if (letter == 0x0153 || letter == 0x0152)
    g_string_append (word, "oe");
  else if (letter == 0x00e6 || letter == 0x00c6)
    g_string_append (word, "ae");
  else
    g_string_append_unichar (word, letter);
}

static void
end_word (GString *match, GString *word)
{
  if (word->len > 0)
    g_string_append_printf (match, "%s\"%s\"*", match->len > 0 ? " " : "", word->str);
  g_string_truncate (word, 0);
}

/* Only letters and figures get through, so no sign of the query language ever does. */
char *
imagin_list_query_get_match (ImaginListQuery *self)
{
  g_autofree char *valid = self->words != NULL ? g_utf8_make_valid (self->words, -1) : NULL;
  g_autofree char *composed = valid != NULL ? g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE) : NULL;
  g_autoptr (GString) match = g_string_new (NULL);
  g_autoptr (GString) word = g_string_new (NULL);
  guint words = 0, letters = 0;

  for (const char *at = composed; at != NULL && *at != '\0' && words < MAXIMUM_WORDS && letters < MAXIMUM_LENGTH;
       at = g_utf8_next_char (at), letters++)
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isalnum (letter) || (word->len > 0 && g_unichar_ismark (letter)))
        append_letter (word, letter);
      else
        {
          words += word->len > 0 ? 1 : 0;
          end_word (match, word);
        }
    }
  if (words < MAXIMUM_WORDS)
    end_word (match, word);
  return match->len > 0 ? g_strdup (match->str) : NULL;
}

static void
imagin_list_query_finalize (GObject *object)
{
  ImaginListQuery *self = IMAGIN_LIST_QUERY (object);

  g_free (self->words);
  g_free (self->account_id);
  g_free (self->session);
  g_free (self->type_code);
  G_OBJECT_CLASS (imagin_list_query_parent_class)->finalize (object);
}

static void
imagin_list_query_class_init (ImaginListQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_list_query_finalize;
}

static void
imagin_list_query_init (ImaginListQuery *self)
{
}
