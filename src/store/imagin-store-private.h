/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-database.h"
#include "store/imagin-store.h"

G_BEGIN_DECLS

/* What a job of the store works on; each job uses the members that it needs. */
typedef struct
{
  char *account_id;
  char *mission_id;
  char *text;
  char *other_text;
  char *third_text;
  char **texts;
  gint64 number;
  gboolean flag;
  GObject *object;
  GPtrArray *list;
} ImaginStoreJob;

ImaginStoreJob *imagin_store_job_new (const char *account_id, const char *mission_id);
void imagin_store_job_free (gpointer job);

ImaginDatabase *imagin_store_get_database (ImaginStore *self);

/**
 * imagin_store_write_mission:
 *
 * Writes a mission and the columns of its row; part of a job.
 *
 * Returns: whether it succeeded
 */
gboolean imagin_store_write_mission (sqlite3 *database, const char *account_id, ImaginMission *mission, GError **error);

/**
 * imagin_store_read_mission:
 *
 * Returns: (transfer full): the mission, or NULL with @error set (IMAGIN_ERROR_NOT_FOUND)
 */
ImaginMission *
imagin_store_read_mission (sqlite3 *database, const char *account_id, const char *mission_id, GError **error);

/**
 * imagin_store_read_outbox:
 * @condition: an SQL condition on ?1 (account) and ?2 (mission), with its order
 *
 * Returns: (transfer full): the #ImaginOutboxEntry list, or NULL with @error set
 */
GPtrArray *imagin_store_read_outbox (
    sqlite3 *database, const char *account_id, const char *mission_id, const char *condition, GError **error);

/**
 * imagin_store_add_entry:
 *
 * Puts an entry at the end of the outbox, a save in the place of an earlier one; part of a job.
 */
gboolean imagin_store_add_entry (sqlite3 *database, ImaginOutboxEntry *entry, GError **error);

/* What is kept of a draft. */
typedef struct
{
  char *body; /* NULL: nothing is kept */
  char *base;
  gint64 merged;
  char *unmerged;
} ImaginKeptDraft;

void imagin_kept_draft_clear (ImaginKeptDraft *draft);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImaginKeptDraft, imagin_kept_draft_clear)

gboolean imagin_store_read_draft (
    sqlite3 *database, const char *account_id, const char *mission_id, ImaginKeptDraft *draft, GError **error);
gboolean imagin_store_write_draft (sqlite3 *database,
                                   const char *account_id,
                                   const char *mission_id,
                                   const ImaginKeptDraft *draft,
                                   const char *now,
                                   GError **error);

/**
 * imagin_store_merged_text:
 *
 * Returns: (transfer full) (nullable): both put together; NULL with no error: both changed the same thing
 */
char *imagin_store_merged_text (
    const char *base_text, const char *mine_text, ImaginStatement *theirs, gboolean mine_wins, GError **error);

/**
 * imagin_store_send_again:
 * @stored: as this computer knows it
 * @mission: as an academy has it that was restored from an older backup
 *
 * Puts into the outbox what the academy had acknowledged of the person and has no more: what was entered, receipts
 * whose bytes are here, a validation; part of a job. Where the statement was changed since, both are put together, and
 * the person is to be asked about what both say otherwise.
 */
gboolean imagin_store_send_again (
    sqlite3 *database, const char *account_id, ImaginMission *stored, ImaginMission *mission, GError **error);

/**
 * imagin_store_take_current:
 * @ours: whether it is the answer to what the person did; else it is news, too
 *
 * Puts the statement that the academy has now into its mission; part of a job. What was sent before and not answered is
 * settled by it.
 */
gboolean imagin_store_take_current (sqlite3 *database,
                                    const char *account_id,
                                    const char *mission_id,
                                    ImaginStatement *current,
                                    gboolean ours,
                                    GError **error);

/**
 * imagin_store_read_unanswered:
 *
 * Returns: (transfer full): the #ImaginStatement list of imagin_store_note_sending()
 */
GPtrArray *imagin_store_read_unanswered (sqlite3 *database, const char *account_id, const char *mission_id);
gboolean
imagin_store_forget_unanswered (sqlite3 *database, const char *account_id, const char *mission_id, GError **error);

/**
 * imagin_store_keep_paper:
 * @kind: an #ImaginPaperKind
 * @body: "" takes it away
 *
 * Keeps what stands beside a mission; part of a job.
 */
gboolean imagin_store_keep_paper (
    sqlite3 *database, const char *account_id, const char *mission_id, int kind, const char *body, GError **error);

/**
 * imagin_store_list_sql:
 *
 * Returns: the query of the list in its usual order, for a test to look at its plan
 */
const char *imagin_store_list_sql (void);

/**
 * imagin_store_rescue_prepare:
 * @path: the store's file
 *
 * Ends a rescue that was interrupted; see #ImaginDatabaseCare.
 */
gboolean imagin_store_rescue_prepare (const char *path, gpointer data, GError **error);

/**
 * imagin_store_rescue:
 * @path: the store's file, which nobody has open
 *
 * Moves the file with all that belongs to it into a folder of its own, "damaged-" and the date, and puts a store in its
 * place that holds what could be read. Nothing is deleted, and wherever this is interrupted, the next start goes on.
 */
gboolean imagin_store_rescue (const char *path, gpointer data, GError **error);

/**
 * imagin_store_rescue_check:
 *
 * Whether what the store holds can be understood; see #ImaginDatabaseCare.
 */
gboolean imagin_store_rescue_check (sqlite3 *database, gpointer data, GError **error);

/**
 * imagin_store_rescue_read:
 * @directory: the store's
 *
 * Returns: (transfer full) (nullable): what the person was not told yet
 */
ImaginRescue *imagin_store_rescue_read (const char *directory);

/**
 * imagin_store_rescue_told:
 *
 * The person knows: what is said goes into the folder, and is not said again.
 */
void imagin_store_rescue_told (ImaginRescue *rescue);

/**
 * imagin_store_is_unsaved:
 *
 * Returns: whether something was entered here that says other things than the save that waits, or where none does, than
 *   what it started from
 */
gboolean imagin_store_is_unsaved (sqlite3 *database, const char *account_id, const char *mission_id);

G_END_DECLS
