/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statuses of a part, and which office verb leads from which to which. */

#include "domain/imagin-status.h"

#include <string.h>

static const ImaginStatusInfo statuses[] = {
  { "no_costs", "Pas de frais", FALSE, IMAGIN_SECTION_CLOSED, IMAGIN_STEP_NONE },
  { "cancelled", "Annulé", FALSE, IMAGIN_SECTION_CLOSED, IMAGIN_STEP_NONE },
  { "to_come", "Mission non effectuée", FALSE, IMAGIN_SECTION_TO_COME, IMAGIN_STEP_NONE },
  { "under_way", "Mission en cours", TRUE, IMAGIN_SECTION_TO_COMPLETE, IMAGIN_STEP_ENTERED },
  { "to_validate", "Non validé", TRUE, IMAGIN_SECTION_TO_COMPLETE, IMAGIN_STEP_ENTERED },
  { "validated", "Validé", FALSE, IMAGIN_SECTION_SENT, IMAGIN_STEP_VALIDATED },
  { "on_first_mission", "Invalidable", FALSE, IMAGIN_SECTION_FOLLOWS_WORK, IMAGIN_STEP_NONE },
  { "entered_by_office", "Traité par le gestionnaire", FALSE, IMAGIN_SECTION_SENT, IMAGIN_STEP_VERIFIED },
  { "to_check", "À valider", FALSE, IMAGIN_SECTION_SENT, IMAGIN_STEP_VALIDATED },
  { "accepted", "Validé par gestionnaire", FALSE, IMAGIN_SECTION_SENT, IMAGIN_STEP_VERIFIED },
  { "in_payment", "Transmis à la liquidation", FALSE, IMAGIN_SECTION_SENT, IMAGIN_STEP_IN_PAYMENT },
  { "paid", "Accepté", FALSE, IMAGIN_SECTION_PAID, IMAGIN_STEP_PAID },
};

static const ImaginStatusInfo unknown = { NULL, NULL, FALSE, IMAGIN_SECTION_SENT, IMAGIN_STEP_NONE };

#define SAME ""       /* the status does not change */
#define BEFORE "\001" /* back to what it was */

typedef struct
{
  const char *verb;
  const char *from; /* codes, between spaces */
  const char *to;
  const char *part; /* NULL: both */
} Transition;

static const Transition transitions[] = {
  { "certify", " under_way to_validate validated ", SAME, NULL },
  { "enter", " under_way to_validate ", "entered_by_office", "work" },
  { "verify", " validated to_check ", "accepted", NULL },
  { "return", " validated to_check accepted ", "to_validate", NULL },
  { "liquidate", " accepted entered_by_office ", "in_payment", NULL },
  { "pay", " in_payment ", "paid", NULL },
  { "cancel",
    " no_costs to_come under_way to_validate validated on_first_mission entered_by_office to_check accepted "
    "in_payment ",
    "cancelled", NULL },
  { "restore", " cancelled ", BEFORE, NULL },
};

const ImaginStatusInfo *
imagin_status_lookup (const char *code)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (statuses); i++)
    if (strcmp (statuses[i].code, code) == 0)
      return &statuses[i];
  return &unknown;
}

const ImaginStatusInfo *
imagin_status_all (guint *count)
{
  *count = G_N_ELEMENTS (statuses);
  return statuses;
}

const char *
imagin_status_after_verb (const char *code, const char *verb, const char *part, const char *before_cancel)
{
  g_autofree char *spaced = g_strdup_printf (" %s ", code);

  for (guint i = 0; i < G_N_ELEMENTS (transitions); i++)
    {
      const Transition *transition = &transitions[i];

      if (strcmp (transition->verb, verb) != 0 || strstr (transition->from, spaced) == NULL)
        continue;
      if (transition->part != NULL && strcmp (transition->part, part) != 0)
        return NULL;
      if (strcmp (transition->to, SAME) == 0)
        return imagin_status_lookup (code)->code;
      return strcmp (transition->to, BEFORE) == 0 ? before_cancel : transition->to;
    }
  return NULL;
}

const char *const *
imagin_status_verbs (void)
{
  static const char *const verbs[] = { "certify", "enter",  "verify",  "return", "liquidate",
                                       "pay",     "cancel", "restore", NULL };

  return verbs;
}
