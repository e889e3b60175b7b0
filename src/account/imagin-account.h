/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-academy-info.h"
#include "domain/imagin-person.h"

#include <libdex.h>

G_BEGIN_DECLS

/**
 * ImaginAccountState:
 * @IMAGIN_ACCOUNT_CONNECTING: the session is being taken up again
 * @IMAGIN_ACCOUNT_SIGNED_OUT: the person must sign in; what is kept here can be read and written all the same
 * @IMAGIN_ACCOUNT_UP_TO_DATE: the academy answered and nothing is under way
 * @IMAGIN_ACCOUNT_BUSY: something is on its way
 * @IMAGIN_ACCOUNT_OFFLINE: the academy does not answer; it is tried again by itself
 * @IMAGIN_ACCOUNT_LOCAL: an account without a remote
 */
typedef enum
{
  IMAGIN_ACCOUNT_CONNECTING,
  IMAGIN_ACCOUNT_SIGNED_OUT,
  IMAGIN_ACCOUNT_UP_TO_DATE,
  IMAGIN_ACCOUNT_BUSY,
  IMAGIN_ACCOUNT_OFFLINE,
  IMAGIN_ACCOUNT_LOCAL,
} ImaginAccountState;

/**
 * ImaginAddressResolver:
 * @address: an account's address, as it is kept
 *
 * Returns: (transfer full): a future for the text of the address to talk to
 */
typedef DexFuture *(*ImaginAddressResolver) (const char *address, gpointer data);

/**
 * ImaginAccount:
 *
 * One person at one academy: what the screens talk to. Property: `state` (int).
 */
#define IMAGIN_TYPE_ACCOUNT (imagin_account_get_type ())
G_DECLARE_FINAL_TYPE (ImaginAccount, imagin_account, IMAGIN, ACCOUNT, GObject)

/**
 * ImaginAccount::changed:
 * @mission_ids: (array zero-terminated=1): missions of which something new is known
 */

/**
 * ImaginAccount::progress:
 * @receipt_id: a receipt that is leaving
 * @fraction: 0 to 1
 */

/**
 * ImaginAccount::keyring-changed:
 *
 * Whether the session is remembered, or why not, is another thing than before.
 */

const char *imagin_account_get_id (ImaginAccount *self);
const char *imagin_account_get_number (ImaginAccount *self);
ImaginAccountState imagin_account_get_state (ImaginAccount *self);

/**
 * imagin_account_get_info:
 *
 * Returns: (transfer none) (nullable): what the academy says of itself, as last heard
 */
ImaginAcademyInfo *imagin_account_get_info (ImaginAccount *self);

/**
 * imagin_account_get_person:
 *
 * Returns: (transfer none) (nullable): who it is, as the academy last said
 */
ImaginPerson *imagin_account_get_person (ImaginAccount *self);

/**
 * imagin_account_get_name:
 *
 * Returns: (transfer none): the academy's name, or its address where it was never heard
 */
const char *imagin_account_get_name (ImaginAccount *self);

/**
 * imagin_account_get_address:
 *
 * Returns: (transfer none) (nullable): the academy's address as it is kept; NULL: an account without a remote
 */
const char *imagin_account_get_address (ImaginAccount *self);

/**
 * imagin_account_get_synced_at:
 *
 * Returns: (transfer none) (nullable): when the academy last answered with its missions (RFC 3339)
 */
const char *imagin_account_get_synced_at (ImaginAccount *self);

/**
 * imagin_account_get_error:
 *
 * Returns: (transfer none) (nullable): why the academy did not answer last time
 */
const GError *imagin_account_get_error (ImaginAccount *self);

/**
 * imagin_account_is_remembered:
 *
 * Returns: whether the keyring holds the session, so that the next start needs no sign-in
 */
gboolean imagin_account_is_remembered (ImaginAccount *self);

/**
 * imagin_account_has_session:
 *
 * Returns: whether there is a session now, kept or not; FALSE: the person must sign in
 */
gboolean imagin_account_has_session (ImaginAccount *self);

/**
 * imagin_account_is_expired:
 *
 * Returns: whether the account is signed out because the academy ended its session, and not because the person did
 */
gboolean imagin_account_is_expired (ImaginAccount *self);

/**
 * imagin_account_get_wait_seconds:
 *
 * Returns: how long the academy asked with its last answer to be left alone (Retry-After), 0 where it did not
 */
guint imagin_account_get_wait_seconds (ImaginAccount *self);

/**
 * imagin_account_get_keyring_error:
 *
 * Returns: (transfer none) (nullable): why the keyring does not hold the session, until the person chose one of the
 * calls below
 */
const GError *imagin_account_get_keyring_error (ImaginAccount *self);

/**
 * imagin_account_retry_keyring:
 *
 * Asks the keyring once more, which may ask the person: to keep the session that is there, or to take up the one that
 * it holds.
 *
 * Returns: (transfer full): a future that resolves to whether the keyring holds the session; rejected as #ImaginKeyring
 */
DexFuture *imagin_account_retry_keyring (ImaginAccount *self);

/**
 * imagin_account_set_keyring_aside:
 *
 * Gives the damaged keyring another name, then asks once more.
 *
 * Returns: (transfer full): as imagin_account_retry_keyring()
 */
