/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Receipts reach the academy whole, and a validation waits for them and happens once; absence, and taking it back. */

#include "stand.h"

#include <cairo-pdf.h>

/* Without text: fontconfig keeps what it read. */
static char *
draw_pdf (Stand *stand, const char *name)
{
  char *path = g_build_filename (stand->folder, name, NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 300, 400);
  cairo_t *cr = cairo_create (surface);

  cairo_rectangle (cr, 30, 30, 100, (double) strlen (name));
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return path;
}

static char *
digest_of (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, size);
}

static ImaginAttachment *
attach (ImaginDraft *draft, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GListModel *all = imagin_draft_get_attachments (draft);

  imagin_draft_attach (draft, file, NULL);
  return g_list_model_get_item (all, g_list_model_get_n_items (all) - 1);
}

static gboolean
is_checked (gpointer data)
{
  return imagin_attachment_get_state (data) != IMAGIN_ATTACHMENT_CHECKING;
}

static gboolean
is_received (gpointer data)
{
  return imagin_attachment_get_state (data) == IMAGIN_ATTACHMENT_RECEIVED;
}

static JsonArray *
array_of (JsonNode *shown, const char *name)
{
  return json_object_get_array_member (json_node_get_object (shown), name);
}

static const char *
text_of (JsonNode *shown, const char *array, const char *member)
{
  g_assert_cmpuint (json_array_get_length (array_of (shown, array)), ==, 1);
  return json_object_get_string_member (json_array_get_object_element (array_of (shown, array), 0), member);
}

static guint
count_journal (JsonNode *shown, const char *effect)
{
  JsonArray *journal = array_of (shown, "journal");
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (journal); i++)
    {
      g_autofree char *text = json_to_string (json_array_get_element (journal, i), FALSE);

      count += strstr (text, effect) != NULL;
    }
  return count;
}

static void
test_digest (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };
  g_autoptr (ImaginDraft) draft = NULL;
  g_autoptr (ImaginAttachment) attachment = NULL;
  g_autoptr (JsonNode) shown = NULL;
  g_autofree char *path = NULL;
  g_autofree char *digest = NULL;

  stand_open (&stand, "3600");
  client_open (&client, &stand, "home");
  client_sign_in (&client, TRUE);
  draft = client_draft (&client, STAND_ORAL);
  path = draw_pdf (&stand, "train.pdf");
  digest = digest_of (path);
  attachment = attach (draft, path);
  unit_wait_until (is_received, attachment, "the academy acknowledged the receipt");
  shown = stand_show (&stand, STAND_ORAL);
  g_assert_cmpstr (text_of (shown, "receipts", "sha256"), ==, digest);
  g_assert_cmpstr (text_of (shown, "receipts", "stored_sha256"), ==, digest);
  g_assert_cmpuint (imagin_draft_count_unreceived (draft), ==, 0);
}

static gboolean
is_validated (gpointer data)
{
  ImaginDraft *draft = data;

  return !imagin_draft_is_validating (draft) && !imagin_statement_is_writable (imagin_draft_get_acknowledged (draft));
}

/* The validation is asked while the academy is away and the receipt is not there yet. */
static void
test_waits_for_receipts (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };
  g_autoptr (ImaginDraft) draft = NULL;
  g_autoptr (ImaginAttachment) attachment = NULL;
  g_autoptr (ImaginStoredMission) stored = NULL;
  g_autoptr (JsonNode) shown = NULL;
  g_autofree char *path = NULL;

  stand_open (&stand, "3600");
  client_open (&client, &stand, "home");
  client_sign_in (&client, TRUE);
  draft = client_draft (&client, STAND_MARKING);
  stand_stop_academy (&stand);
  path = draw_pdf (&stand, "tickets.pdf");
  attachment = attach (draft, path);
  unit_wait_until (is_checked, attachment, "the receipt is kept");
  g_assert_no_error (imagin_attachment_get_error (attachment));
  client_enter (draft, 31);
  unit_await_done (imagin_draft_validate (draft));
  stored = client_stored (&client, STAND_MARKING);
  g_assert_cmpuint (stored->outbox->len, ==, 3);
  stand_start_academy (&stand);
  unit_wait_until (is_validated, draft, "the statement is validated");
  shown = stand_show (&stand, STAND_MARKING);
  g_assert_cmpuint (json_array_get_length (array_of (shown, "validations")), ==, 1);
  g_assert_cmpuint (count_journal (shown, "validat"), ==, 1);
  g_assert_nonnull (text_of (shown, "receipts", "stored_sha256"));
  g_assert_cmpint (stand_copies (&stand, STAND_MARKING), ==, 31);
  g_assert_cmpuint (stand_count_seen (&stand, "validateStatement", 409), ==, 0);
  g_assert_cmpuint (stand_count_seen (&stand, "validateStatement", 422), ==, 0);
}

static gboolean
is_absent (gpointer data)
{
  return imagin_draft_get_absence_waiting (data) == NULL &&
         imagin_entity_is_set (imagin_draft_get_acknowledged (data), "not_performed");
}

static gboolean
is_present (gpointer data)
{
  return !imagin_draft_is_withdrawal_waiting (data) &&
         !imagin_entity_is_set (imagin_draft_get_acknowledged (data), "not_performed");
}

static void
test_absence (void)
{
  g_auto (Stand) stand = { 0 };
  g_auto (Client) client = { 0 };
  g_autoptr (ImaginDraft) draft = NULL;
  g_autoptr (JsonNode) absent = NULL;
  g_autoptr (JsonNode) present = NULL;

  stand_open (&stand, "3600");
  client_open (&client, &stand, "home");
  client_sign_in (&client, TRUE);
  draft = client_draft (&client, STAND_MARKING);
  unit_await_done (imagin_draft_declare_absence (draft, "Malade ce jour-là."));
  unit_wait_until (is_absent, draft, "the academy heard of the absence");
  g_assert_false (imagin_draft_is_open (draft));
  absent = stand_show (&stand, STAND_MARKING);
  g_assert_false (json_object_get_null_member (
      json_object_get_object_member (json_node_get_object (absent), "statement"), "not_performed"));
  client_wait_state (&client, IMAGIN_ACCOUNT_UP_TO_DATE);
  unit_await_done (imagin_draft_withdraw_absence (draft));
  unit_wait_until (is_present, draft, "the academy heard that it was taken back");
  g_assert_true (imagin_draft_is_open (draft));
  present = stand_show (&stand, STAND_MARKING);
  g_assert_true (json_object_get_null_member (
      json_object_get_object_member (json_node_get_object (present), "statement"), "not_performed"));
}

int
main (int argc, char **argv)
{
  stand_init (&argc, &argv);
  g_test_add_func ("/validate/the-digest-at-the-academy-is-the-file-s", test_digest);
  g_test_add_func ("/validate/it-waits-for-the-receipts-and-happens-once", test_waits_for_receipts);
  g_test_add_func ("/validate/an-absence-is-declared-and-taken-back", test_absence);
  return stand_run ();
}
