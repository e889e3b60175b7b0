/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "unit-wait.h"

#include "account/imagin-accounts.h"
#include "account/imagin-draft.h"
#include "store/imagin-store.h"

G_BEGIN_DECLS

/* The person of the demonstration, at first and after the change of password that the academy forces. */
#define STAND_NUMBER "0482917"
#define STAND_PASSWORD "Tilleul-Craie-2026"

/* Missions of the demonstration that may be entered. */
#define STAND_MARKING "m-0042"
#define STAND_ORAL "m-0077"

/**
 * Stand:
 *
 * The real academy as a child process, the validating proxy before it, and a folder for everything. What passed through
 * the proxy is held against the contract when the stand closes.
 */
typedef struct
{
  char *folder;
  char *data;    /* the academy's */
  char *record;  /* what the proxy saw */
  char *port;    /* of the academy: the same after it was stopped */
  char *address; /* the proxy's: the one to talk to */
  const char *poll_seconds;
  GSubprocess *academy;
  GSubprocess *proxy;
} Stand;

/**
 * stand_init:
 *
 * Begins a test program: private folders and a keyring in a file, before GLib or libsecret look.
 */
void stand_init (int *argc, char ***argv);

/* Runs the tests and takes the private folders away. */
int stand_run (void);

/**
 * stand_open:
 * @poll_seconds: how often the academy asks clients to come back; text
 *
 * Serves the demonstration.
 */
void stand_open (Stand *self, const char *poll_seconds);
void stand_close (Stand *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stand, stand_close)

/* Ends the academy as the client ends it, by its standard input; the proxy stays, and refuses. */
void stand_stop_academy (Stand *self);

/* Serves again, where it was. */
void stand_start_academy (Stand *self);

/* The academy takes what is sent, and answers nothing until it thaws. */
void stand_freeze_academy (Stand *self);
void stand_thaw_academy (Stand *self);

/* Plays the office: "certify m-0042". */
void stand_office (Stand *self, const char *verb_and_mission);

/**
 * stand_show:
 *
 * Returns: (transfer full): what the academy holds of a mission
 */
JsonNode *stand_show (Stand *self, const char *mission_id);

/* How many copies the academy holds for that mission; -1: none. */
gint64 stand_copies (Stand *self, const char *mission_id);

/* Waits until the academy holds that many. */
void stand_wait_copies (Stand *self, const char *mission_id, gint64 copies);

/* How often the proxy saw that operation answered so. */
guint stand_count_seen (Stand *self, const char *operation, guint status);

/**
 * Client:
 *
 * The account library of one computer.
 */
typedef struct
{
  Stand *stand;
  char *directory;
  ImaginAccounts *accounts;
  ImaginAccount *account; /* NULL until somebody signed in */
} Client;

/* A computer; the same @name is the same computer. */
void client_open (Client *self, Stand *stand, const char *name);
void client_close (Client *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Client, client_close)

/* The account that the academy gives before anybody signed in. */
ImaginAccount *client_meet (Client *self);

/* Signs in and waits for the list; the first one at a stand also changes the password. */
void client_sign_in (Client *self, gboolean first);

/* Reads what the computer kept, as at the next start; `account` is the first. */
void client_load (Client *self);

void client_wait_state (Client *self, ImaginAccountState state);

ImaginDraft *client_draft (Client *self, const char *mission_id);

/* What the keyring holds for an account, "" where there is nothing; and something put there by hand. */
char *keyring_token (const char *account_id);
void keyring_plant (const char *account_id, const char *token);

/* What the store of that computer holds, read from outside. */
ImaginStoredMission *client_stored (Client *self, const char *mission_id);

/* Enters a number of copies. */
void client_enter (ImaginDraft *draft, gint64 copies);

/* Enters a number of copies and saves. */
void client_save (ImaginDraft *draft, gint64 copies);

void client_wait_standing (ImaginDraft *draft, ImaginStanding standing);

G_END_DECLS
