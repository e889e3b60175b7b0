/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an account fetches for the person and does not keep. */

#include "account/imagin-account-private.h"
#include "base/imagin-error.h"

static DexFuture *
answer_bytes (DexFuture *completed, gpointer data)
{
  g_autoptr (ImaginAnswer) answer = dex_await_object (dex_ref (completed), NULL);

  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (imagin_answer_get_bytes (answer)));
}

DexFuture *
imagin_account_get_convocation (ImaginAccount *self, const char *mission_id)
{
  ImaginRemote *remote = imagin_account_get_remote (self);
  g_autofree char *path = imagin_request_path ("missions", mission_id, "convocation", NULL);
  g_autoptr (ImaginRequest) request = imagin_request_new ("GET", path);

  if (remote == NULL)
    return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_OFFLINE, "%s", "");
  imagin_request_set_document (request);
  return dex_future_then (imagin_remote_send (remote, request), answer_bytes, NULL, NULL);
}

DexFuture *
imagin_account_fetch (ImaginAccount *self, const char *path)
{
  ImaginRemote *remote = imagin_account_get_remote (self);
  g_autoptr (ImaginRequest) request = imagin_request_new ("GET", path);

  if (remote == NULL)
    return dex_future_new_reject (IMAGIN_ERROR, IMAGIN_ERROR_OFFLINE, "%s", "");
  return imagin_remote_send (remote, request);
}
