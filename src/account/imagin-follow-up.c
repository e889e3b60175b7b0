/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a mission: read here first, then asked of the academy. */

#include "account/imagin-follow-up.h"

#include "account/imagin-account-private.h"
#include "base/imagin-error.h"
#include "remote/imagin-remote.h"
#include "store/imagin-store-papers.h"

struct _ImaginFollowUp
{
  GObject parent_instance;

  ImaginDraft *draft;
  gboolean reading, read_again;
  gboolean asking, ask_again;
  char *asked_etag; /* of the statement whose history was asked for last */
  ImaginStoredPapers *papers;
  ImaginHistory *history;
  ImaginValidation *validation;
  GPtrArray *letters;
  GError *error;
  gboolean asked; /* the academy answered, or did not, at least once */
};

G_DEFINE_FINAL_TYPE (ImaginFollowUp, imagin_follow_up, G_TYPE_OBJECT)

static guint changed_signal;

static ImaginAccount *
account_of (ImaginFollowUp *self)
{
  return imagin_draft_get_account (self->draft);
}

static ImaginStore *
store_of (ImaginFollowUp *self)
{
  return imagin_account_get_store (account_of (self));
}

static const char *
mission_id_of (ImaginFollowUp *self)
{
  return imagin_entity_get_text (imagin_draft_get_mission (self->draft), "id");
}

/* What is kept here */

static void
add_letter (ImaginFollowUp *self, const char *text, const char *at, ImaginLetterState state, ImaginOutboxEntry *entry)
{
  ImaginLetter *letter = g_object_new (IMAGIN_TYPE_LETTER, NULL);

  letter->text = g_strdup (text);
  letter->at = g_strdup (at);
  letter->state = state;
  letter->sequence = entry != NULL ? entry->sequence : 0;
  if (state == IMAGIN_LETTER_REFUSED)
    letter->error = g_error_new_literal (IMAGIN_ERROR, entry->code, entry->message != NULL ? entry->message : "");
  g_ptr_array_add (self->letters, letter);
}

static void
take_letters (ImaginFollowUp *self)
{
  const char *body = self->papers->bodies[IMAGIN_PAPER_REMARKS];
  g_autoptr (ImaginRemarkList) list =
      body != NULL ? imagin_entity_from_text (IMAGIN_TYPE_REMARK_LIST, body, NULL) : NULL;
  GListModel *items = list != NULL ? imagin_entity_get_list (list, "items") : NULL;

  g_ptr_array_set_size (self->letters, 0);
  for (guint i = 0; items != NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ImaginRemark) remark = g_list_model_get_item (items, i);

      add_letter (self, imagin_entity_get_text (remark, "text"), imagin_entity_get_text (remark, "at"),
                  IMAGIN_LETTER_SENT, NULL);
    }
  for (guint i = 0; i < self->papers->remarks->len; i++)
    {
      ImaginOutboxEntry *entry = g_ptr_array_index (self->papers->remarks, i);

      add_letter (self, entry->body, entry->created_at, entry->refused ? IMAGIN_LETTER_REFUSED : IMAGIN_LETTER_KEPT,
                  entry);
    }
}

static void
take_papers (ImaginFollowUp *self, ImaginStoredPapers *papers)
{
  const char *history = papers->bodies[IMAGIN_PAPER_HISTORY];
  const char *validation = papers->bodies[IMAGIN_PAPER_VALIDATION];

  g_set_object (&self->papers, papers);
  g_clear_object (&self->history);
  g_clear_object (&self->validation);
  if (history != NULL)
    self->history = imagin_entity_from_text (IMAGIN_TYPE_HISTORY, history, NULL);
  if (validation != NULL)
    self->validation = imagin_entity_from_text (IMAGIN_TYPE_VALIDATION, validation, NULL);
  take_letters (self);
  g_signal_emit (self, changed_signal, 0);
}

