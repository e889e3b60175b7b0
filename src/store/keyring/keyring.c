/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libsecret, with the answers that it leaves unsaid: whether there is a keyring, and whether it is locked. */

#include "store/keyring/keyring.h"

#include "imagin-config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>

static const SecretSchema *
schema (void)
{
  static const SecretSchema the_schema = {
    IMAGIN_APPLICATION_ID ".RefreshToken",
    SECRET_SCHEMA_NONE,
    { { "account", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
  };

  return &the_schema;
}

static GHashTable *
attributes_of (const char *account)
{
  return secret_attributes_build (schema (), "account", account, NULL);
}

/* As libsecret chooses: in a sandbox and where it is asked for, a file of its own, with the portal's key. */
static gboolean
is_file (void)
{
  const char *asked = g_getenv ("SECRET_BACKEND");

  if (asked != NULL && *asked != '\0')
    return g_str_equal (asked, "file");
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || g_getenv ("SNAP_NAME") != NULL;
}

/* The keyring of the session, or NULL where nobody answers. */
static SecretService *
reach (void)
{
  return secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, NULL, NULL);
}

static ImaginKeyringOutcome
outcome_of (GError *error, gboolean is_service)
{
  g_autoptr (GError) mine = error;

  if (error == NULL)
    return IMAGIN_KEYRING_OUTCOME_REFUSED; /* libsecret's way to say that the person closed the prompt */
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return IMAGIN_KEYRING_OUTCOME_REFUSED;
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
      g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER))
    return IMAGIN_KEYRING_OUTCOME_ABSENT;
  if (error->domain == SECRET_ERROR && !is_service)
    return IMAGIN_KEYRING_OUTCOME_DAMAGED;
  return IMAGIN_KEYRING_OUTCOME_FAILED;
}

static gboolean
unlock (SecretService *service, gpointer object)
{
  g_autoptr (GList) objects = g_list_prepend (NULL, object);

  return secret_service_unlock_sync (service, objects, NULL, NULL, NULL) == 1;
}

/* The collection where new items go; the person is asked where it is locked. */
static gboolean
unlock_default (SecretService *service, gboolean *was_locked)
{
  g_autoptr (SecretCollection) collection =
      secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL, NULL);

  *was_locked = collection != NULL && secret_collection_get_locked (collection);
  return !*was_locked || unlock (service, collection);
}

static GList *
search (SecretService *service, const char *account, GError **error)
{
  g_autoptr (GHashTable) attributes = attributes_of (account);

  return secret_service_search_sync (service, schema (), attributes, SECRET_SEARCH_ALL, NULL, error);
}

/* Some services name what is in a locked collection, some do not. */
static GList *
find (SecretService *service, const char *account, ImaginKeyringOutcome *outcome)
{
  GError *error = NULL;
  gboolean was_locked = FALSE;
  GList *items;

  *outcome = service != NULL ? IMAGIN_KEYRING_OUTCOME_MISSING : IMAGIN_KEYRING_OUTCOME_ABSENT;
  if (service == NULL)
    return NULL;
  items = search (service, account, &error);
  if (items == NULL && error == NULL)
    {
      if (!unlock_default (service, &was_locked))
        *outcome = IMAGIN_KEYRING_OUTCOME_REFUSED;
      else if (was_locked)
        items = search (service, account, &error);
    }
  if (error != NULL)
    *outcome = outcome_of (error, TRUE);
  for (GList *item = items; item != NULL; item = item->next)
    if (secret_item_get_locked (item->data) && !unlock (service, item->data))
      {
        *outcome = IMAGIN_KEYRING_OUTCOME_REFUSED;
        g_clear_list (&items, g_object_unref);
        break;
      }
  return items;
}

/* Storing */

static ImaginKeyringOutcome
store_at_service (GHashTable *attributes, const char *label, SecretValue *value)
{
  g_autoptr (SecretService) service = reach ();
  GError *error = NULL;
  gboolean was_locked;

  if (service == NULL)
    return IMAGIN_KEYRING_OUTCOME_ABSENT;
  if (!unlock_default (service, &was_locked))
    return IMAGIN_KEYRING_OUTCOME_REFUSED;
  return secret_service_store_sync (service, schema (), attributes, SECRET_COLLECTION_DEFAULT, label, value, NULL,
                                    &error)
             ? IMAGIN_KEYRING_OUTCOME_DONE
             : outcome_of (error, TRUE);
}

