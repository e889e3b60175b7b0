/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/imagin-validation-state.h"

typedef struct
{
  ImaginValidationState from;
  ImaginValidationEvent event;
  ImaginValidationState to;
  ImaginValidationAct act;
} Row;

#define S(name) IMAGIN_VALIDATION_##name

/* The whole of it: what is not here means nothing and changes nothing. */
static const Row rows[] = {
  { S (NONE), S (ASKED), S (HELD), S (KEEP) },
  { S (HELD), S (CLEARED), S (DUE), S (NOTHING) },
  { S (HELD), S (TURN), S (HELD), S (WAIT) },
  { S (DUE), S (PRECEDED), S (HELD), S (NOTHING) },
  { S (DUE), S (TURN), S (SENT), S (SEND) },
  { S (SENT), S (ACCEPTED), S (VALIDATED), S (SETTLE) },
  { S (SENT), S (UNANSWERED), S (DUE), S (TRY_LATER) },
  { S (SENT), S (OFFICE_CHANGED), S (SENT), S (SEND_AGAIN) },
  { S (SENT), S (CONTENT_CHANGED), S (REFUSED), S (ASK) },
  { S (SENT), S (REJECTED), S (REFUSED), S (REFUSE) },
  { S (SENT), S (RESTARTED), S (DUE), S (NOTHING) },
  { S (REFUSED), S (RETRIED), S (HELD), S (KEEP) },
  { S (REFUSED), S (GIVEN_UP), S (NONE), S (DROP) },
  { S (VALIDATED), S (RETURNED), S (NONE), S (NOTHING) },
};

#undef S

ImaginValidationAct
imagin_validation_step (ImaginValidationState *state, ImaginValidationEvent event)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].from == *state && rows[i].event == event)
      {
        *state = rows[i].to;
        return rows[i].act;
      }
  return IMAGIN_VALIDATION_NOTHING;
}

/* The documentation */

static const char *const states[] = { "none", "held", "due", "sent", "refused", "validated" };
static const char *const events[] = {
  "asked",           "cleared",  "preceded", "turn",     "accepted", "unanswered", "office changed",
  "content changed", "rejected", "retried",  "given up", "returned", "restarted",
};
static const char *const acts[] = {
  "—", "keep", "wait", "send", "settle", "try later", "send again", "ask", "refuse", "drop",
};

G_STATIC_ASSERT (G_N_ELEMENTS (states) == IMAGIN_N_VALIDATION_STATES);
G_STATIC_ASSERT (G_N_ELEMENTS (events) == IMAGIN_N_VALIDATION_EVENTS);
G_STATIC_ASSERT (G_N_ELEMENTS (acts) == IMAGIN_N_VALIDATION_ACTS);

char *
imagin_validation_draw (void)
{
  GString *text = g_string_new ("# Valider\n\n"
                                "Drawn from the table in `src/domain/imagin-validation-state.c`; a test compares.\n\n"
                                "```mermaid\nstateDiagram-v2\n    [*] --> none\n");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].from != rows[i].to || rows[i].act != IMAGIN_VALIDATION_WAIT)
      g_string_append_printf (text, "    %s --> %s: %s\n", states[rows[i].from], states[rows[i].to],
                              events[rows[i].event]);
  g_string_append (text, "```\n\n| |");
  for (guint state = 0; state < G_N_ELEMENTS (states); state++)
    g_string_append_printf (text, " %s |", states[state]);
  g_string_append (text, "\n|---|");
  for (guint state = 0; state < G_N_ELEMENTS (states); state++)
    g_string_append (text, "---|");
  for (guint event = 0; event < G_N_ELEMENTS (events); event++)
    {
      g_string_append_printf (text, "\n| %s |", events[event]);
      for (guint state = 0; state < G_N_ELEMENTS (states); state++)
        {
          ImaginValidationState to = state;
          ImaginValidationAct act = imagin_validation_step (&to, event);

          if (to == state && act == IMAGIN_VALIDATION_NOTHING)
            g_string_append (text, " |");
          else
            g_string_append_printf (text, " %s → %s |", acts[act], states[to]);
        }
    }
  g_string_append (text, "\n\nAn empty cell: it means nothing there, and changes nothing.\n");
  return g_string_free (text, FALSE);
}
