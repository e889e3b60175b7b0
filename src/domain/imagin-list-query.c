/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which missions the list shows. */

#include "domain/imagin-list-query.h"

#include "base/imagin-text.h"

/* More words than this are not a search but a pasted text. */
#define MAXIMUM_WORDS 16
#define MAXIMUM_LENGTH 200

/* Shorter, a word begins too much to mean a section. */
#define SECTION_LETTERS 4

G_DEFINE_FINAL_TYPE (ImaginListQuery, imagin_list_query, G_TYPE_OBJECT)

static guint counted_signal;

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
  copy->section_names = g_strdupv (self->section_names);
  return copy;
}

void
imagin_list_query_tell_counted (ImaginListQuery *self)
{
  g_signal_emit (self, counted_signal, 0);
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
end_word (GPtrArray *words, GString *word)
{
  if (word->len > 0)
    g_ptr_array_add (words, g_strdup (word->str));
  g_string_truncate (word, 0);
}

/* Only letters and figures get through, so no sign of the query language ever does. */
static GPtrArray *
words_of (ImaginListQuery *self)
{
  g_autofree char *valid = self->words != NULL ? g_utf8_make_valid (self->words, -1) : NULL;
  g_autofree char *composed = valid != NULL ? g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE) : NULL;
  g_autoptr (GString) word = g_string_new (NULL);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  guint letters = 0;

  for (const char *at = composed; at != NULL && *at != '\0' && words->len < MAXIMUM_WORDS && letters < MAXIMUM_LENGTH;
       at = g_utf8_next_char (at), letters++)
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isalnum (letter) || (word->len > 0 && g_unichar_ismark (letter)))
        append_letter (word, letter);
      else
        end_word (words, word);
    }
  if (words->len < MAXIMUM_WORDS)
    end_word (words, word);
  return words;
}

static gboolean
begins_a_word (const char *name, const char *beginning)
{
  g_autofree char *folded_name = imagin_text_fold (name);
  g_autofree char *folded = imagin_text_fold (beginning);
  g_auto (GStrv) words = g_strsplit (folded_name, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], folded))
      return TRUE;
  return FALSE;
}

/* Without those that stand in @name. */
static char *
match_of (GPtrArray *words, const char *name)
{
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    if (name == NULL || !begins_a_word (name, g_ptr_array_index (words, i)))
      g_string_append_printf (match, "%s\"%s\"*", match->len > 0 ? " " : "", (char *) g_ptr_array_index (words, i));
  return match->len > 0 ? g_strdup (match->str) : NULL;
}

char *
imagin_list_query_get_match (ImaginListQuery *self)
{
  g_autoptr (GPtrArray) words = words_of (self);

  return match_of (words, NULL);
}

int
imagin_list_query_get_section (ImaginListQuery *self, char **others)
{
  g_autoptr (GPtrArray) words = words_of (self);

  *others = NULL;
  for (guint i = 0; self->section_names != NULL && i < words->len; i++)
    for (int section = 0; self->section_names[section] != NULL; section++)
      if (g_utf8_strlen (g_ptr_array_index (words, i), -1) >= SECTION_LETTERS &&
          begins_a_word (self->section_names[section], g_ptr_array_index (words, i)))
        {
          *others = match_of (words, self->section_names[section]);
          return section;
        }
  return -1;
}

static void
imagin_list_query_finalize (GObject *object)
{
  ImaginListQuery *self = IMAGIN_LIST_QUERY (object);

  g_free (self->words);
  g_free (self->account_id);
  g_free (self->session);
  g_free (self->type_code);
  g_strfreev (self->section_names);
  G_OBJECT_CLASS (imagin_list_query_parent_class)->finalize (object);
}

static void
imagin_list_query_class_init (ImaginListQueryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_list_query_finalize;
  counted_signal =
      g_signal_new ("counted", IMAGIN_TYPE_LIST_QUERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
imagin_list_query_init (ImaginListQuery *self)
{
}
