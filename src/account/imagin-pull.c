/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Missions from the academy to the store. */

#include "account/imagin-pull.h"

#include "base/imagin-error.h"
#include "base/imagin-future.h"
#include "base/imagin-json.h"
#include "base/imagin-limits.h"

#define PAGE_MISSIONS G_STRINGIFY (IMAGIN_PAGE_MISSIONS)

typedef struct
{
  ImaginStore *store;
  ImaginRemote *remote;
  char *account_id;
  ImaginPullFlags flags; /* of every page */
} Pull;

static void
pull_free (gpointer data)
{
  Pull *pull = data;

  g_object_unref (pull->store);
  g_object_unref (pull->remote);
  g_free (pull->account_id);
  g_free (pull);
}

/* Counted, since it is read on a thread of its own: two hundred missions would hold the window for a while. */
typedef struct
{
  GBytes *bytes;
  GPtrArray *missions;
  GStrvBuilder *gone;
  char *cursor;
  char *epoch;
  char *next; /* the reference of the next page; NULL on the last */
} Page;

static void
page_clear (gpointer data)
{
  Page *page = data;

  g_bytes_unref (page->bytes);
  g_clear_pointer (&page->missions, g_ptr_array_unref);
  g_clear_pointer (&page->gone, g_strv_builder_unref);
  g_clear_pointer (&page->cursor, g_free);
  g_clear_pointer (&page->epoch, g_free);
  g_clear_pointer (&page->next, g_free);
}

static void
page_unref (gpointer page)
{
  g_atomic_rc_box_release_full (page, page_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_unref)

static Page *
page_new (ImaginAnswer *answer)
{
  Page *page = g_atomic_rc_box_new0 (Page);

  page->bytes = g_bytes_ref (imagin_answer_get_bytes (answer));
  page->next = imagin_answer_get_next (answer);
  return page;
}

/* Runs on a thread of its own. */
static gboolean
read_page (gpointer data, GValue *result, GError **error)
{
  Page *page = data;
  g_autoptr (JsonNode) node = imagin_json_parse (page->bytes, IMAGIN_ANSWER_MAXIMUM_BYTES, error);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *items = imagin_json_array_member (object, "items");
  JsonArray *gone = imagin_json_array_member (object, "gone");

  if (node == NULL)
    return FALSE;
  if (items == NULL || imagin_json_text_member (object, "cursor") == NULL)
    return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "The list has no items or no cursor");
  page->missions = g_ptr_array_new_with_free_func (g_object_unref);
  page->gone = g_strv_builder_new ();
  page->cursor = g_strdup (imagin_json_text_member (object, "cursor"));
  page->epoch = g_strdup (imagin_json_text_member (object, "epoch"));
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      ImaginMission *mission = imagin_entity_from_json (IMAGIN_TYPE_MISSION, json_array_get_element (items, i), error);

      if (mission == NULL)
        return FALSE;
      g_ptr_array_add (page->missions, mission);
    }
  for (guint i = 0; gone != NULL && i < json_array_get_length (gone); i++)
    {
      JsonNode *element = json_array_get_element (gone, i);
      const char *id =
          JSON_NODE_HOLDS_OBJECT (element) ? imagin_json_text_member (json_node_get_object (element), "id") : NULL;

      if (id != NULL)
        g_strv_builder_add (page->gone, id);
    }
  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, TRUE);
  return TRUE;
}

/* Runs in a fiber. 410 is an answer of its own: the cursor is of another time of the academy's. */
static Page *
get_page (Pull *pull, const char *path, gboolean *stale, GError **error)
{
  g_autoptr (ImaginRequest) request = imagin_request_new ("GET", path);
  g_autoptr (ImaginAnswer) answer = NULL;
  g_autoptr (Page) page = NULL;

  imagin_request_accept (request, 410);
  answer = dex_await_object (imagin_remote_send (pull->remote, request), error);
  if (answer == NULL)
    return NULL;
  *stale = imagin_answer_get_status (answer) == 410;
  page = page_new (answer);
  if (!*stale && !dex_await (imagin_future_on_thread (read_page, g_atomic_rc_box_acquire (page), page_unref), error))
    return NULL;
  return g_steal_pointer (&page);
}

