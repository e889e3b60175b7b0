/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/academy-trust.h"
#include "academy/database/academy-database.h"

G_BEGIN_DECLS

/* The one person who can sign in at the demonstration's portal; its page shows both. */
#define ACADEMY_DEMO_LOGIN "cfictif"
#define ACADEMY_DEMO_PASSWORD "demonstration"

/**
 * academy_demo_portal_open:
 * @address: where the academy listens
 * @rules: (out): what the academy trusts then, to be cleared
 *
 * Makes the demonstration its own issuer, at `portal` below @address, for its one intervener.
 */
gboolean
academy_demo_portal_open (AcademyDatabase *database, const char *address, AcademyTrustRules *rules, GError **error);

/* Gives the portal a key where it has none yet. */
gboolean academy_demo_portal_ensure_key (AcademyDatabase *database, GError **error);

/* Gives the portal a new key. */
gboolean academy_demo_portal_make_key (AcademyDatabase *database, GError **error);

G_END_DECLS
