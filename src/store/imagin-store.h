/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-rescue.h"
#include "domain/imagin-academy-info.h"
#include "domain/imagin-list-query.h"
#include "domain/imagin-listing.h"
#include "domain/imagin-mission.h"
#include "domain/imagin-person.h"
#include "store/imagin-keyring.h"
#include "store/imagin-outbox.h"
#include "store/imagin-receipt-files.h"

#include <libdex.h>

G_BEGIN_DECLS

/**
 * ImaginAccountRecord:
 *
 * What this computer knows of an account: one person at one academy. `address` is null for an account without a remote.
 */
#define IMAGIN_TYPE_ACCOUNT_RECORD (imagin_account_record_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginAccountRecord, imagin_account_record, ACCOUNT_RECORD)

/**
 * ImaginStoredMission:
 *
 * All that the store holds of one mission, read in one transaction.
 */
#define IMAGIN_TYPE_STORED_MISSION (imagin_stored_mission_get_type ())
G_DECLARE_FINAL_TYPE (ImaginStoredMission, imagin_stored_mission, IMAGIN, STORED_MISSION, GObject)

struct _ImaginStoredMission
{
  GObject parent_instance;

  ImaginMission *mission;
  ImaginStatement *draft;    /* nullable: what the person left, where it differs from what was acknowledged */
  ImaginStatement *base;     /* nullable: what the draft started from */
  char *kept_at;             /* of the draft */
  gint64 merged;             /* how often somebody else's changes were merged into the draft */
  ImaginStatement *unmerged; /* nullable: the draft before that was done last */
  GPtrArray *unanswered;     /* ImaginStatement: what saves said that were sent and not answered */
  GPtrArray *outbox;         /* ImaginOutboxEntry, in order */
  ImaginStatement *saved;    /* nullable: what the save says that is among them */
  GPtrArray *receipts;       /* ImaginReceipt kept here; removed ones are left out; `state` says "kept" or "received" */
  gboolean has_news;         /* somebody else changed it since the person saw it */
  ImaginMission *seen;       /* nullable: as the person saw it last; NULL with news: never */
  gint64 news_number;        /* for imagin_store_see_news() */
};

#define IMAGIN_TYPE_STORE (imagin_store_get_type ())
G_DECLARE_FINAL_TYPE (ImaginStore, imagin_store, IMAGIN, STORE, GObject)

/**
 * ImaginStore::changed:
 * @account_id: an account
 * @mission_ids: (array zero-terminated=1): its missions of which something new is known
 *
 * Emitted on the main thread, for those who follow the missions of all accounts.
 */

/**
 * imagin_store_tell_changed:
 *
 * Emits `changed`; for the account whose missions they are.
 */
void imagin_store_tell_changed (ImaginStore *self, const char *account_id, const char *const *mission_ids);

/**
 * imagin_store_new:
 * @directory: (nullable): where it lies, or NULL to keep in memory only
 *
 * What this computer keeps. Nothing is read or written here; every call below works on a thread of the store's and
 * resolves once it is on disk.
 *
 * Returns: (transfer full): the store
 */
ImaginStore *imagin_store_new (const char *directory);

/**
 * ImaginStore::rescued:
 *
 * The file was damaged, and another one is in its place: all that was read of the store is to be read again, and
 * imagin_store_get_rescue() says what to tell the person. Emitted on the main thread.
 */

/**
 * imagin_store_check:
 *
 * Reads the whole file, out of everybody's way, and sets it aside where it is damaged.
 *
 * Returns: (transfer full): a future that resolves to whether it was sound
 */
DexFuture *imagin_store_check (ImaginStore *self);

/**
 * imagin_store_get_rescue:
 *
 * Returns: (transfer full) (nullable): what became of a damaged file, until imagin_store_tell_rescue() said
 * that the person knows; known once the store was opened
 */
ImaginRescue *imagin_store_get_rescue (ImaginStore *self);
void imagin_store_tell_rescue (ImaginStore *self, ImaginRescue *told);

