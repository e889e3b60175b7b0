/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the program and `imagin-keyring` say to each other over a pair of sockets: a head of fixed size, then the texts
 * that it counts, without a zero at their end. Both run on one computer, so numbers are in its own order. */

#define IMAGIN_KEYRING_TEXT_MAXIMUM_BYTES 1024
#define IMAGIN_KEYRING_TOKEN_MAXIMUM_BYTES (16 * 1024)

typedef enum
{
  IMAGIN_KEYRING_VERB_STORE,
  IMAGIN_KEYRING_VERB_LOOKUP,
  IMAGIN_KEYRING_VERB_CLEAR,
  IMAGIN_KEYRING_VERB_SET_ASIDE, /* the damaged file, under another name */
} ImaginKeyringVerb;

typedef enum
{
  IMAGIN_KEYRING_OUTCOME_DONE,
  IMAGIN_KEYRING_OUTCOME_MISSING, /* the keyring works and has no such item */
  IMAGIN_KEYRING_OUTCOME_ABSENT,  /* there is no keyring */
  IMAGIN_KEYRING_OUTCOME_REFUSED, /* locked, and the person did not unlock it */
  IMAGIN_KEYRING_OUTCOME_DAMAGED,
  IMAGIN_KEYRING_OUTCOME_FOREIGN, /* the item is there and is no token */
  IMAGIN_KEYRING_OUTCOME_FAILED,
} ImaginKeyringOutcome;

typedef struct
{
  guint32 verb;
  guint32 account_bytes;
  guint32 label_bytes;
  guint32 token_bytes;
} ImaginKeyringRequest;

typedef struct
{
  guint32 outcome;
  guint32 token_bytes;
} ImaginKeyringAnswer;

/**
 * imagin_keyring_is_token:
 *
 * Returns: whether the bytes may be a refresh token: visible ASCII (RFC 6749, appendix A.17), not more than the maximum
 */
static inline gboolean
imagin_keyring_is_token (const char *bytes, gsize size)
{
  if (size == 0 || size > IMAGIN_KEYRING_TOKEN_MAXIMUM_BYTES)
    return FALSE;
  for (gsize i = 0; i < size; i++)
    if (bytes[i] < 0x20 || bytes[i] > 0x7e)
      return FALSE;
  return TRUE;
}

G_END_DECLS
