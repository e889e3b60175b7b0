/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define IMAGIN_MONEY_MAXIMUM_CENTS G_GINT64_CONSTANT (100000000)

/**
 * imagin_money_parse_typed:
 * @text: an amount in euros as people type it: "12", "12,5", "12.50", "1 234,56", "1.234,56 €"
 * @cents: (out): the amount in cents
 *
 * Both signs are accepted before the cents, and white space, an apostrophe or the other sign between thousands. A
 * single sign before exactly three figures ("1.250") may mean either, and is refused: 12,50 € that becomes 1 250 € is
 * how people lose money. So are more than two decimals, a minus sign, and more than IMAGIN_MONEY_MAXIMUM_CENTS.
 *
 * Returns: whether @text is one amount, and only one
 */
gboolean imagin_money_parse_typed (const char *text, gint64 *cents);

G_END_DECLS
