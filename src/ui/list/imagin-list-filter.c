/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the list is narrowed to, as a menu. */

#include "ui/list/imagin-list-filter.h"

#include "ui/settings/imagin-settings.h"
#include "ui/texts/imagin-whose.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

enum
{
  BY_ACCOUNT,
  BY_SESSION,
  BY_TYPE,
  N_FACETS
};

static const char *const action_names[N_FACETS] = { "account", "session", "type" };

struct _ImaginListFilter
{
  GObject parent_instance;

  ImaginListQuery *query;
  GSimpleActionGroup *actions;
  GMenu *menu;
  char **values[N_FACETS]; /* what can be chosen */
  char **labels[N_FACETS];
  GSettings *settings;
  gboolean checked[N_FACETS]; /* whether what was remembered is known to be there */
};

G_DEFINE_FINAL_TYPE (ImaginListFilter, imagin_list_filter, G_TYPE_OBJECT)

static guint changed_signal;

static char **
wish (ImaginListFilter *self, int facet)
{
  return facet == BY_ACCOUNT   ? &self->query->account_id
         : facet == BY_SESSION ? &self->query->session
                               : &self->query->type_code;
}

/* Returns: whether it is another choice than before. */
static gboolean
choose (ImaginListFilter *self, int facet, const char *value)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), action_names[facet]);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (value));
  return g_set_str (wish (self, facet), *value != '\0' ? value : NULL);
}

static const char *
or_none (const char *text)
{
  return text != NULL ? text : "";
}

static void
changed (ImaginListFilter *self)
{
  g_settings_set (self->settings, "list-filter", "(sssb)", or_none (self->query->account_id),
                  or_none (self->query->session), or_none (self->query->type_code), self->query->by_session);
  g_signal_emit (self, changed_signal, 0);
}

static void
facet_chosen (GSimpleAction *action, GVariant *value, ImaginListFilter *self)
{
  for (int facet = 0; facet < N_FACETS; facet++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), action_names[facet]) &&
        choose (self, facet, g_variant_get_string (value, NULL)))
      changed (self);
}

static void
grouping_chosen (GSimpleAction *action, GVariant *value, ImaginListFilter *self)
{
  g_simple_action_set_state (action, value);
  self->query->by_session = g_variant_get_boolean (value);
  changed (self);
}

void
imagin_list_filter_show_all (ImaginListFilter *self)
{
  gboolean other = FALSE;

  for (int facet = 0; facet < N_FACETS; facet++)
    other |= choose (self, facet, "");
  if (other)
    changed (self);
}

char *
imagin_list_filter_describe (ImaginListFilter *self)
{
  const char *chosen[N_FACETS] = { NULL };

  for (int facet = 0; facet < N_FACETS; facet++)
    for (guint i = 0; self->values[facet] != NULL && self->values[facet][i] != NULL; i++)
      if (g_strcmp0 (self->values[facet][i], *wish (self, facet)) == 0)
        chosen[facet] = self->labels[facet][i];
  return imagin_wording_join (3, chosen[BY_ACCOUNT], chosen[BY_SESSION], chosen[BY_TYPE]);
}

/* The menu */

static void
append_choice (GMenu *section, const char *label, int facet, const char *value)
{
  g_autofree char *action = g_strconcat ("missions.", action_names[facet], NULL);
  g_auto (GStrv) pieces = g_strsplit (label, "_", -1);
  g_autofree char *plain = g_strjoinv ("__", pieces);
  GMenuItem *item = g_menu_item_new (plain, NULL);

  g_menu_item_set_action_and_target (item, action, "s", value);
  g_menu_append_item (section, item);
  g_object_unref (item);
}

/* With one to choose from there is no choice, unless the list is narrowed to it. */
static void
append_facet (ImaginListFilter *self, int facet, const char *title, const char *all)
{
  g_autoptr (GMenu) section = g_menu_new ();

  if (g_strv_length (self->values[facet]) < 2 && *wish (self, facet) == NULL)
    return;
  append_choice (section, all, facet, "");
  for (guint i = 0; self->values[facet][i] != NULL; i++)
    append_choice (section, self->labels[facet][i], facet, self->values[facet][i]);
  g_menu_append_section (self->menu, title, G_MENU_MODEL (section));
}

static void
make_menu (ImaginListFilter *self)
{
  g_autoptr (GMenu) grouping = g_menu_new ();

  g_menu_remove_all (self->menu);
  append_facet (self, BY_ACCOUNT, _ ("Academy"), _ ("All academies"));
  append_facet (self, BY_SESSION, _ ("Exam session"), _ ("All sessions"));
  append_facet (self, BY_TYPE, _ ("Mission type"), _ ("All types"));
  g_menu_append (grouping, _ ("Group by session"), "missions.by-session");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (grouping));
}

static char *
id_of (ImaginAccount *account)
{
  return g_strdup (imagin_account_get_id (account));
}

