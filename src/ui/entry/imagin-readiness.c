/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is still in the way of a draft. */

#include "ui/entry/imagin-readiness.h"

#include "account/imagin-reckoning.h"
#include "domain/imagin-check.h"
#include "domain/imagin-travel.h"
#include "ui/entry/imagin-need-items.h"

guint
imagin_readiness_count_open_stays (ImaginDraft *draft)
{
  g_autoptr (GPtrArray) stays = NULL;
  guint open = 0;

  if (!imagin_statement_part_is_writable (imagin_draft_get_acknowledged (draft), IMAGIN_PART_TRAVEL))
    return 0;
  stays = imagin_reckoning_derive_stays (imagin_reckoning_of (draft));
  for (guint i = 0; i < stays->len; i++)
    {
      ImaginStay *stay = g_ptr_array_index (stays, i);

      open += stay->right && stay->entry == NULL;
    }
  return open;
}

static gboolean
has_hole (ImaginDraft *draft)
{
  g_autoptr (GPtrArray) items = imagin_need_items_list (draft, NULL);

  for (guint i = 0; i < items->len; i++)
    if (IMAGIN_IS_NEED_ITEM (items->pdata[i]) && imagin_need_item_is_missing (items->pdata[i]))
      return TRUE;
  return FALSE;
}

ImaginReadiness
imagin_readiness_of (ImaginDraft *draft)
{
  ImaginStatement *statement = imagin_draft_get_statement (draft);
  g_autoptr (GPtrArray) problems = imagin_check_statement (imagin_draft_get_mission (draft), statement);
  gboolean journeys = g_list_model_get_n_items (imagin_statement_get_journeys (statement)) > 0;
  gboolean travels = imagin_statement_part_is_writable (imagin_draft_get_acknowledged (draft), IMAGIN_PART_TRAVEL);
  ImaginReadiness readiness = { .unreceived = imagin_draft_count_unreceived (draft) };

  readiness.done_work = imagin_entity_is_set (statement, "work");
  readiness.done_travel = journeys;
  for (guint i = 0; i < problems->len; i++)
    {
      ImaginProblem *problem = g_ptr_array_index (problems, i);
      gboolean work = g_str_equal (problem->part, IMAGIN_PART_WORK);
      gboolean unfinished = problem->kind == IMAGIN_PROBLEM_SESSION_INCOMPLETE;

      readiness.unfinished += unfinished;
      readiness.blocking += problem->blocks_saving;
      readiness.missing += !problem->blocks_saving && !problem->only_warns;
      readiness.wrong_work |= problem->blocks_saving && work && !unfinished;
      readiness.wrong_travel |= problem->blocks_saving && !work;
      readiness.done_work &= !work;
      readiness.done_travel &= work;
    }
  readiness.done_stays = readiness.done_travel && imagin_readiness_count_open_stays (draft) == 0;
  /* Where all else is said, nothing asked for is nothing left to do; what is asked for follows from the journey and its
   * nights. */
  readiness.done_receipts = (readiness.done_stays || !travels) && readiness.unreceived == 0 && !has_hole (draft) &&
                            (g_list_model_get_n_items (imagin_draft_get_attachments (draft)) > 0 ||
                             readiness.missing + readiness.blocking == 0);
  return readiness;
}

gboolean
imagin_readiness_is_wrong (const ImaginReadiness *self, const char *step)
{
  return (self->wrong_work && g_str_equal (step, "work")) || (self->wrong_travel && g_str_equal (step, "travel"));
}

gboolean
imagin_readiness_is_done (const ImaginReadiness *self, const char *step)
{
  return (self->done_work && g_str_equal (step, "work")) || (self->done_travel && g_str_equal (step, "travel")) ||
         (self->done_stays && g_str_equal (step, "stays")) || (self->done_receipts && g_str_equal (step, "receipts"));
}