static char *
path_of_next (Page *page)
{
  /* "//" stands for a reference from the academy's root. */
  return page->next != NULL ? g_strconcat ("//", page->next, NULL) : NULL;
}

static gboolean
keep_page (Pull *pull, Page *page, ImaginPullFlags flags, GStrvBuilder *changed, GError **error)
{
  g_auto (GStrv) gone = g_strv_builder_end (page->gone);
  const char *cursor = page->next == NULL ? page->cursor : NULL;
  DexFuture *applied =
      imagin_store_apply_pull (pull->store, pull->account_id, page->missions, gone, pull->flags | flags, cursor);
  g_auto (GStrv) ids = NULL;

  /* The store's thread frees them: of thousands, that takes as long as a picture. */
  g_clear_pointer (&page->missions, g_ptr_array_unref);
  ids = dex_await_boxed (applied, error);
  if (ids == NULL)
    return FALSE;
  if (cursor != NULL)
    imagin_remote_set_epoch (pull->remote, page->epoch);
  g_strv_builder_addv (changed, (const char **) ids);
  return TRUE;
}

/* All there is, kept in one transaction at the end: what is not in it is no more. */
static DexFuture *
pull_everything (Pull *pull)
{
  g_autoptr (GPtrArray) missions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GStrvBuilder) changed = g_strv_builder_new ();
  g_autofree char *path = g_strdup ("/missions?limit=" PAGE_MISSIONS);
  GError *error = NULL;

  for (guint pages = 0; pages < IMAGIN_PAGES_MAXIMUM; pages++)
    {
      gboolean stale = FALSE;
      g_autoptr (Page) page = get_page (pull, path, &stale, &error);
      char *next;

      if (page == NULL)
        return dex_future_new_for_error (error);
      if (stale)
        return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_UNAVAILABLE,
                                      "The academy's list changed while it was read");
      g_ptr_array_extend_and_steal (missions, g_steal_pointer (&page->missions));
      next = path_of_next (page);
      if (next == NULL)
        {
          page->missions = g_steal_pointer (&missions);
          if (!keep_page (pull, page, IMAGIN_PULL_ALL, changed, &error))
            return dex_future_new_for_error (error);
          return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (changed));
        }
      g_free (path);
      path = next;
    }
  return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_MALFORMED, "The list has no end");
}

static DexFuture *
pull_changes (Pull *pull, const char *cursor)
{
  g_autoptr (GStrvBuilder) changed = g_strv_builder_new ();
  g_autofree char *escaped = g_uri_escape_string (cursor, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/missions?limit=" PAGE_MISSIONS "&changed_since=%s", escaped);
  GError *error = NULL;

  for (guint pages = 0; path != NULL && pages < IMAGIN_PAGES_MAXIMUM; pages++)
    {
      gboolean stale = FALSE;
      g_autoptr (Page) page = get_page (pull, path, &stale, &error);

      if (page == NULL)
        return dex_future_new_for_error (error);
      if (stale)
        {
          /* A cursor is of one epoch of the academy's: this is another one, begun from a backup. */
          pull->flags |= IMAGIN_PULL_RESTORED;
          return pull_everything (pull);
        }
      if (!keep_page (pull, page, IMAGIN_PULL_CHANGES, changed, &error))
        return dex_future_new_for_error (error);
      g_free (path);
      path = path_of_next (page);
    }
  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (changed));
}

static DexFuture *
pull_fiber (gpointer data)
{
  Pull *pull = data;
  GError *error = NULL;
  g_autofree char *cursor = dex_await_string (imagin_store_get_cursor (pull->store, pull->account_id), &error);

  if (cursor == NULL)
    return dex_future_new_for_error (error);
  return *cursor != '\0' ? pull_changes (pull, cursor) : pull_everything (pull);
}

DexFuture *
imagin_pull (ImaginStore *store, ImaginRemote *remote, const char *account_id, ImaginPullFlags flags)
{
  Pull *pull = g_new0 (Pull, 1);

  pull->store = g_object_ref (store);
  pull->remote = g_object_ref (remote);
  pull->account_id = g_strdup (account_id);
  pull->flags = flags;
  return dex_scheduler_spawn (NULL, 0, pull_fiber, pull, pull_free);
}