/* Runs in a fiber. */
static void
read_papers (ImaginFollowUp *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ImaginStoredPapers) papers = dex_await_object (
      imagin_store_load_papers (store_of (self), imagin_account_get_id (account_of (self)), mission_id_of (self)),
      &error);

  if (papers != NULL)
    take_papers (self, papers);
  else if (!imagin_error_matches (error, IMAGIN_ERROR_CANCELLED))
    g_warning ("What stands beside a mission cannot be read: %s", error->message);
}

static DexFuture *
read_fiber (gpointer data)
{
  ImaginFollowUp *self = data;

  do
    {
      self->read_again = FALSE;
      read_papers (self);
    }
  while (self->read_again);
  self->reading = FALSE;
  return dex_future_new_for_boolean (TRUE);
}

static void
read_again (ImaginFollowUp *self)
{
  self->read_again = TRUE;
  if (self->reading)
    return;
  self->reading = TRUE;
  dex_future_disown (dex_scheduler_spawn (NULL, 0, read_fiber, g_object_ref (self), g_object_unref));
}

/* What the academy says */

/* Runs in a fiber. */
static gboolean
fetch (ImaginFollowUp *self, const char *path, GType type, ImaginPaperKind kind, GError **error)
{
  g_autoptr (ImaginAnswer) answer = dex_await_object (imagin_account_fetch (account_of (self), path), error);
  g_autoptr (ImaginEntity) entity = answer != NULL ? imagin_answer_read_entity (answer, type, error) : NULL;
  g_autofree char *body = NULL;

  if (entity == NULL)
    return FALSE;
  body = imagin_entity_to_text (entity);
  return dex_await (imagin_store_put_paper (store_of (self), imagin_account_get_id (account_of (self)),
                                            mission_id_of (self), kind, body),
                    error);
}

/* Runs in a fiber. */
static void
ask (ImaginFollowUp *self)
{
  g_autofree char *history = imagin_request_path ("missions", mission_id_of (self), "statement", "history", NULL);
  g_autofree char *remarks = imagin_request_path ("missions", mission_id_of (self), "remarks", NULL);
  g_autoptr (GError) error = NULL;

  g_set_str (&self->asked_etag, imagin_entity_get_text (imagin_draft_get_acknowledged (self->draft), "etag"));
  if (fetch (self, history, IMAGIN_TYPE_HISTORY, IMAGIN_PAPER_HISTORY, &error))
    fetch (self, remarks, IMAGIN_TYPE_REMARK_LIST, IMAGIN_PAPER_REMARKS, &error);
  self->asked = TRUE;
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  read_papers (self);
}

static DexFuture *
ask_fiber (gpointer data)
{
  ImaginFollowUp *self = data;

  do
    {
      self->ask_again = FALSE;
      ask (self);
    }
  while (self->ask_again);
  self->asking = FALSE;
  return dex_future_new_for_boolean (TRUE);
}

void
imagin_follow_up_refresh (ImaginFollowUp *self)
{
  self->ask_again = TRUE;
  if (self->asking)
    return;
  self->asking = TRUE;
  dex_future_disown (dex_scheduler_spawn (NULL, 0, ask_fiber, g_object_ref (self), g_object_unref));
}

static void
account_changed (ImaginAccount *account, const char *const *ids, ImaginFollowUp *self)
{
  if (g_strv_contains (ids, mission_id_of (self)))
    read_again (self);
}

/* Only another version of the statement has another history: what is typed here changes nothing of it. */
static void
acknowledged_changed (ImaginFollowUp *self)
{
  const char *etag = imagin_entity_get_text (imagin_draft_get_acknowledged (self->draft), "etag");

  if (g_strcmp0 (etag, self->asked_etag) != 0)
    imagin_follow_up_refresh (self);
}

static void
state_changed (ImaginFollowUp *self)
{
  if (self->error != NULL && imagin_account_get_state (account_of (self)) == IMAGIN_ACCOUNT_UP_TO_DATE)
    imagin_follow_up_refresh (self);
}