/**
 * imagin_store_get_directory:
 *
 * Returns: (transfer none) (nullable): where it lies; NULL: in memory only
 */
const char *imagin_store_get_directory (ImaginStore *self);

/**
 * imagin_store_get_keyring:
 *
 * Returns: (transfer none): where the refresh tokens are kept
 */
ImaginKeyring *imagin_store_get_keyring (ImaginStore *self);

/* Accounts */

/**
 * imagin_store_list_accounts:
 *
 * Returns: (transfer full): a future for a #GPtrArray of #ImaginAccountRecord, in the person's order
 */
DexFuture *imagin_store_list_accounts (ImaginStore *self);
DexFuture *imagin_store_put_account (ImaginStore *self, ImaginAccountRecord *record);
DexFuture *imagin_store_remove_account (ImaginStore *self, const char *account_id);

/**
 * imagin_store_get_cursor:
 *
 * Returns: (transfer full): a future for the text of the cursor ("" where the account was never pulled)
 */
DexFuture *imagin_store_get_cursor (ImaginStore *self, const char *account_id);

/* Missions */

/**
 * ImaginPullFlags:
 * @IMAGIN_PULL_CHANGES: the missions that changed
 * @IMAGIN_PULL_ALL: all missions there are: others that nothing is kept for go too
 * @IMAGIN_PULL_MOST_MAY_GO: the person said so
 * @IMAGIN_PULL_RESTORED: the academy begins anew from an older state: what it acknowledged and has no more is sent
 * again
 */
typedef enum
{
  IMAGIN_PULL_CHANGES = 0,
  IMAGIN_PULL_ALL = 1 << 0,
  IMAGIN_PULL_MOST_MAY_GO = 1 << 1,
  IMAGIN_PULL_RESTORED = 1 << 2,
} ImaginPullFlags;

/**
 * imagin_store_apply_pull:
 * @missions: (element-type ImaginMission): what the academy sent
 * @gone: (array zero-terminated=1): ids of missions that are no more
 * @flags: what kind of answer it is
 * @cursor: (nullable): where the next pull starts; NULL on every page but the last
 *
 * Keeps a page of a pull, its cursor with it. A draft, an outbox entry or a receipt is never touched. Rejected with
 * IMAGIN_ERROR_MOST_GONE, and nothing kept, where more than half of at least four missions would go.
 *
 * Returns: (transfer full): a future for a #GStrv with the ids of the missions that really changed
 */
DexFuture *imagin_store_apply_pull (ImaginStore *self,
                                    const char *account_id,
                                    GPtrArray *missions,
                                    char **gone,
                                    ImaginPullFlags flags,
                                    const char *cursor);

/**
 * imagin_store_forget_missions:
 *
 * Takes away everything that is kept of an account's missions, what was entered and what waits included, and its
 * cursor: the next pull brings all of them. The account stays.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_store_forget_missions (ImaginStore *self, const char *account_id);

/**
 * imagin_store_list_summaries:
 *
 * Returns: (transfer full): a future for a #GPtrArray of #ImaginSummary of all accounts, in the order of the screen
 */
DexFuture *imagin_store_list_summaries (ImaginStore *self);

/**
 * imagin_store_list_missions:
 * @query: (nullable): what was searched and narrowed; it is copied
 *
 * Returns: (transfer full): a future for the #ImaginListing
 */
DexFuture *imagin_store_list_missions (ImaginStore *self, ImaginListQuery *query);

/**
 * imagin_store_load_mission:
 *
 * Returns: (transfer full): a future for the #ImaginStoredMission
 */
DexFuture *imagin_store_load_mission (ImaginStore *self, const char *account_id, const char *mission_id);

/**
 * imagin_store_see_news:
 * @number: the news that was shown; a later one stays
 *
 * The person has seen what is new.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_store_see_news (ImaginStore *self, const char *account_id, const char *mission_id, gint64 number);

/* What an estimate is made of */

/**
 * ImaginStoredTravel:
 *
 * A mission that says something of the person's journeys, or that shares a day, as the person last left it.
 */
