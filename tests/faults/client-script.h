/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "unit-wait.h"

#include "account/imagin-accounts.h"
#include "account/imagin-draft.h"

/* One computer of the person. */
typedef struct
{
  ImaginAccounts *accounts;
  GHashTable *drafts; /* by "ADDRESS MISSION" */
} Computer;

/* Something that was entered, to be told again once the academy has it. */
typedef struct
{
  ImaginDraft *draft;
  char *mission_id;
  char *field;
  char *value;
} Entered;

typedef struct
{
  int acks;
  guint acked;
  GHashTable *computers; /* by their folders */
  Computer *computer;
  char *computer_name;
  ImaginAccount *account;
  ImaginDraft *draft;
  char *mission_id;
  GPtrArray *entered;
} Script;

typedef gboolean (*ClientAct) (Script *self, char **words);

/* On the disk before anything else happens: whoever reads it after a kill may rely on it. */
void client_ack (Script *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Says on the output why something was refused, and forgets it. */
gboolean client_said (const char *what, GError **error);

gboolean client_await (DexFuture *future, const char *what);

/* Unlike unit_wait_until(): what never comes is not the end of the script. */
gboolean client_wait_for (UnitCondition condition, gpointer data);
gboolean client_wait_for_ms (UnitCondition condition, gpointer data, gint64 milliseconds);

/* What the person does: client-person.c */

gboolean client_act_set (Script *self, char **words);
gboolean client_act_save (Script *self, char **words);
gboolean client_act_validate (Script *self, char **words);
gboolean client_act_attach (Script *self, char **words);
gboolean client_act_sync (Script *self, char **words);
gboolean client_act_list (Script *self, char **words);
gboolean client_act_save_kept (Script *self, char **words);
