/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-person.h"
#include "domain/imagin-rate-table.h"
#include "remote/imagin-remote.h"
#include "store/imagin-store.h"

G_BEGIN_DECLS

/**
 * ImaginReference:
 *
 * What an academy gives an account to reckon with: its rate cards, and who the person is. Both are kept in the store
 * and read at the start, so that everything is reckoned without a network as it was with one.
 */
#define IMAGIN_TYPE_REFERENCE (imagin_reference_get_type ())
G_DECLARE_FINAL_TYPE (ImaginReference, imagin_reference, IMAGIN, REFERENCE, GObject)

/**
 * ImaginReference::changed:
 *
 * The rates or the person are others than before.
 */

ImaginReference *imagin_reference_new (ImaginStore *store);

/**
 * imagin_reference_load:
 *
 * Reads what the store kept of the academy's cards.
 *
 * Returns: (transfer full): a future that resolves to TRUE; rejected with IMAGIN_ERROR_STORE
 */
DexFuture *imagin_reference_load (ImaginReference *self, const char *account_id);

/**
 * imagin_reference_pull:
 * @address: (nullable): where the academy's rate cards are, from its root ("/v1/rate-cards"); NULL: it has none
 *
 * Asks the academy for its cards and for the person, and keeps the cards where they are others than before. An answer
 * that cannot be read is not kept, and what was known stays.
 *
 * Returns: (transfer full): a future that resolves to whether the person changed, so that who holds them keeps them;
 * rejected where the academy did not answer
 */
DexFuture *
imagin_reference_pull (ImaginReference *self, ImaginRemote *remote, const char *account_id, const char *address);

/**
 * imagin_reference_get_rates:
 *
 * Returns: (transfer none): the academy's cards before the shipped tables; replaced when the cards change
 */
ImaginRateTable *imagin_reference_get_rates (ImaginReference *self);

/**
 * imagin_reference_get_person:
 *
 * Returns: (transfer none) (nullable): who the person is, as last heard
 */
ImaginPerson *imagin_reference_get_person (ImaginReference *self);

void imagin_reference_set_person (ImaginReference *self, ImaginPerson *person);

G_END_DECLS