static char **
account_texts (ImaginAccounts *accounts, char *(*text) (ImaginAccount *account))
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      g_strv_builder_take (texts, text (account));
    }
  return g_strv_builder_end (texts);
}

/* Takes what there is to choose from now; returns whether that is something else. */
static gboolean
take (char ***kept, char **now)
{
  gboolean other = *kept == NULL || !g_strv_equal ((const char *const *) *kept, (const char *const *) now);

  g_strfreev (*kept);
  *kept = now;
  return other;
}

/* What was remembered may be gone: an account that was removed, a session of years ago. */
static gboolean
drop_unknown (ImaginListFilter *self, int facet)
{
  const char *value = *wish (self, facet);

  if (self->checked[facet] || g_strv_length (self->values[facet]) == 0)
    return FALSE;
  self->checked[facet] = TRUE;
  return value != NULL && !g_strv_contains ((const char *const *) self->values[facet], value) &&
         choose (self, facet, "");
}

void
imagin_list_filter_offer (ImaginListFilter *self, ImaginAccounts *accounts, ImaginListing *listing)
{
  gboolean other = FALSE, dropped = FALSE;

  other |= take (&self->values[BY_ACCOUNT], account_texts (accounts, id_of));
  other |= take (&self->labels[BY_ACCOUNT], account_texts (accounts, imagin_whose_text));
  other |= take (&self->values[BY_SESSION], g_strdupv (listing->sessions));
  other |= take (&self->labels[BY_SESSION], g_strdupv (listing->sessions));
  other |= take (&self->values[BY_TYPE], g_strdupv (listing->type_codes));
  other |= take (&self->labels[BY_TYPE], g_strdupv (listing->type_labels));
  /* An open menu would close where it is made anew. */
  if (other)
    make_menu (self);
  for (int facet = 0; facet < N_FACETS; facet++)
    dropped |= drop_unknown (self, facet);
  if (dropped)
    changed (self);
}

ImaginListQuery *
imagin_list_filter_get_query (ImaginListFilter *self)
{
  return self->query;
}

GActionMap *
imagin_list_filter_get_actions (ImaginListFilter *self)
{
  return G_ACTION_MAP (self->actions);
}

GMenuModel *
imagin_list_filter_get_menu (ImaginListFilter *self)
{
  return G_MENU_MODEL (self->menu);
}

/* The object */

static void
imagin_list_filter_finalize (GObject *object)
{
  ImaginListFilter *self = IMAGIN_LIST_FILTER (object);

  for (int facet = 0; facet < N_FACETS; facet++)
    {
      g_strfreev (self->values[facet]);
      g_strfreev (self->labels[facet]);
    }
  g_object_unref (self->settings);
  g_object_unref (self->query);
  g_object_unref (self->actions);
  g_object_unref (self->menu);
  G_OBJECT_CLASS (imagin_list_filter_parent_class)->finalize (object);
}

static void
imagin_list_filter_class_init (ImaginListFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_list_filter_finalize;
  changed_signal =
      g_signal_new ("changed", IMAGIN_TYPE_LIST_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
remember (ImaginListFilter *self)
{
  char *values[N_FACETS] = { NULL };
  GAction *grouping = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "by-session");

  g_settings_get (self->settings, "list-filter", "(sssb)", &values[BY_ACCOUNT], &values[BY_SESSION], &values[BY_TYPE],
                  &self->query->by_session);
  for (int facet = 0; facet < N_FACETS; facet++)
    {
      choose (self, facet, values[facet]);
      g_free (values[facet]);
    }
  g_simple_action_set_state (G_SIMPLE_ACTION (grouping), g_variant_new_boolean (self->query->by_session));
}

static void
imagin_list_filter_init (ImaginListFilter *self)
{
  g_autoptr (GSimpleAction) grouping = g_simple_action_new_stateful ("by-session", NULL, g_variant_new_boolean (FALSE));
  g_autoptr (GStrvBuilder) sections = g_strv_builder_new ();

  self->settings = imagin_settings_get ();
  self->query = imagin_list_query_new ();
  for (int section = 0; section <= IMAGIN_SECTION_CLOSED; section++)
    g_strv_builder_add (sections, imagin_wording_section (section));
  self->query->section_names = g_strv_builder_end (sections);
  self->actions = g_simple_action_group_new ();
  self->menu = g_menu_new ();
  for (int facet = 0; facet < N_FACETS; facet++)
    {
      g_autoptr (GSimpleAction) action =
          g_simple_action_new_stateful (action_names[facet], G_VARIANT_TYPE_STRING, g_variant_new_string (""));

      g_signal_connect_object (action, "change-state", G_CALLBACK (facet_chosen), self, G_CONNECT_DEFAULT);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
  g_signal_connect_object (grouping, "change-state", G_CALLBACK (grouping_chosen), self, G_CONNECT_DEFAULT);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (grouping));
  remember (self);
}

ImaginListFilter *
imagin_list_filter_new (void)
{
  return g_object_new (IMAGIN_TYPE_LIST_FILTER, NULL);
}
