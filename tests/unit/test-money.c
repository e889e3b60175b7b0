/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts as people type them: never another one than was meant. */

#include "base/imagin-money.h"

static const struct
{
  const char *typed;
  gint64 cents; /* -1: refused */
} cases[] = {
  { "12", 1200 },
  { "0", 0 },
  { "12,5", 1250 },
  { "12.5", 1250 },
  { "12,50", 1250 },
  { "12.50", 1250 },
  { " 12,50 € ", 1250 },
  { "12,50\u202f€", 1250 },
  { "1 234,56", 123456 },
  { "1\u202f234,56", 123456 },
  { "1\u00a0234,56", 123456 },
  { "1.234,56", 123456 },
  { "1,234.56", 123456 },
  { "1'234.56", 123456 },
  { "1.234.567", -1 }, /* more than a statement may hold */
  { "100.000,00", 10000000 },
  { "1.000.000", 100000000 },
  { "1000000", 100000000 },
  { "1000000,01", -1 },
  { "1250", 125000 },
  { "1 250", 125000 },
  { "12 50", -1 }, /* 12,50 €, or 1 250 €? */
  { "1 234 567", -1 },
  { "12 345,6", 1234560 },
  { "1.250", -1 }, /* 1 250 € or 1,25 €? */
  { "1,250", -1 },
  { "12,345", -1 },
  { "12,", -1 },
  { ",50", -1 },
  { "12,5,0", -1 },
  { "12.50.00", -1 },
  { "1.23,45", -1 },
  { "1234.567,89", -1 },
  { "-5", -1 },
  { "5 euros", -1 },
  { "", -1 },
  { "€", -1 },
  { "99999999999999999999", -1 },
  { "12\xff", -1 },
};

static void
test_typed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 cents;
      gboolean read = imagin_money_parse_typed (cases[i].typed, &cents);

      g_test_message ("case %u", i);
      g_assert_cmpint (cents, ==, cases[i].cents);
      g_assert_cmpint (read, ==, cases[i].cents >= 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/amounts-as-people-type-them", test_typed);
  return g_test_run ();
}