DexFuture *imagin_account_set_keyring_aside (ImaginAccount *self);

/**
 * imagin_account_leave_keyring:
 *
 * This session only: the keyring is left alone, and the person signs in at the next start.
 */
void imagin_account_leave_keyring (ImaginAccount *self);

/**
 * imagin_account_put_off_keyring:
 *
 * Nothing is chosen: the next sign-in tries the keyring again.
 */
void imagin_account_put_off_keyring (ImaginAccount *self);

/**
 * imagin_account_sign_in:
 * @new_password: (nullable): replaces @password, at the first connection
 *
 * Signs in with an intervener number, keeps the account and begins to synchronise.
 *
 * Returns: (transfer full): a future that resolves to TRUE; rejected with _WRONG_CREDENTIALS,
 * _PASSWORD_CHANGE_REQUIRED, _LOCKED_OUT, _INVALID …, with _ANOTHER_PERSON where this account is another number's, and
 * with _OTHER_ADDRESS where this computer keeps the account with another address; its id is the message
 */
DexFuture *
imagin_account_sign_in (ImaginAccount *self, const char *number, const char *password, const char *new_password);

/**
 * imagin_account_let_move:
 *
 * The person knows that this computer keeps the same account with another address, and wants this one: what waits for
 * the academy goes there from now on.
 */
void imagin_account_let_move (ImaginAccount *self);

/**
 * imagin_account_give_up_sign_in:
 *
 * Nobody waits for the sign-in that is under way: the account stays whose it was, and a session that the academy gives
 * all the same is ended. The future of that sign-in is rejected.
 */
void imagin_account_give_up_sign_in (ImaginAccount *self);

/**
 * ImaginPortalWords:
 * @language: of the texts ("fr")
 * @title: of the page
 * @done: that the person may close the page and go back to the program
 * @refused: that the portal did not let the person in, and that the program says more
 * @stray: that this page was not expected, and that nothing was changed
 *
 * What the person reads in the browser when the portal sends it back. Plain text.
 */
typedef struct
{
  const char *language;
  const char *title;
  const char *done;
  const char *refused;
  const char *stray;
} ImaginPortalWords;

/**
 * ImaginPortalOpener:
 * @address: https, or http on the loopback; good until the sign-in ends
 *
 * Opens @address in the person's own browser.
 */
typedef void (*ImaginPortalOpener) (const char *address, gpointer data);

/**
 * imagin_account_sign_in_by_portal:
 * @method: one of the academy's, of the kind `oidc`
 * @open: called once, with the address to open
 *
 * Signs in through the academy's portal, in the person's own browser, keeps the account and begins to synchronise. Who
 * the person is, the academy says: the account is the same as by the intervener number.
 *
 * Returns: (transfer full): a future that resolves to TRUE; rejected with _CANCELLED, _PORTAL_EXPIRED after five
 * minutes, _PORTAL_REFUSED, _ANOTHER_PERSON where this account is somebody else's, _OTHER_ADDRESS, _UNTRUSTED …
 */
DexFuture *imagin_account_sign_in_by_portal (ImaginAccount *self,
                                             ImaginSignInMethod *method,
                                             const ImaginPortalWords *words,
                                             ImaginPortalOpener open,
                                             gpointer data,
                                             GDestroyNotify free_data);

/**
 * imagin_account_cancel_portal:
 *
 * Ends a sign-in through the portal that is under way.
 */
void imagin_account_cancel_portal (ImaginAccount *self);

/**
 * imagin_account_is_by_portal:
 *
 * Returns: whether the person last signed in through the portal
 */
gboolean imagin_account_is_by_portal (ImaginAccount *self);

/**
 * imagin_account_is_shared:
 *
 * Returns: whether this computer is not the person's alone: nothing is kept, and the keyring, which is somebody else's,
 * not even asked
 */
gboolean imagin_account_is_shared (ImaginAccount *self);

/**
 * imagin_account_find_end_session:
 *
 * The person's session at the portal, in the browser, outlives the one here.
 *
 * Returns: (transfer full): a future for the address that ends it, "" where there is none
 */
DexFuture *imagin_account_find_end_session (ImaginAccount *self);

/**
 * imagin_account_sign_out:
 *
 * Ends the session here and at the academy. What is kept on this computer stays, and is sent after the next sign-in.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_account_sign_out (ImaginAccount *self);

/**
 * imagin_account_refresh:
 *
 * Asks the academy for changes now, and tries again what waits.
 */
void imagin_account_refresh (ImaginAccount *self);

/**
 * imagin_account_get_convocation:
 *
 * Returns: (transfer full): a future for the PDF's #GBytes
 */
DexFuture *imagin_account_get_convocation (ImaginAccount *self, const char *mission_id);

/**
 * imagin_account_get_most_gone:
 *
 * Returns: whether the academy says that most missions are no more: they stay here until the person decides
 */
gboolean imagin_account_get_most_gone (ImaginAccount *self);

/**
 * imagin_account_let_most_go:
 *
 * The person believes it: they go, but for those that something is kept for.
 */
void imagin_account_let_most_go (ImaginAccount *self);

G_END_DECLS
