/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small sound test. The self-test plants its mistakes in a copy of it, and of the code below it. */

#include "base/imagin-text.h"

static void
test_folding_finds_an_accented_word (void)
{
  g_autofree char *folded = imagin_text_fold ("Épreuve ÉCRITE");

  g_assert_cmpstr (folded, ==, "epreuve ecrite");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sound/folding-finds-an-accented-word", test_folding_finds_an_accented_word);
  return g_test_run ();
}
