/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/imagin-account.h"
#include "account/imagin-reference.h"
#include "remote/imagin-remote.h"
#include "store/imagin-store.h"

G_BEGIN_DECLS

ImaginAccount *imagin_account_new (ImaginStore *store,
                                   ImaginAccountRecord *record,
                                   ImaginAddressResolver resolver,
                                   gpointer resolver_data);

/**
 * imagin_account_connect:
 *
 * Takes the session up again from the keyring and begins to synchronise. It rejects only where the address is unusable.
 */
DexFuture *imagin_account_connect (ImaginAccount *self);

/**
 * imagin_account_describe:
 *
 * Returns: (transfer full): a future that resolves to TRUE once the academy said what it is
 */
DexFuture *imagin_account_describe (ImaginAccount *self);

ImaginAccountRecord *imagin_account_get_record (ImaginAccount *self);

/**
 * imagin_account_ensure_remote:
 *
 * Runs in a fiber.
 *
 * Returns: (transfer none): the academy over HTTP, or NULL with @error set
 */
ImaginRemote *imagin_account_ensure_remote (ImaginAccount *self, GError **error);

/**
 * imagin_account_set_portal:
 * @portal: (nullable): what a sign-in is under way at
 */
void imagin_account_set_portal (ImaginAccount *self, ImaginPortal *portal);
ImaginPortal *imagin_account_get_portal (ImaginAccount *self);

/**
 * imagin_account_set_signing_in:
 * @signing_in: (nullable): the sign-in by number that is under way, and not given up
 */
void imagin_account_set_signing_in (ImaginAccount *self, gpointer signing_in);
gpointer imagin_account_get_signing_in (ImaginAccount *self);

/**
 * imagin_account_id_of:
 *
 * Returns: (transfer full): the id of that number's account at the academy of @self, which said what it is
 */
char *imagin_account_id_of (ImaginAccount *self, const char *number);

/**
 * imagin_account_check_place:
 * @id: whose account the sign-in opens
 *
 * Runs in a fiber.
 *
 * Returns: TRUE; FALSE with IMAGIN_ERROR_OTHER_ADDRESS where this computer keeps that account with another address and
 * nobody called imagin_account_let_move()
 */
gboolean imagin_account_check_place (ImaginAccount *self, const char *id, GError **error);

gboolean imagin_account_may_move (ImaginAccount *self);

/**
 * imagin_account_begin:
 *
 * Begins to synchronise, once the person has signed in.
 */
void imagin_account_begin (ImaginAccount *self);

ImaginStore *imagin_account_get_store (ImaginAccount *self);

/**
 * imagin_account_get_remote:
 *
 * Returns: (transfer none) (nullable): the academy over HTTP, where it was needed already
 */
ImaginRemote *imagin_account_get_remote (ImaginAccount *self);

/**
 * imagin_account_set_removed:
 *
 * Says that the account goes from this computer: what is still on its way brings neither its record nor its token back.
 */
void imagin_account_set_removed (ImaginAccount *self, gboolean removed);

gboolean imagin_account_is_removed (ImaginAccount *self);

/* The session between two starts (imagin-account-keyring.c) */

typedef struct
{
  gboolean remembered; /* the keyring holds it */
  gboolean given;      /* this sign-in gave a refresh token */
  gboolean once;       /* the person wants this session only: the keyring is left alone */
  GError *error;       /* nullable: why the keyring could not be used, until the person chose */
} ImaginKeeping;

ImaginKeeping *imagin_account_get_keeping (ImaginAccount *self);

/**
 * imagin_account_keep_token:
 * @data: the #ImaginAccount
 *
 * An #ImaginSessionKeep. It waits for a keyring that answers at once, and never fails: what went wrong is told by
 * `keyring-changed`.
 */
DexFuture *imagin_account_keep_token (const char *refresh_token, gpointer data);

/* Around what takes the tokens of a sign-in. */
void imagin_account_begin_keeping (ImaginAccount *self);
void imagin_account_end_keeping (ImaginAccount *self);

/**
 * imagin_account_find_token:
 *
 * Runs in a fiber. The caller emits `keyring-changed` once the account's state says the same.
 *
 * Returns: (transfer full) (nullable): the refresh token, with a zero behind it
 */
GBytes *imagin_account_find_token (ImaginAccount *self);

/**
 * imagin_account_forget_token:
 *
 * Runs in a fiber. The keyring does not hold it any more.
 */
void imagin_account_forget_token (ImaginAccount *self);

/**
 * imagin_account_keep_record:
 *
 * Returns: (transfer full): a future that resolves to TRUE; rejected with _CANCELLED where the account is removed
 */
DexFuture *imagin_account_keep_record (ImaginAccount *self);

/**
 * imagin_account_get_reference:
 *
 * Returns: (transfer none): what the academy gives to reckon with
 */
ImaginReference *imagin_account_get_reference (ImaginAccount *self);

/**
 * imagin_account_get_files:
 *
 * Returns: (transfer none): the receipts' bytes
 */
ImaginReceiptFiles *imagin_account_get_files (ImaginAccount *self);

/**
 * imagin_account_wake:
 *
 * Looks at the outbox now.
 */
void imagin_account_wake (ImaginAccount *self);

/**
 * imagin_account_tell_changed:
 *
 * Says to every screen that the store knows something new of a mission.
 */
void imagin_account_tell_changed (ImaginAccount *self, const char *mission_id);

/**
 * imagin_account_fetch:
 *
 * Returns: (transfer full): a future for the #ImaginAnswer to a GET; rejected with IMAGIN_ERROR_OFFLINE where nobody is
 * to be asked
 */
DexFuture *imagin_account_fetch (ImaginAccount *self, const char *path);

void imagin_account_stop (ImaginAccount *self);

/**
 * imagin_account_resume:
 *
 * Begins to synchronise again after imagin_account_stop().
 */
void imagin_account_resume (ImaginAccount *self);

G_END_DECLS
