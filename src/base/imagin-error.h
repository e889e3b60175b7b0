/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ImaginError:
 *
 * Everything that can go wrong between a person, this computer and an academy. One sentence and one next step
 * for each are chosen in one place (ui/texts/imagin-error-text.c).
 */
typedef enum
{
  IMAGIN_ERROR_FAILED,                   /* none of the others */
  IMAGIN_ERROR_MALFORMED,                /* what was received is not what the contract promises */
  IMAGIN_ERROR_OFFLINE,                  /* no network, or the academy does not answer */
  IMAGIN_ERROR_TIMED_OUT,                /* the academy took too long */
  IMAGIN_ERROR_UNTRUSTED,                /* the academy's certificate, address or digest is not right */
  IMAGIN_ERROR_SIGN_IN_REQUIRED,         /* the session is over: sign in again */
  IMAGIN_ERROR_WRONG_CREDENTIALS,        /* unknown number or wrong password */
  IMAGIN_ERROR_PASSWORD_CHANGE_REQUIRED, /* first connection: a new password must be chosen */
  IMAGIN_ERROR_LOCKED_OUT,               /* too many tries */
  IMAGIN_ERROR_PORTAL_REFUSED,           /* the academy's portal did not let the person in */
  IMAGIN_ERROR_PORTAL_EXPIRED,           /* nobody signed in at the portal in time */
  IMAGIN_ERROR_ANOTHER_PERSON,           /* who signed in is not whose account this is */
  IMAGIN_ERROR_FORBIDDEN,                /* 403 */
  IMAGIN_ERROR_NOT_FOUND,                /* 404, 410 */
  IMAGIN_ERROR_CLOSED,                   /* 409: the part may not be written any more */
  IMAGIN_ERROR_CONFLICT,                 /* 412: changed elsewhere */
  IMAGIN_ERROR_TOO_LARGE,                /* 413, or over the academy's announced limit */
  IMAGIN_ERROR_UNSUPPORTED_TYPE,         /* 415, or bytes that are not what they are called */
  IMAGIN_ERROR_INVALID,                  /* 422: a field was refused; the pointer names it */
  IMAGIN_ERROR_TOO_MANY_REQUESTS,        /* 429 */
  IMAGIN_ERROR_UNAVAILABLE,              /* 5xx: the academy is there but cannot answer now */
  IMAGIN_ERROR_EMPTY_FILE,               /* a receipt without a byte */
  IMAGIN_ERROR_ENCRYPTED_FILE,           /* a PDF that asks for a password */
  IMAGIN_ERROR_UNREADABLE_FILE,          /* a file that cannot be decoded or opened */
  IMAGIN_ERROR_TOO_MANY_FILES,           /* over the academy's number of receipts */
  IMAGIN_ERROR_DUPLICATE_FILE,           /* the same bytes are attached already */
  IMAGIN_ERROR_DISK_FULL,
  IMAGIN_ERROR_STORE,           /* the local store refused */
  IMAGIN_ERROR_KEYRING,         /* the keyring cannot be used, for none of the reasons below */
  IMAGIN_ERROR_KEYRING_ABSENT,  /* this session has none */
  IMAGIN_ERROR_KEYRING_LOCKED,  /* it asked to be unlocked, and nobody answered in time */
  IMAGIN_ERROR_KEYRING_REFUSED, /* it asked to be unlocked, and the person did not */
  IMAGIN_ERROR_KEYRING_DAMAGED, /* it cannot be read */
  IMAGIN_ERROR_KEYRING_FOREIGN, /* what is under our name there is not ours: sign in again */
  IMAGIN_ERROR_CANCELLED,
  /* At the end: the store keeps these numbers with what was refused. */
  IMAGIN_ERROR_STORE_DAMAGED,   /* the local store is not what was written */
  IMAGIN_ERROR_STORE_READ_ONLY, /* this computer lets nothing be written where the local store is */
  IMAGIN_ERROR_STORE_NEWER,     /* the local store was written by a newer version of the program */
  IMAGIN_ERROR_STORE_IN_USE,    /* another program has the local store open */
  IMAGIN_ERROR_MOST_GONE,       /* most missions would go at once: the person is asked first */
  IMAGIN_ERROR_RESTORED,        /* the academy came back from a backup: it is read as a whole before anything is sent */
  IMAGIN_ERROR_OTHER_ADDRESS,   /* this account is kept with another address; its id is the message */
} ImaginError;

#define IMAGIN_ERROR (imagin_error_quark ())
GQuark imagin_error_quark (void);

/**
 * imagin_error_set_null:
 *
 * Sets @error and returns NULL, so that a failing function ends in one line.
 *
 * Returns: (transfer none) (nullable): NULL, always
 */
gpointer imagin_error_set_null (GError **error, ImaginError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

/**
 * imagin_error_set_false:
 *
 * Sets @error and returns FALSE.
 *
 * Returns: FALSE, always
 */
gboolean imagin_error_set_false (GError **error, ImaginError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

/**
 * imagin_error_set_system:
 * @path: what was written or read
 *
 * Sets @error from errno: IMAGIN_ERROR_DISK_FULL, _STORE_READ_ONLY, or _STORE.
 *
 * Returns: FALSE, always
 */
gboolean imagin_error_set_system (GError **error, const char *path);

/**
 * imagin_error_matches:
 *
 * Returns: whether @error (which may be NULL) is of this domain and has this @code
 */
gboolean imagin_error_matches (const GError *error, ImaginError code);

/**
 * imagin_error_is_keyring:
 *
 * Returns: whether @error (which may be NULL) is about the person's keyring
 */
gboolean imagin_error_is_keyring (const GError *error);

/**
 * imagin_error_is_store:
 *
 * Returns: whether @error (which may be NULL) is about this computer's disk, and says nothing of what was asked
 */
gboolean imagin_error_is_store (const GError *error);

G_END_DECLS
