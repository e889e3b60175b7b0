/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/academy-trust.h"

G_BEGIN_DECLS

/**
 * AcademyIssuerOptions:
 *
 * What the command line says of the issuer that an academy trusts.
 */
typedef struct
{
  char *issuer;
  char *client;
  char *audience;
  char *claim;
  char **scopes;
  char **ports;
  gint64 skew;
  gint64 keys_seconds;
} AcademyIssuerOptions;

void academy_issuer_options_clear (AcademyIssuerOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AcademyIssuerOptions, academy_issuer_options_clear)

/**
 * academy_issuer_options_read:
 * @rules: (out): the rules that they make, to be cleared
 *
 * Checks the bounds of each, and fills in what was not said.
 */
gboolean academy_issuer_options_read (const AcademyIssuerOptions *self, AcademyTrustRules *rules, GError **error);

G_END_DECLS
