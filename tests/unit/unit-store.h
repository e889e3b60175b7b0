/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "unit-domain.h"
#include "unit-wait.h"

#include "store/imagin-store.h"

G_BEGIN_DECLS

/**
 * Kept:
 *
 * A store in a folder of its own with two accounts, "a" and "b".
 */
typedef struct
{
  char *folder;
  ImaginStore *store;
} Kept;

void kept_open (Kept *self);
void kept_close (Kept *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Kept, kept_close)

/* Closes the store and opens it anew: what is not on disk is gone. */
void kept_reopen (Kept *self);

/**
 * kept_pull:
 * @mission: (nullable) (transfer full): what the page holds
 * @gone: (nullable): what is no more
 * @cursor: (nullable): as on the last page
 *
 * Applies a page of a pull for account "a".
 *
 * Returns: (transfer full): the ids of what changed, between spaces
 */
char *kept_pull (Kept *self, ImaginMission *mission, const char *gone, const char *cursor);

/* Puts the mission "m" there, with its statement at version 1. */
void kept_plant (Kept *self);

ImaginStoredMission *kept_load (Kept *self, const char *mission_id);

/**
 * kept_write:
 * @content: what the person entered, as unit_statement_new()
 * @kind: what is asked to be sent; -1: nothing
 *
 * Keeps a draft of "m" that started from version 1, with that entry.
 */
void kept_write (Kept *self, const char *content, int kind);

/* The only entry of the outbox of "m", which must be there. */
ImaginOutboxEntry *kept_entry (Kept *self);

/* The ids and kinds that may be sent now, as "m/save m/validate …". */
char *kept_next (Kept *self, const char *account_id);

G_END_DECLS
