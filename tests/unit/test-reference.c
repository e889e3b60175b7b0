/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an academy gives to reckon with: pulled, kept, and there without a network. */

#include "unit-server.h"
#include "unit-store.h"

#include "account/imagin-reference.h"

#include <string.h>

#define CARD(cents)                                                                                                    \
  "{\"items\":[{\"id\":\"c\",\"label\":\"Barème de Bordeaux\",\"valid_from\":\"2020-01-01\",\"currency\":\"EUR\","     \
  "\"rows\":[{\"kind\":\"copy\",\"rate\":5,\"amount_cents\":" cents "}]}]}"

typedef struct
{
  UnitServer server;
  Kept kept;
  ImaginRemote *remote;
  ImaginReference *reference;
  const char *cards; /* what the academy answers */
  const char *tag;
  guint unchanged;
  guint changes;
} Academy;

static void
answer (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Academy *self = data;
  gboolean me = g_str_has_suffix (path, "/me");
  const char *body =
      me ? "{\"id\":\"p\",\"vehicles\":[{\"id\":\"v\",\"kind\":\"car\",\"fiscal_power\":5}]}" : self->cards;
  const char *known = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-None-Match");

  if (!me && g_strcmp0 (known, self->tag) == 0)
    {
      self->unchanged++;
      soup_server_message_set_status (message, 304, NULL);
      return;
    }
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag",
                                me ? "\"person\"" : self->tag);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

static void
count_change (ImaginReference *reference, Academy *self)
{
  self->changes++;
}

static void
academy_open (Academy *self)
{
  unit_server_start (&self->server);
  kept_open (&self->kept);
  self->remote = unit_server_remote (&self->server);
  imagin_remote_set_refresh_token (self->remote, "refresh-0");
  soup_server_add_handler (self->server.server, "/v1/me", answer, self, NULL);
  soup_server_add_handler (self->server.server, "/v1/rate-cards", answer, self, NULL);
  self->reference = imagin_reference_new (self->kept.store);
  g_signal_connect (self->reference, "changed", G_CALLBACK (count_change), self);
}

static void
academy_close (Academy *self)
{
  g_clear_object (&self->reference);
  g_clear_object (&self->remote);
  kept_close (&self->kept);
  unit_server_stop (&self->server);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Academy, academy_close)

static gint64
cents_of_copy (ImaginReference *reference)
{
  ImaginRateQuery query = { .kind = "copy", .exam = "bac_general", .rate = 5, .day = "2026-06-22" };
  ImaginRate rate;

  g_assert_true (imagin_rate_table_find (imagin_reference_get_rates (reference), &query, &rate));
  return rate.amount_cents;
}

static void
pull (Academy *self, const char *cards, const char *tag)
{
  self->cards = cards;
  self->tag = tag;
  unit_await_done (imagin_reference_pull (self->reference, self->remote, "a", "/v1/rate-cards"));
}

static void
test_pulled_and_kept (void)
{
  g_auto (Academy) academy = { 0 };
  g_autoptr (ImaginReference) next = NULL;

  academy_open (&academy);
  g_assert_cmpint (cents_of_copy (academy.reference), ==, 500); /* the shipped table */
  pull (&academy, CARD ("612"), "\"one\"");
  g_assert_cmpint (cents_of_copy (academy.reference), ==, 612);
  g_assert_cmpuint (
      g_list_model_get_n_items (imagin_entity_get_list (imagin_reference_get_person (academy.reference), "vehicles")),
      ==, 1);

  /* The next start, without a network: from the disk. */
  kept_reopen (&academy.kept);
  next = imagin_reference_new (academy.kept.store);
  unit_await_done (imagin_reference_load (next, "a"));
  g_assert_cmpint (cents_of_copy (next), ==, 612);
  g_clear_object (&next);
  /* Another account has its own. */
  next = imagin_reference_new (academy.kept.store);
  unit_await_done (imagin_reference_load (next, "b"));
  g_assert_cmpint (cents_of_copy (next), ==, 500);
}

static void
test_replaced_when_they_change (void)
{
  g_auto (Academy) academy = { 0 };
  g_autoptr (ImaginRateTable) table = NULL;
  guint changes;

  academy_open (&academy);
  pull (&academy, CARD ("612"), "\"one\"");
  table = g_object_ref (imagin_reference_get_rates (academy.reference));
  changes = academy.changes;
  pull (&academy, CARD ("612"), "\"one\"");
  pull (&academy, CARD ("612"), "\"two\""); /* another tag, the same cards */
  g_assert_cmpuint (academy.unchanged, ==, 1);
  g_assert_cmpuint (academy.changes, ==, changes);
  g_assert_true (imagin_reference_get_rates (academy.reference) == table);
  pull (&academy, CARD ("700"), "\"three\"");
  g_assert_cmpuint (academy.changes, ==, changes + 1);
  g_assert_cmpint (cents_of_copy (academy.reference), ==, 700);
}

static void
test_nonsense_changes_nothing (gconstpointer nonsense)
{
  g_auto (Academy) academy = { 0 };
  g_autoptr (ImaginReference) next = NULL;

  academy_open (&academy);
  pull (&academy, CARD ("612"), "\"one\"");
  pull (&academy, nonsense, "\"two\"");
  g_assert_cmpint (cents_of_copy (academy.reference), ==, 612);
  next = imagin_reference_new (academy.kept.store);
  unit_await_done (imagin_reference_load (next, "a"));
  g_assert_cmpint (cents_of_copy (next), ==, 612);
  /* What was not taken is asked for again: it may be right the next time. */
  pull (&academy, CARD ("700"), "\"two\"");
  g_assert_cmpint (cents_of_copy (academy.reference), ==, 700);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/reference/pulled-and-kept", test_pulled_and_kept);
  g_test_add_func ("/reference/replaced-when-they-change", test_replaced_when_they_change);
  g_test_add_data_func ("/reference/nonsense/no-json", "{", test_nonsense_changes_nothing);
  g_test_add_data_func ("/reference/nonsense/a-negative-amount", CARD ("-1"), test_nonsense_changes_nothing);
  return g_test_run ();
}
