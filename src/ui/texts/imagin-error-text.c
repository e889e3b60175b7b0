/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place where an error becomes a sentence and a next step. */

#include "ui/texts/imagin-error-text.h"

#include "base/imagin-error.h"

#include <glib/gi18n.h>

typedef struct
{
  ImaginError code;
  const char *text;
} ErrorText;

static const ErrorText texts[] = {
  { IMAGIN_ERROR_FAILED, N_ ("Something went wrong. Try again; if it goes on, write to the exams office.") },
  { IMAGIN_ERROR_MALFORMED,
    N_ ("The academy’s answer could not be understood. It is tried again by itself; a newer Imagin may be needed.") },
  { IMAGIN_ERROR_OFFLINE,
    N_ ("The academy cannot be reached. Go on working: everything is kept here and sent by itself.") },
  { IMAGIN_ERROR_TIMED_OUT, N_ ("The academy takes too long to answer. It is tried again by itself.") },
  { IMAGIN_ERROR_UNTRUSTED, N_ ("What answers at this address is not the academy. Check the address, or the network’s "
                                "sign-in page, and try again.") },
  { IMAGIN_ERROR_SIGN_IN_REQUIRED, N_ ("Your session is over. Sign in again: nothing that you typed is lost.") },
  { IMAGIN_ERROR_WRONG_CREDENTIALS, N_ ("The number or the password is not right. Check both and try again.") },
  { IMAGIN_ERROR_PASSWORD_CHANGE_REQUIRED, N_ ("A new password must be chosen first.") },
  { IMAGIN_ERROR_LOCKED_OUT,
    N_ ("Too many tries: the academy has closed the access for a while. Try again later, or ask for a new password.") },
  { IMAGIN_ERROR_PORTAL_REFUSED, N_ ("The portal did not let you in. Try again; if it goes on, ask the exams office "
                                     "whether it knows your account.") },
  { IMAGIN_ERROR_PORTAL_EXPIRED, N_ ("Nobody signed in at the portal within five minutes. Try again.") },
  { IMAGIN_ERROR_ANOTHER_PERSON, N_ ("Somebody else signed in at the portal than the person whose missions stand here. "
                                     "Sign out at the portal, then try again.") },
  { IMAGIN_ERROR_FORBIDDEN, N_ ("The academy does not allow this. Write to the exams office if you think it should.") },
  { IMAGIN_ERROR_NOT_FOUND, N_ ("The academy does not know this any more. Refresh the list.") },
  { IMAGIN_ERROR_CLOSED,
    N_ ("The academy has closed this part of the statement. Write to the exams office to have it opened again.") },
  { IMAGIN_ERROR_CONFLICT, N_ ("This statement was changed elsewhere. Choose which version to keep.") },
  { IMAGIN_ERROR_TOO_LARGE,
    N_ ("The file is larger than the academy accepts. Choose a smaller one, or scan it again with less detail.") },
  { IMAGIN_ERROR_UNSUPPORTED_TYPE,
    N_ ("This is neither a PDF nor a picture that the academy accepts, whatever its name says. Choose another file.") },
  { IMAGIN_ERROR_INVALID, N_ ("The academy refuses what was entered. Correct it and send it again.") },
  { IMAGIN_ERROR_TOO_MANY_REQUESTS, N_ ("The academy asks to wait a moment. It is tried again by itself.") },
  { IMAGIN_ERROR_UNAVAILABLE, N_ ("The academy’s service is not available now. It is tried again by itself.") },
  { IMAGIN_ERROR_EMPTY_FILE, N_ ("The file is empty. Choose another one.") },
  { IMAGIN_ERROR_ENCRYPTED_FILE, N_ ("This PDF asks for a password, so the exams office could not read it. Save it "
                                     "without a password and attach it again.") },
  { IMAGIN_ERROR_UNREADABLE_FILE, N_ ("The file cannot be read; it may be damaged. Choose another one.") },
  { IMAGIN_ERROR_TOO_MANY_FILES, N_ ("The academy accepts no more receipts for this statement. Remove one first.") },
  { IMAGIN_ERROR_DUPLICATE_FILE, N_ ("The same file is attached already.") },
  { IMAGIN_ERROR_DISK_FULL, N_ ("The disk is full: what you type now is not kept. Make room, then type on.") },
  { IMAGIN_ERROR_STORE, N_ ("This computer cannot keep your entries now. Check the disk, then try again.") },
  { IMAGIN_ERROR_STORE_DAMAGED,
    N_ ("The file with your entries is damaged, and this could not be kept. Close Imagin, then start it again.") },
  { IMAGIN_ERROR_STORE_READ_ONLY,
    N_ ("Imagin may not write on this computer: what you type now is not kept. Ask who looks after it.") },
  { IMAGIN_ERROR_STORE_NEWER, N_ ("A newer Imagin was used here. Update this one, then start it again.") },
  { IMAGIN_ERROR_STORE_IN_USE, N_ ("Imagin is open elsewhere with the same missions. Close one of the two.") },
  { IMAGIN_ERROR_KEYRING, N_ ("The keyring cannot be used, so you will sign in again next time.") },
  { IMAGIN_ERROR_KEYRING_ABSENT, N_ ("This computer has no keyring, so you will sign in again next time.") },
  { IMAGIN_ERROR_KEYRING_LOCKED, N_ ("Nobody unlocked the keyring in time. Try again when you have its password.") },
  { IMAGIN_ERROR_KEYRING_REFUSED, N_ ("The keyring stays locked. Unlock it, then try again.") },
  { IMAGIN_ERROR_KEYRING_DAMAGED, N_ ("The keyring is damaged and cannot be read. Sign in again.") },
  { IMAGIN_ERROR_KEYRING_FOREIGN, N_ ("What the keyring holds for Imagin is not a session. Sign in again.") },
  { IMAGIN_ERROR_OTHER_ADDRESS,
    N_ ("You are not signed in, and nothing was changed: this computer keeps this account with another address.") },
  { IMAGIN_ERROR_CANCELLED, N_ ("This was stopped.") },
};

