/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which mission the content shows. */

#include "ui/window/imagin-mission-opener.h"

#include "ui/texts/imagin-error-text.h"
#include "ui/mission/imagin-mission-page.h"
#include "ui/settings/imagin-settings.h"
#include "ui/widgets/imagin-toast.h"

struct _ImaginMissionOpener
{
  GObject parent_instance;

  ImaginAccounts *accounts;
  ImaginMissionList *list;
  AdwNavigationSplitView *split_view;
  AdwNavigationView *navigation;
  GSettings *settings;
  DexFuture *opening;
};

G_DEFINE_FINAL_TYPE (ImaginMissionOpener, imagin_mission_opener, G_TYPE_OBJECT)

typedef enum
{
  WAY_ALONE,
  WAY_ABOVE,
  WAY_BY_ITSELF, /* at the start, not by the person */
} Way;

typedef struct
{
  ImaginMissionOpener *opener;
  char *account_id;
  char *mission_id;
  Way way;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_object_unref (opening->opener);
  g_free (opening->account_id);
  g_free (opening->mission_id);
  g_free (opening);
}

/* What is there */

static gboolean
is_of (AdwNavigationPage *page, const char *account_id, const char *mission_id)
{
  ImaginDraft *draft =
      IMAGIN_IS_MISSION_PAGE (page) ? imagin_mission_page_get_draft (IMAGIN_MISSION_PAGE (page)) : NULL;

  return draft != NULL &&
         g_strcmp0 (imagin_entity_get_text (imagin_draft_get_mission (draft), "id"), mission_id) == 0 &&
         g_strcmp0 (imagin_account_get_id (imagin_draft_get_account (draft)), account_id) == 0;
}

static AdwNavigationPage *
find_page (ImaginMissionOpener *self, const char *account_id, const char *mission_id)
{
  g_autoptr (GListModel) pages = adw_navigation_view_get_navigation_stack (self->navigation);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (AdwNavigationPage) page = g_list_model_get_item (pages, i);

      if (is_of (page, account_id, mission_id))
        return page; /* the view holds it */
    }
  return NULL;
}

/* The mission in sight: the page itself, or the one that it belongs to. */
static ImaginDraft *
find_draft (ImaginMissionOpener *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  while (page != NULL && !IMAGIN_IS_MISSION_PAGE (page))
    page = adw_navigation_view_get_previous_page (self->navigation, page);
  return page != NULL ? imagin_mission_page_get_draft (IMAGIN_MISSION_PAGE (page)) : NULL;
}

static void
remember (ImaginMissionOpener *self)
{
  ImaginDraft *draft = find_draft (self);
  const char *account_id, *mission_id;

  if (draft == NULL)
    return;
  account_id = imagin_account_get_id (imagin_draft_get_account (draft));
  mission_id = imagin_entity_get_text (imagin_draft_get_mission (draft), "id");
  imagin_mission_list_select (self->list, account_id, mission_id);
  g_settings_set (self->settings, "mission", "(ss)", account_id, mission_id);
}

/* Opening */

static DexFuture *
open_fiber (gpointer data)
{
  Opening *opening = data;
  ImaginMissionOpener *self = opening->opener;
  ImaginAccount *account = imagin_accounts_find (self->accounts, opening->account_id);
  AdwNavigationPage *page;
  g_autoptr (GError) error = NULL;
  g_autoptr (ImaginDraft) draft = NULL;

  if (account == NULL)
    return dex_future_new_for_boolean (FALSE);
  draft = dex_await_object (imagin_draft_open (account, opening->mission_id), &error);
  if (draft == NULL)
    {
      g_autofree char *text = imagin_error_text (error);

      if (opening->way != WAY_BY_ITSELF)
        imagin_toast_show (GTK_WIDGET (self->split_view), text);
      return dex_future_new_for_boolean (FALSE);
    }
  page = ADW_NAVIGATION_PAGE (imagin_mission_page_new (draft));
  if (opening->way == WAY_ABOVE)
    adw_navigation_view_push (self->navigation, page);
  else
    adw_navigation_view_replace (self->navigation, &page, 1);
  remember (self);
  if (opening->way != WAY_BY_ITSELF)
    adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  return dex_future_new_for_boolean (TRUE);
}

