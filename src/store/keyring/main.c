/* SPDX-License-Identifier: GPL-3.0-or-later */
/* imagin-keyring: does on the person's keyring what it is asked over the socket on its standard input, one thing after
 * the other, until that closes. A process of its own, because libsecret ends the process that reads a damaged file. */

#include "store/keyring/keyring.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define CPU_SECONDS 5 /* a damaged file may ask for more rounds of its key than a day has time for */

/* Everything that was a secret once, in one place that is never written to the disk. */
static struct
{
  char account[IMAGIN_KEYRING_TEXT_MAXIMUM_BYTES + 1];
  char label[IMAGIN_KEYRING_TEXT_MAXIMUM_BYTES + 1];
  char token[IMAGIN_KEYRING_TOKEN_MAXIMUM_BYTES + 1];
} texts;

static void
bound_this_process (void)
{
  const struct rlimit core = { 0, 0 };

  /* Nobody reads the answer once the program that asked is gone. */
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  setrlimit (RLIMIT_CORE, &core);
  mlock (&texts, sizeof texts);
  madvise ((gpointer) ((gsize) &texts & ~(gsize) 4095), sizeof texts, MADV_DONTDUMP);
}

/* Waiting for the person costs none of it. */
static void
bound_this_request (void)
{
  struct rlimit cpu;
  struct rusage used;

  getrusage (RUSAGE_SELF, &used);
  getrlimit (RLIMIT_CPU, &cpu);
  cpu.rlim_cur = (rlim_t) (used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1 + CPU_SECONDS;
  setrlimit (RLIMIT_CPU, &cpu);
}

static gboolean
receive (gpointer bytes, gsize size)
{
  char *next = bytes;

  while (size > 0)
    {
      ssize_t got = read (STDIN_FILENO, next, size);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        return FALSE;
      next += got;
      size -= (gsize) got;
    }
  return TRUE;
}

static gboolean
give (gconstpointer bytes, gsize size)
{
  const char *next = bytes;

  while (size > 0)
    {
      ssize_t sent = send (STDIN_FILENO, next, size, MSG_NOSIGNAL);

      if (sent < 0 && errno == EINTR)
        continue;
      if (sent <= 0)
        return FALSE;
      next += sent;
      size -= (gsize) sent;
    }
  return TRUE;
}

static gboolean
receive_request (ImaginKeyringRequest *request)
{
  if (!receive (request, sizeof *request) || request->account_bytes > IMAGIN_KEYRING_TEXT_MAXIMUM_BYTES ||
      request->label_bytes > IMAGIN_KEYRING_TEXT_MAXIMUM_BYTES ||
      request->token_bytes > IMAGIN_KEYRING_TOKEN_MAXIMUM_BYTES)
    return FALSE;
  return receive (texts.account, request->account_bytes) && receive (texts.label, request->label_bytes) &&
         receive (texts.token, request->token_bytes);
}

int
main (void)
{
  ImaginKeyringRequest request;

  bound_this_process ();
  while (receive_request (&request))
    {
      ImaginKeyringAnswer answer = { IMAGIN_KEYRING_OUTCOME_FAILED, 0 };

      bound_this_request ();
      if (request.verb == IMAGIN_KEYRING_VERB_STORE)
        answer.outcome = keyring_store (texts.account, texts.label, texts.token);
      else if (request.verb == IMAGIN_KEYRING_VERB_LOOKUP)
        answer.outcome = keyring_lookup (texts.account, texts.token, &answer.token_bytes);
      else if (request.verb == IMAGIN_KEYRING_VERB_CLEAR)
        answer.outcome = keyring_clear (texts.account);
      else if (request.verb == IMAGIN_KEYRING_VERB_SET_ASIDE)
        answer.outcome = keyring_set_aside ();
      if (!give (&answer, sizeof answer) || !give (texts.token, answer.token_bytes))
        break;
      explicit_bzero (&texts, sizeof texts);
    }
  explicit_bzero (&texts, sizeof texts);
  return 0;
}