/* Codes where the academy's own sentence says more than ours can. */
static gboolean
academy_explains (ImaginError code)
{
  return code == IMAGIN_ERROR_INVALID || code == IMAGIN_ERROR_CLOSED || code == IMAGIN_ERROR_FORBIDDEN ||
         code == IMAGIN_ERROR_LOCKED_OUT || code == IMAGIN_ERROR_WRONG_CREDENTIALS;
}

/* "/work/entries/0/quantity: …" without its pointer, which is for programs. */
static const char *
without_pointer (const char *message)
{
  const char *colon = *message == '/' ? g_strstr_len (message, -1, ": ") : NULL;

  return colon != NULL ? colon + 2 : message;
}

const char *
imagin_error_text_of_academy (const GError *error)
{
  return error != NULL && error->domain == IMAGIN_ERROR ? without_pointer (error->message) : "";
}

char *
imagin_error_text (const GError *error)
{
  ImaginError code = error != NULL && error->domain == IMAGIN_ERROR ? (ImaginError) error->code : IMAGIN_ERROR_FAILED;
  const char *text = texts[0].text;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].code == code)
      text = texts[i].text;
  if (academy_explains (code) && *imagin_error_text_of_academy (error) != '\0')
    /* Translators: our sentence, then the academy's own. */
    return g_strdup_printf (_ ("%s The academy says: “%s”"), _ (text), imagin_error_text_of_academy (error));
  return g_strdup (_ (text));
}

char *
imagin_error_text_at_portal (const GError *error)
{
  if (imagin_error_matches (error, IMAGIN_ERROR_OFFLINE) || imagin_error_matches (error, IMAGIN_ERROR_TIMED_OUT) ||
      imagin_error_matches (error, IMAGIN_ERROR_UNAVAILABLE))
    return g_strdup (_ ("The portal does not answer now. Check your network, then try again."));
  if (imagin_error_matches (error, IMAGIN_ERROR_UNTRUSTED) || imagin_error_matches (error, IMAGIN_ERROR_MALFORMED))
    return g_strdup (
        _ ("The portal’s answer is not what it should be, so nobody was signed in. Try again; if it goes on, "
           "tell the academy."));
  return imagin_error_text (error);
}