ImaginKeyringOutcome
keyring_store (const char *account, const char *label, const char *token)
{
  g_autoptr (SecretValue) value = secret_value_new (token, -1, "text/plain");
  g_autoptr (GHashTable) attributes = attributes_of (account);
  GError *error = NULL;

  if (!is_file ())
    return store_at_service (attributes, label, value);
  return secret_password_storev_binary_sync (schema (), attributes, SECRET_COLLECTION_DEFAULT, label, value, NULL,
                                             &error)
             ? IMAGIN_KEYRING_OUTCOME_DONE
             : outcome_of (error, FALSE);
}

/* Looking up */

static SecretValue *
lookup_at_service (const char *account, ImaginKeyringOutcome *outcome)
{
  g_autoptr (SecretService) service = reach ();
  GList *items = find (service, account, outcome);
  SecretValue *value = NULL;
  GError *error = NULL;

  if (items != NULL && secret_item_load_secret_sync (items->data, NULL, &error))
    value = secret_item_get_secret (items->data);
  else if (items != NULL)
    *outcome = outcome_of (error, TRUE);
  g_list_free_full (items, g_object_unref);
  return value;
}

static SecretValue *
lookup_in_file (const char *account, ImaginKeyringOutcome *outcome)
{
  g_autoptr (GHashTable) attributes = attributes_of (account);
  GError *error = NULL;
  SecretValue *value = secret_password_lookupv_binary_sync (schema (), attributes, NULL, &error);

  *outcome = error != NULL ? outcome_of (error, FALSE) : IMAGIN_KEYRING_OUTCOME_MISSING;
  return value;
}

ImaginKeyringOutcome
keyring_lookup (const char *account, char *token, guint32 *size)
{
  ImaginKeyringOutcome outcome;
  g_autoptr (SecretValue) value =
      is_file () ? lookup_in_file (account, &outcome) : lookup_at_service (account, &outcome);
  const char *text;
  gsize length;

  *size = 0;
  if (value == NULL)
    return outcome;
  text = secret_value_get (value, &length);
  if (text == NULL || !imagin_keyring_is_token (text, length))
    return IMAGIN_KEYRING_OUTCOME_FOREIGN;
  memcpy (token, text, length);
  *size = (guint32) length;
  return IMAGIN_KEYRING_OUTCOME_DONE;
}

/* Taking away */

static ImaginKeyringOutcome
clear_at_service (const char *account)
{
  ImaginKeyringOutcome outcome;
  g_autoptr (SecretService) service = reach ();
  GList *items = find (service, account, &outcome);
  GError *error = NULL;

  for (GList *item = items; item != NULL; item = item->next)
    outcome = secret_item_delete_sync (item->data, NULL, &error) ? IMAGIN_KEYRING_OUTCOME_DONE
                                                                 : outcome_of (g_steal_pointer (&error), TRUE);
  g_list_free_full (items, g_object_unref);
  return outcome;
}

ImaginKeyringOutcome
keyring_clear (const char *account)
{
  g_autoptr (GHashTable) attributes = attributes_of (account);
  GError *error = NULL;

  if (!is_file ())
    return clear_at_service (account);
  if (secret_password_clearv_sync (schema (), attributes, NULL, &error))
    return IMAGIN_KEYRING_OUTCOME_DONE;
  return error != NULL ? outcome_of (error, FALSE) : IMAGIN_KEYRING_OUTCOME_MISSING;
}

/* Setting aside */

/* As libsecret finds it (secret-file-backend.c); NULL where the keyring is a service. */
static char *
own_file (void)
{
  const char *path = g_getenv ("SECRET_FILE_TEST_PATH");

  if (!is_file ())
    return NULL;
  return path != NULL
             ? g_strdup (path)
             : g_build_filename (g_get_user_data_dir (), "keyrings", SECRET_COLLECTION_DEFAULT ".keyring", NULL);
}

ImaginKeyringOutcome
keyring_set_aside (void)
{
  g_autofree char *path = own_file ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *moment = g_date_time_format (now, "%Y%m%dT%H%M%S%f");
  g_autofree char *aside = g_strconcat (path != NULL ? path : "", ".damaged-", moment, NULL);

  if (path == NULL)
    return IMAGIN_KEYRING_OUTCOME_MISSING;
  if (g_rename (path, aside) == 0)
    return IMAGIN_KEYRING_OUTCOME_DONE;
  return errno == ENOENT ? IMAGIN_KEYRING_OUTCOME_MISSING : IMAGIN_KEYRING_OUTCOME_FAILED;
}
