/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes an empty store in a folder: the program itself makes none before it has something to keep. */

#include "store/imagin-store.h"

int
main (int argc, char **argv)
{
  g_autoptr (ImaginStore) store = NULL;
  g_autoptr (DexFuture) done = NULL;

  if (argc != 2)
    return 2;
  dex_init ();
  store = imagin_store_new (argv[1]);
  done = imagin_store_remove_account (store, "nobody");
  /* It is resolved on the store's own thread, which wakes nobody here. */
  while (dex_future_is_pending (done))
    g_usleep (1000);
  return dex_future_is_resolved (done) ? 0 : 1;
}
