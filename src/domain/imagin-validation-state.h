/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ImaginValidationState:
 *
 * Where a *Valider* stands, from the moment when the person asked for it. None of it is lost by a restart: what was on
 * its way is due again, under the same identifier, and the academy counts it once.
 */
typedef enum
{
  IMAGIN_VALIDATION_NONE,      /* nobody asked, or the statement was returned since */
  IMAGIN_VALIDATION_HELD,      /* kept here; a save, or a receipt, is not acknowledged yet */
  IMAGIN_VALIDATION_DUE,       /* kept here; nothing stands before it */
  IMAGIN_VALIDATION_SENT,      /* on its way */
  IMAGIN_VALIDATION_REFUSED,   /* the person decides */
  IMAGIN_VALIDATION_VALIDATED, /* acknowledged, with its number */
} ImaginValidationState;

#define IMAGIN_N_VALIDATION_STATES (IMAGIN_VALIDATION_VALIDATED + 1)

/**
 * ImaginValidationEvent:
 *
 * What may happen to it.
 */
typedef enum
{
  IMAGIN_VALIDATION_ASKED,           /* the person presses *Valider* */
  IMAGIN_VALIDATION_CLEARED,         /* the last thing before it was acknowledged */
  IMAGIN_VALIDATION_PRECEDED,        /* something came before it: a receipt that was still looked at */
  IMAGIN_VALIDATION_TURN,            /* the engine comes to it */
  IMAGIN_VALIDATION_ACCEPTED,        /* the academy's answer: it is validated */
  IMAGIN_VALIDATION_UNANSWERED,      /* no answer, or none that says anything (RFC 9110, 15.6: the server's fault) */
  IMAGIN_VALIDATION_OFFICE_CHANGED,  /* 412, and only what is not the person's differs */
  IMAGIN_VALIDATION_CONTENT_CHANGED, /* 412, and what the person enters differs */
  IMAGIN_VALIDATION_REJECTED,        /* the academy says no */
  IMAGIN_VALIDATION_RETRIED,         /* the person: try again */
  IMAGIN_VALIDATION_GIVEN_UP,        /* the person: give up */
  IMAGIN_VALIDATION_RETURNED,        /* the office sends the statement back */
  IMAGIN_VALIDATION_RESTARTED,       /* the program ended, however it ended, and starts again */
} ImaginValidationEvent;

#define IMAGIN_N_VALIDATION_EVENTS (IMAGIN_VALIDATION_RESTARTED + 1)

/**
 * ImaginValidationAct:
 *
 * What is to be done then.
 */
typedef enum
{
  IMAGIN_VALIDATION_NOTHING,
  IMAGIN_VALIDATION_KEEP,       /* write it to the disk, then say that it is kept */
  IMAGIN_VALIDATION_WAIT,       /* what stands before it goes first */
  IMAGIN_VALIDATION_SEND,       /* with the digests of the receipts, under its identifier */
  IMAGIN_VALIDATION_SETTLE,     /* keep the answer and delete the entry, in one transaction */
  IMAGIN_VALIDATION_TRY_LATER,  /* the same again, under the same identifier */
  IMAGIN_VALIDATION_SEND_AGAIN, /* at once, on what the academy has now */
  IMAGIN_VALIDATION_ASK,        /* show both sides: what was seen is not what would be validated */
  IMAGIN_VALIDATION_REFUSE,     /* keep the reason for the person */
  IMAGIN_VALIDATION_DROP,       /* delete it */
} ImaginValidationAct;

#define IMAGIN_N_VALIDATION_ACTS (IMAGIN_VALIDATION_DROP + 1)

/**
 * imagin_validation_step:
 * @state: (inout): where it stands; where it stands then
 * @event: what happened
 *
 * One cell of the table. An event that means nothing in a state changes nothing.
 *
 * Returns: what is to be done
 */
ImaginValidationAct imagin_validation_step (ImaginValidationState *state, ImaginValidationEvent event);

/**
 * imagin_validation_draw:
 *
 * The table as the documentation has it (`docs/validation.md`): a diagram in Mermaid's language, and every cell.
 *
 * Returns: (transfer full): Markdown
 */
char *imagin_validation_draw (void);

G_END_DECLS
