/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts as people type them. */

#include "base/imagin-money.h"

#define SPACE "[\\s\\x{202f}'’]"
#define GROUPS(sign) "\\d{1,3}(?:" sign "\\d{3})"

/* The whole part, bare or in groups of three, then one or two decimals. A group's sign is another one than the decimal
 * sign, unless it stands twice. */
static const char pattern[] = "^\\s*(\\d+|" GROUPS (SPACE) "+|" GROUPS ("\\.") "+(?=,)|" GROUPS (
    ",") "+(?=\\.)|" GROUPS ("\\.") "{2,}|" GROUPS (",") "{2,})(?:[.,](\\d{1,2}))?[\\s\\x{202f}]*€?\\s*$";

gboolean
imagin_money_parse_typed (const char *text, gint64 *cents)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *euros = NULL;
  g_autofree char *decimals = NULL;
  gint64 sum = 0;

  *cents = -1;
  if (text == NULL || !g_utf8_validate (text, -1, NULL) || !g_regex_match (regex, text, 0, &match))
    return FALSE;
  euros = g_match_info_fetch (match, 1);
  decimals = g_match_info_fetch (match, 2);
  for (const char *at = euros; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      sum = MIN (sum * 10 + (*at - '0'), IMAGIN_MONEY_MAXIMUM_CENTS);
  sum *= 100;
  if (decimals != NULL && decimals[0] != '\0')
    sum += (decimals[0] - '0') * 10 + (decimals[1] != '\0' ? decimals[1] - '0' : 0);
  if (sum > IMAGIN_MONEY_MAXIMUM_CENTS)
    return FALSE;
  *cents = sum;
  return TRUE;
}
