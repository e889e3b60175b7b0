/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forgetting all that is kept of an account's missions. */

#include "store/imagin-store-private.h"

static gboolean
forget_job (sqlite3 *database, gpointer data, GValue *result, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM outbox WHERE account_id = ?1",
    "DELETE FROM draft WHERE account_id = ?1",
    "DELETE FROM receipt WHERE account_id = ?1",
    "DELETE FROM mission WHERE account_id = ?1",
    "UPDATE account SET cursor = NULL, pulled_at = NULL WHERE id = ?1",
  };
  ImaginStoreJob *job = data;

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!imagin_sql_run (database, error, statements[i], "s", job->account_id))
      return FALSE;
  return TRUE;
}

DexFuture *
imagin_store_forget_missions (ImaginStore *self, const char *account_id)
{
  return imagin_database_write (imagin_store_get_database (self), forget_job, imagin_store_job_new (account_id, NULL),
                                imagin_store_job_free);
}
