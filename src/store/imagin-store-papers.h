/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-history.h"
#include "store/imagin-store.h"

G_BEGIN_DECLS

/**
 * ImaginPaperKind:
 * @IMAGIN_PAPER_HISTORY: an #ImaginHistory as the academy last said it
 * @IMAGIN_PAPER_REMARKS: an #ImaginRemarkList as the academy last said it
 * @IMAGIN_PAPER_VALIDATION: the last #ImaginValidation that the academy answered
 * @IMAGIN_PAPER_WRITING: a remark that the person has begun to write
 * @IMAGIN_PAPER_UNANSWERED: what saves said that were sent and not answered: a JSON array of #ImaginStatement
 */
typedef enum
{
  IMAGIN_PAPER_HISTORY,
  IMAGIN_PAPER_REMARKS,
  IMAGIN_PAPER_VALIDATION,
  IMAGIN_PAPER_WRITING,
  IMAGIN_PAPER_UNANSWERED,
  IMAGIN_N_PAPERS,
} ImaginPaperKind;

/**
 * ImaginStoredPapers:
 *
 * What stands beside a mission, read in one transaction.
 */
#define IMAGIN_TYPE_STORED_PAPERS (imagin_stored_papers_get_type ())
G_DECLARE_FINAL_TYPE (ImaginStoredPapers, imagin_stored_papers, IMAGIN, STORED_PAPERS, GObject)

struct _ImaginStoredPapers
{
  GObject parent_instance;

  char *bodies[IMAGIN_N_PAPERS];  /* NULL: nothing is kept */
  char *kept_at[IMAGIN_N_PAPERS]; /* RFC 3339 */
  GPtrArray *remarks;             /* ImaginOutboxEntry: remarks that wait or were refused, in order */
};

/**
 * imagin_store_load_papers:
 *
 * Returns: (transfer full): a future for the #ImaginStoredPapers of a mission
 */
DexFuture *imagin_store_load_papers (ImaginStore *self, const char *account_id, const char *mission_id);

/**
 * imagin_store_put_paper:
 * @body: "" takes it away
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_store_put_paper (
    ImaginStore *self, const char *account_id, const char *mission_id, ImaginPaperKind kind, const char *body);

/**
 * imagin_store_write_remark:
 * @text: what the person wrote
 *
 * Keeps a remark with what will send it, in the place of what was being written.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *
imagin_store_write_remark (ImaginStore *self, const char *account_id, const char *mission_id, const char *text);

/**
 * imagin_store_settle_remark:
 * @remark: what the academy answered
 *
 * Ends a remark's entry; the remark is among those that the academy has from now on, in one transaction.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_store_settle_remark (ImaginStore *self, ImaginOutboxEntry *entry, ImaginRemark *remark);

G_END_DECLS