/* Getters */

ImaginDraft *
imagin_follow_up_get_draft (ImaginFollowUp *self)
{
  return self->draft;
}

gboolean
imagin_follow_up_is_loading (ImaginFollowUp *self)
{
  return self->history == NULL && !self->asked;
}

const GError *
imagin_follow_up_get_error (ImaginFollowUp *self)
{
  return self->error;
}

ImaginHistory *
imagin_follow_up_get_history (ImaginFollowUp *self)
{
  return self->history;
}

const char *
imagin_follow_up_get_heard_at (ImaginFollowUp *self)
{
  return self->papers != NULL ? self->papers->kept_at[IMAGIN_PAPER_HISTORY] : NULL;
}

ImaginValidation *
imagin_follow_up_get_validation (ImaginFollowUp *self)
{
  return self->validation;
}

GPtrArray *
imagin_follow_up_get_letters (ImaginFollowUp *self)
{
  return self->letters;
}

const char *
imagin_follow_up_get_writing (ImaginFollowUp *self)
{
  const char *body;

  if (self->papers == NULL)
    return NULL;
  body = self->papers->bodies[IMAGIN_PAPER_WRITING];
  return body != NULL ? body : "";
}

/* What the person does: it belongs to the account, no page cancels it */

static DexFuture *
kept (DexFuture *completed, gpointer data)
{
  ImaginFollowUp *self = data;

  imagin_account_tell_changed (account_of (self), mission_id_of (self));
  imagin_account_wake (account_of (self));
  return NULL;
}

void
imagin_follow_up_keep_writing (ImaginFollowUp *self, const char *text)
{
  dex_future_disown (imagin_store_put_paper (store_of (self), imagin_account_get_id (account_of (self)),
                                             mission_id_of (self), IMAGIN_PAPER_WRITING, text));
}

DexFuture *
imagin_follow_up_write (ImaginFollowUp *self, const char *text)
{
  DexFuture *keeping =
      dex_future_then (imagin_store_write_remark (store_of (self), imagin_account_get_id (account_of (self)),
                                                  mission_id_of (self), text),
                       kept, g_object_ref (self), g_object_unref);

  dex_future_disown (dex_ref (keeping));
  return keeping;
}

void
imagin_follow_up_take_back (ImaginFollowUp *self, ImaginLetter *letter)
{
  imagin_follow_up_keep_writing (self, letter->text);
  dex_future_disown (dex_future_then (imagin_store_abandon (store_of (self), letter->sequence), kept,
                                      g_object_ref (self), g_object_unref));
}

/* The object */

static void
imagin_follow_up_finalize (GObject *object)
{
  ImaginFollowUp *self = IMAGIN_FOLLOW_UP (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->papers);
  g_clear_object (&self->history);
  g_clear_object (&self->validation);
  g_ptr_array_unref (self->letters);
  g_free (self->asked_etag);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (imagin_follow_up_parent_class)->finalize (object);
}

static void
imagin_follow_up_class_init (ImaginFollowUpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_follow_up_finalize;
  changed_signal =
      g_signal_new ("changed", IMAGIN_TYPE_FOLLOW_UP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
imagin_follow_up_init (ImaginFollowUp *self)
{
  self->letters = g_ptr_array_new_with_free_func (g_object_unref);
}

ImaginFollowUp *
imagin_follow_up_new (ImaginDraft *draft)
{
  ImaginFollowUp *self = g_object_new (IMAGIN_TYPE_FOLLOW_UP, NULL);

  self->draft = g_object_ref (draft);
  g_signal_connect_object (account_of (self), "changed", G_CALLBACK (account_changed), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (account_of (self), "notify::state", G_CALLBACK (state_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::acknowledged", G_CALLBACK (acknowledged_changed), self, G_CONNECT_SWAPPED);
  read_again (self);
  imagin_follow_up_refresh (self);
  return self;
}