#define IMAGIN_TYPE_STORED_TRAVEL (imagin_stored_travel_get_type ())
G_DECLARE_FINAL_TYPE (ImaginStoredTravel, imagin_stored_travel, IMAGIN, STORED_TRAVEL, GObject)

struct _ImaginStoredTravel
{
  GObject parent_instance;

  char *account_id;
  ImaginMission *mission; /* its statement declares what the draft does, where there is one */
  ImaginPerson *person;   /* nullable: as that academy knows them */
};

/**
 * imagin_store_list_travels:
 * @from: the first day that is asked for
 * @to: the last
 * @day_from: the first day of the mission that asks
 * @day_to: its last
 *
 * Reads the missions of all accounts that declare journeys, nights or meals and begin within @from and @to, and those
 * that share a day with @day_from to @day_to.
 *
 * Returns: (transfer full): a future for a #GPtrArray of #ImaginStoredTravel in the order of their days, at most
 * 1,000
 */
DexFuture *imagin_store_list_travels (
    ImaginStore *self, const char *from, const char *to, const char *day_from, const char *day_to);

/**
 * imagin_store_put_rate_cards:
 * @body: (nullable): the RateCardList of the contract as JSON; NULL: the academy has none
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_store_put_rate_cards (ImaginStore *self, const char *account_id, const char *body);

/**
 * imagin_store_get_rate_cards:
 *
 * Returns: (transfer full): a future for the text of what was put ("" where nothing was)
 */
DexFuture *imagin_store_get_rate_cards (ImaginStore *self, const char *account_id);

/**
 * imagin_store_tell_kilometres:
 * @year: "2026"
 * @kilometres: what the person told for it
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_store_tell_kilometres (ImaginStore *self, const char *year, gint64 kilometres);

/**
 * imagin_store_get_kilometres:
 *
 * Returns: (transfer full): a future for the number, as text ("0" where nobody told)
 */
DexFuture *imagin_store_get_kilometres (ImaginStore *self, const char *year);

/* What the person enters */

/**
 * imagin_store_keep_draft:
 * @draft: what the person entered so far
 * @base: the acknowledged statement that it started from
 * @merged: the `merged` of the #ImaginStoredMission that @draft goes on from. Where the academy's changes were merged
 * into the draft since, @draft is merged into that
 * @kept_before: whether this draft was kept before: where it is no more, the academy acknowledged it
 * @entries: (nullable) (element-type ImaginOutboxEntry): to be sent; kept in the same transaction. A waiting save is
 * replaced by a new one
 *
 * Returns: (transfer full): a future for the RFC 3339 text of when it was kept
 */
DexFuture *imagin_store_keep_draft (ImaginStore *self,
                                    const char *account_id,
                                    const char *mission_id,
                                    ImaginStatement *draft,
                                    ImaginStatement *base,
                                    gint64 merged,
                                    gboolean kept_before,
                                    GPtrArray *entries);

/**
 * imagin_store_merge:
 * @entry: a save
 * @current: the statement as the academy has it now, changed by somebody else since the draft was begun
 *
 * Merges what was entered with it, in one transaction: the draft and the save say both, and start from @current.
 * Nothing is merged where both changed the same thing, or where a validation waits that the person gave for what they
 * saw: then @current is kept beside the draft, and the person is to be asked.
 *
 * Returns: (transfer full): a future for the text of what the save says now, or "" where the person is to be asked
 */
DexFuture *imagin_store_merge (ImaginStore *self, ImaginOutboxEntry *entry, ImaginStatement *current);