static void
open (ImaginMissionOpener *self, const char *account_id, const char *mission_id, Way way)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->opener = g_object_ref (self);
  opening->account_id = g_strdup (account_id);
  opening->mission_id = g_strdup (mission_id);
  opening->way = way;
  dex_clear (&self->opening);
  self->opening = dex_scheduler_spawn (NULL, 0, open_fiber, opening, opening_free);
}

void
imagin_mission_opener_choose (ImaginMissionOpener *self, const char *account_id, const char *mission_id)
{
  g_autoptr (GListModel) pages = adw_navigation_view_get_navigation_stack (self->navigation);
  g_autoptr (AdwNavigationPage) first = g_list_model_get_item (pages, 0);

  /* The one that is shown already, alone: only the fold opens. */
  if (g_list_model_get_n_items (pages) == 1 && is_of (first, account_id, mission_id))
    adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  else
    open (self, account_id, mission_id, WAY_ALONE);
}

void
imagin_mission_opener_visit (ImaginMissionOpener *self, const char *account_id, const char *mission_id)
{
  AdwNavigationPage *page = find_page (self, account_id, mission_id);

  if (page != NULL)
    adw_navigation_view_pop_to_page (self->navigation, page);
  else
    open (self, account_id, mission_id, WAY_ABOVE);
}

DexFuture *
imagin_mission_opener_resume (ImaginMissionOpener *self)
{
  g_autofree char *account_id = NULL;
  g_autofree char *mission_id = NULL;

  g_settings_get (self->settings, "mission", "(ss)", &account_id, &mission_id);
  if (*mission_id == '\0')
    return dex_future_new_for_boolean (FALSE);
  open (self, account_id, mission_id, WAY_BY_ITSELF);
  return dex_ref (self->opening);
}

/* A page of an account that left, or that another sign-in took the place of: what was typed there is with the account.
 */
static void
accounts_changed (ImaginMissionOpener *self)
{
  static const char *const nothing[] = { "nothing" };
  g_autoptr (GListModel) pages = adw_navigation_view_get_navigation_stack (self->navigation);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (AdwNavigationPage) page = g_list_model_get_item (pages, i);
      ImaginDraft *draft =
          IMAGIN_IS_MISSION_PAGE (page) ? imagin_mission_page_get_draft (IMAGIN_MISSION_PAGE (page)) : NULL;
      ImaginAccount *account = draft != NULL ? imagin_draft_get_account (draft) : NULL;

      if (account != NULL && imagin_accounts_find (self->accounts, imagin_account_get_id (account)) != account)
        {
          adw_navigation_view_replace_with_tags (self->navigation, nothing, G_N_ELEMENTS (nothing));
          return;
        }
    }
}

/* The object */

static void
imagin_mission_opener_dispose (GObject *object)
{
  ImaginMissionOpener *self = IMAGIN_MISSION_OPENER (object);

  dex_clear (&self->opening);
  g_clear_object (&self->settings);
  g_clear_object (&self->accounts);
  G_OBJECT_CLASS (imagin_mission_opener_parent_class)->dispose (object);
}

static void
imagin_mission_opener_class_init (ImaginMissionOpenerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_mission_opener_dispose;
}

static void
imagin_mission_opener_init (ImaginMissionOpener *self)
{
  self->settings = imagin_settings_get ();
}

ImaginMissionOpener *
imagin_mission_opener_new (ImaginAccounts *accounts,
                           ImaginMissionList *list,
                           AdwNavigationSplitView *split_view,
                           AdwNavigationView *navigation)
{
  ImaginMissionOpener *self = g_object_new (IMAGIN_TYPE_MISSION_OPENER, NULL);

  self->accounts = g_object_ref (accounts);
  /* Of the window that owns this. */
  self->list = list;
  self->split_view = split_view;
  self->navigation = navigation;
  g_signal_connect_object (navigation, "popped", G_CALLBACK (remember), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed), self, G_CONNECT_SWAPPED);
  return self;
}
