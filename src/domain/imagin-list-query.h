/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ImaginListQuery:
 *
 * Which missions the list shows: what the person searched, and what they narrowed the list to. A member that is NULL
 * narrows nothing.
 */
#define IMAGIN_TYPE_LIST_QUERY (imagin_list_query_get_type ())
G_DECLARE_FINAL_TYPE (ImaginListQuery, imagin_list_query, IMAGIN, LIST_QUERY, GObject)

struct _ImaginListQuery
{
  GObject parent_instance;

  char *words; /* as typed; each begins a word of the mission */
  char *account_id;
  char *session; /* the label of an exam session */
  char *type_code;
  gboolean by_session;  /* in sections by exam session, not by what is asked */
  guint at_most;        /* only so many, the first of the list; 0: all */
  char **section_names; /* what the person calls each ImaginSection */
};

ImaginListQuery *imagin_list_query_new (void);

/**
 * imagin_list_query_tell_counted:
 *
 * All that it asks for is known by now, and not only the top of it: emits `counted`.
 */
void imagin_list_query_tell_counted (ImaginListQuery *self);

/**
 * imagin_list_query_copy:
 *
 * Returns: (transfer full): the same wishes, for another thread
 */
ImaginListQuery *imagin_list_query_copy (ImaginListQuery *self);

/**
 * imagin_list_query_is_filtered:
 *
 * Returns: whether the list is narrowed by the menu; the searched words do not count
 */
gboolean imagin_list_query_is_filtered (ImaginListQuery *self);

/**
 * imagin_list_query_get_match:
 *
 * Returns: (transfer full) (nullable): the words as FTS5 matches them, each quoted and a prefix; NULL where nothing was
 * typed that could be found. Whatever a person types, this is a valid expression
 */
char *imagin_list_query_get_match (ImaginListQuery *self);

/**
 * imagin_list_query_get_section:
 * @others: (out) (transfer full) (nullable): the other words, as imagin_list_query_get_match() gives them
 *
 * "philo payés": one of the words may be the name of a section, or its beginning.
 *
 * Returns: the ImaginSection that is named, or -1
 */
int imagin_list_query_get_section (ImaginListQuery *self, char **others);

G_END_DECLS