/**
 * imagin_store_resolve:
 * @resolved: what the person chose, of both
 *
 * Ends a conflict: the draft and its save say what was chosen, and start from what the academy has. It is sent again.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *
imagin_store_resolve (ImaginStore *self, const char *account_id, const char *mission_id, ImaginStatement *resolved);

/**
 * imagin_store_drop_draft:
 *
 * Forgets what was entered and not sent: the person said so.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_store_drop_draft (ImaginStore *self, const char *account_id, const char *mission_id);

/**
 * imagin_store_attach_receipt:
 *
 * Keeps a receipt whose bytes are in the store already, with the entry that will send it.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *
imagin_store_attach_receipt (ImaginStore *self, const char *account_id, const char *mission_id, ImaginReceipt *receipt);

/**
 * imagin_store_describe_receipt:
 * @receipt: one that is attached, with another name or label; its bytes are the same
 *
 * Keeps what a receipt is now called, with the entry that will tell the academy. The entry's body says that the receipt
 * is `received` where the academy has its bytes already: then they are not sent again.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_store_describe_receipt (ImaginStore *self,
                                          const char *account_id,
                                          const char *mission_id,
                                          ImaginReceipt *receipt);

/**
 * imagin_store_remove_receipt:
 *
 * Takes a receipt away: forgotten at once where it was never sent, asked of the academy otherwise.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *
imagin_store_remove_receipt (ImaginStore *self, const char *account_id, const char *mission_id, const char *receipt_id);

/* The outbox */

/**
 * imagin_store_next_entries:
 *
 * Returns: (transfer full): a future for a #GPtrArray with the first #ImaginOutboxEntry of each mission that has none
 * refused before it
 */
DexFuture *imagin_store_next_entries (ImaginStore *self, const char *account_id);

/**
 * imagin_store_list_outbox:
 *
 * Returns: (transfer full): a future for a #GPtrArray of #ImaginOutboxEntry of all accounts with the papers of their
 * missions, what was refused first, then as they were asked for; at most 1,000
 */
DexFuture *imagin_store_list_outbox (ImaginStore *self);

/**
 * imagin_store_note_sending:
 * @sent: what a save says whose sending begins
 *
 * Keeps it until the academy says what it has, also where a newer save takes the save's place, or the program ends.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *
imagin_store_note_sending (ImaginStore *self, const char *account_id, const char *mission_id, ImaginStatement *sent);

/**
 * imagin_stored_mission_was_sent:
 * @current: what the academy has
 *
 * Returns: whether it says what a save said whose answer was lost: then this very computer entered it
 */
gboolean imagin_stored_mission_was_sent (ImaginStoredMission *self, ImaginStatement *current);

/**
 * imagin_store_settle:
 * @statement: (nullable): what the academy acknowledged
 * @validation: (nullable): what it answered to a validation, as JSON; kept beside the mission
 *
 * Ends an entry with the academy's answer, in one transaction. The draft goes where it says no more than was
 * acknowledged.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *
imagin_store_settle (ImaginStore *self, ImaginOutboxEntry *entry, ImaginStatement *statement, const char *validation);

/**
 * imagin_store_rebase:
 * @current: the statement as the academy has it now
 *
 * Keeps a newer acknowledged statement; a draft now starts from it. Nothing that was entered is touched.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *
imagin_store_rebase (ImaginStore *self, const char *account_id, const char *mission_id, ImaginStatement *current);

/**
 * imagin_store_refuse:
 * @current: (nullable): the statement as the academy has it, where it said so
 *
 * Keeps why the academy refused an entry; it waits for the person.
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *
imagin_store_refuse (ImaginStore *self, ImaginOutboxEntry *entry, const GError *error, ImaginStatement *current);

/**
 * imagin_store_retry:
 * @sequence: an entry that was refused
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_store_retry (ImaginStore *self, gint64 sequence);

/**
 * imagin_store_abandon:
 * @sequence: an entry that was refused or that waits
 *
 * Returns: (transfer full): a future that resolves to TRUE
 */
DexFuture *imagin_store_abandon (ImaginStore *self, gint64 sequence);

/**
 * imagin_store_is_in_memory:
 *
 * Returns: whether nothing of it outlives the program: then nothing else may be kept of its accounts either
 */
gboolean imagin_store_is_in_memory (ImaginStore *self);

/**
 * imagin_store_get_files:
 *
 * Returns: (transfer none): the bytes of the receipts
 */
ImaginReceiptFiles *imagin_store_get_files (ImaginStore *self);

DexFuture *imagin_store_close (ImaginStore *self);

G_END_DECLS
