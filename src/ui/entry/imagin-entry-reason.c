/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a button of the entry cannot work now. */

#include "ui/entry/imagin-entry-reason.h"

#include "domain/imagin-check.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

/* What is wrong, where and why: the first of it. */
static char *
first_wrong (ImaginDraft *draft)
{
  g_autoptr (GPtrArray) problems =
      imagin_check_statement (imagin_draft_get_mission (draft), imagin_draft_get_statement (draft));

  for (guint i = 0; i < problems->len; i++)
    {
      const ImaginProblem *problem = g_ptr_array_index (problems, i);

      if (problem->blocks_saving && problem->kind != IMAGIN_PROBLEM_SESSION_INCOMPLETE)
        return imagin_wording_problem (problem);
    }
  return g_strdup ("");
}

char *
imagin_entry_reason (ImaginDraft *draft, const ImaginReadiness *readiness, gboolean last)
{
  g_autofree char *wrong = NULL;

  if (imagin_draft_is_validating (draft))
    return g_strdup (_ ("Your validation is kept; it is sent by itself, once"));
  if (!imagin_draft_is_open (draft))
    return g_strdup (_ ("This statement can be read, and changed no more"));
  if (readiness->blocking > readiness->unfinished)
    {
      wrong = first_wrong (draft);
      /* Translators: %s names a field and says what is wrong with it. */
      return g_strdup_printf (_ ("“Save” waits until this is corrected: %s"), wrong);
    }
  if (readiness->unfinished > 0)
    return g_strdup (_ ("“Save” waits until each session has its day, its start and its end"));
  if (!last)
    return NULL;
  if (readiness->missing > 0)
    return g_strdup (_ ("“Validate” waits until nothing is missing"));
  if (readiness->unreceived > 0)
    return g_strdup_printf (ngettext ("“Validate” waits until %u receipt is at the academy",
                                      "“Validate” waits until %u receipts are at the academy", readiness->unreceived),
                            readiness->unreceived);
  return NULL;
}
