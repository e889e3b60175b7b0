/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that is read anew while something is entered on it. */

#include "unit-store.h"

#include "account/imagin-account-private.h"
#include "account/imagin-draft.h"

#define REMARKS 20000 /* so many take longer to read than a note takes to be kept */

typedef struct
{
  Kept kept;
  ImaginAccount *account;
  ImaginDraft *draft;
} Page;

static DexFuture *
resolve (const char *address, gpointer data)
{
  return dex_future_new_take_string (g_strdup (address));
}

static void
remark_much (Page *self)
{
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < REMARKS; i++)
    g_ptr_array_add (remarks, imagin_outbox_entry_new ("a", "m", IMAGIN_OUTBOX_REMARK, NULL, "Bonjour"));
  g_free (unit_await_string (imagin_store_keep_draft (self->kept.store, "a", "m", NULL, NULL, 0, FALSE, remarks)));
}

static void
page_open (Page *self)
{
  g_autoptr (ImaginAccountRecord) record =
      g_object_new (IMAGIN_TYPE_ACCOUNT_RECORD, "id", "a", "number", "1000001", NULL);

  kept_open (&self->kept);
  kept_plant (&self->kept);
  remark_much (self);
  self->account = imagin_account_new (self->kept.store, record, resolve, NULL);
  self->draft = unit_await_object (imagin_draft_open (self->account, "m"));
}

static void
page_close (Page *self)
{
  unit_wait_ms (200);
  g_clear_object (&self->draft);
  g_clear_object (&self->account);
  kept_close (&self->kept);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_close)

static char *
note_of (Page *self)
{
  return g_strdup (imagin_entity_get_text (imagin_draft_get_statement (self->draft), "note"));
}

/* What was read before it was kept says nothing of it, and is heard of after it. */
static void
test_what_is_kept_meanwhile_stays (void)
{
  g_auto (Page) page = { 0 };
  g_autofree char *note = NULL;

  page_open (&page);
  imagin_account_tell_changed (page.account, "m");
  unit_wait_ms (4);
  imagin_entity_set_text (imagin_draft_get_statement (page.draft), "note", "Gardé");
  unit_await_done (imagin_draft_keep (page.draft));
  unit_wait_ms (500);
  note = note_of (&page);
  g_assert_cmpstr (note, ==, "Gardé");
  g_assert_cmpint (imagin_draft_get_standing (page.draft), ==, IMAGIN_STANDING_KEPT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/draft/what-is-kept-while-it-is-read-stays", test_what_is_kept_meanwhile_stays);
  return g_test_run ();
}
