/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an academy gives an account to reckon with: rate cards and the person. */

#include "account/imagin-reference.h"

#include "base/imagin-error.h"
#include "base/imagin-json.h"

#include <string.h>

#define MOST_CARDS 200

struct _ImaginReference
{
  GObject parent_instance;

  ImaginStore *store;
  ImaginPerson *person;
  ImaginRateTable *rates; /* made when somebody asks for it */
  GListModel *cards;
  char *body;      /* the cards as they are kept; NULL: none */
  char *cards_tag; /* the ETags of what was read last */
  char *person_tag;
};

G_DEFINE_FINAL_TYPE (ImaginReference, imagin_reference, G_TYPE_OBJECT)

static guint changed_signal;

static void
tell_changed (ImaginReference *self)
{
  g_signal_emit (self, changed_signal, 0);
}

ImaginRateTable *
imagin_reference_get_rates (ImaginReference *self)
{
  if (self->rates == NULL)
    self->rates = imagin_rate_table_new (self->cards);
  return self->rates;
}

ImaginPerson *
imagin_reference_get_person (ImaginReference *self)
{
  return self->person;
}

void
imagin_reference_set_person (ImaginReference *self, ImaginPerson *person)
{
  if (person == self->person || (person != NULL && self->person != NULL && imagin_entity_equal (person, self->person)))
    return;
  g_set_object (&self->person, person);
  tell_changed (self);
}

/* Cards: a text that cannot be read changes nothing. */
static gboolean
take_cards (ImaginReference *self, const char *body, GError **error)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (JsonNode) node = bytes != NULL ? imagin_json_parse (bytes, IMAGIN_ANSWER_MAXIMUM_BYTES, error) : NULL;
  g_autoptr (GListModel) cards = NULL;

  if (bytes != NULL && node == NULL)
    return FALSE;
  cards = imagin_rate_table_read_cards (node, error);
  if (cards == NULL)
    return FALSE;
  if (g_list_model_get_n_items (cards) > MOST_CARDS)
    return imagin_error_set_false (error, IMAGIN_ERROR_MALFORMED, "More than %d rate cards", MOST_CARDS);
  g_set_str (&self->body, body);
  g_set_object (&self->cards, cards);
  g_clear_object (&self->rates);
  tell_changed (self);
  return TRUE;
}

typedef struct
{
  ImaginReference *reference;
  ImaginRemote *remote;
  char *account_id;
  char *address;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->reference);
  g_clear_object (&asking->remote);
  g_free (asking->account_id);
  g_free (asking->address);
  g_free (asking);
}

static Asking *
asking_new (ImaginReference *self, ImaginRemote *remote, const char *account_id, const char *address)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->reference = g_object_ref (self);
  if (remote != NULL)
    asking->remote = g_object_ref (remote);
  asking->account_id = g_strdup (account_id);
  asking->address = g_strdup (address);
  return asking;
}

static DexFuture *
load_fiber (gpointer data)
{
  Asking *asking = data;
  GError *error = NULL;
  g_autofree char *body =
      dex_await_string (imagin_store_get_rate_cards (asking->reference->store, asking->account_id), &error);

  if (body == NULL)
    return dex_future_new_for_error (error);
  if (*body != '\0' && asking->reference->body == NULL && !take_cards (asking->reference, body, &error))
    {
      g_warning ("The academy's rate cards that were kept cannot be read: %s", error->message);
      g_clear_error (&error);
    }
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_reference_load (ImaginReference *self, const char *account_id)
{
  return dex_scheduler_spawn (NULL, 0, load_fiber, asking_new (self, NULL, account_id, NULL), asking_free);
}

/* Runs in a fiber. What the academy has not changed is not sent again. */
static ImaginAnswer *
ask (Asking *asking, const char *path, const char *tag, GError **error)
{
  g_autoptr (ImaginRequest) request = imagin_request_new ("GET", path);

  imagin_request_accept (request, 304);
  if (tag != NULL)
    imagin_request_set_header (request, "If-None-Match", tag);
  return dex_await_object (imagin_remote_send (asking->remote, request), error);
}

/* Only once it was taken: what was not is asked for again. */
static void
keep_tag (char **tag, ImaginAnswer *answer)
{
  g_set_str (tag, answer != NULL ? imagin_answer_get_header (answer, "ETag") : NULL);
}

static gboolean
pull_cards (Asking *asking, GError **error)
{
  ImaginReference *self = asking->reference;
  g_autofree char *path = g_strconcat ("//", asking->address, NULL);
  g_autoptr (ImaginAnswer) answer = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *body = NULL;

  if (asking->address != NULL)
    {
      answer = ask (asking, path, self->cards_tag, error);
      if (answer == NULL)
        return FALSE;
      if (imagin_answer_get_status (answer) == 304)
        return TRUE;
      node = imagin_answer_read_json (answer, error);
      if (node == NULL)
        return FALSE;
      body = imagin_json_to_text (node);
    }
  if (g_strcmp0 (body, self->body) != 0 &&
      !(take_cards (self, body, error) &&
        dex_await (imagin_store_put_rate_cards (self->store, asking->account_id, body), error)))
    return FALSE;
  keep_tag (&self->cards_tag, answer);
  return TRUE;
}

static gboolean
pull_person (Asking *asking, gboolean *changed, GError **error)
{
  ImaginReference *self = asking->reference;
  g_autoptr (ImaginAnswer) answer = ask (asking, "/me", self->person_tag, error);
  g_autoptr (ImaginPerson) person = NULL;

  if (answer == NULL)
    return FALSE;
  if (imagin_answer_get_status (answer) == 304)
    return TRUE;
  person = imagin_answer_read_entity (answer, IMAGIN_TYPE_PERSON, error);
  if (person == NULL)
    return FALSE;
  *changed = self->person == NULL || !imagin_entity_equal (person, self->person);
  imagin_reference_set_person (self, person);
  keep_tag (&self->person_tag, answer);
  return TRUE;
}

static DexFuture *
pull_fiber (gpointer data)
{
  Asking *asking = data;
  GError *error = NULL;
  g_autoptr (GError) cards_error = NULL;
  gboolean changed = FALSE;

  /* The person is worth having where the cards are not, and the other way round. */
  if (!pull_cards (asking, &cards_error))
    g_message ("The academy's rate cards were not read: %s", cards_error->message);
  if (!pull_person (asking, &changed, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_for_boolean (changed);
}

DexFuture *
imagin_reference_pull (ImaginReference *self, ImaginRemote *remote, const char *account_id, const char *address)
{
  return dex_scheduler_spawn (NULL, 0, pull_fiber, asking_new (self, remote, account_id, address), asking_free);
}

/* The object */

static void
imagin_reference_finalize (GObject *object)
{
  ImaginReference *self = IMAGIN_REFERENCE (object);

  g_clear_object (&self->store);
  g_clear_object (&self->person);
  g_clear_object (&self->rates);
  g_clear_object (&self->cards);
  g_free (self->body);
  g_free (self->cards_tag);
  g_free (self->person_tag);
  G_OBJECT_CLASS (imagin_reference_parent_class)->finalize (object);
}

static void
imagin_reference_class_init (ImaginReferenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_reference_finalize;
  changed_signal =
      g_signal_new ("changed", IMAGIN_TYPE_REFERENCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
imagin_reference_init (ImaginReference *self)
{
}

ImaginReference *
imagin_reference_new (ImaginStore *store)
{
  ImaginReference *self = g_object_new (IMAGIN_TYPE_REFERENCE, NULL);

  self->store = g_object_ref (store);
  return self;
}
