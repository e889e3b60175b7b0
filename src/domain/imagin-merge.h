/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-statement.h"

G_BEGIN_DECLS

/* What two sides entered since the version that both started from. */

typedef enum
{
  IMAGIN_CHOICE_NONE, /* nothing was chosen yet */
  IMAGIN_CHOICE_MINE,
  IMAGIN_CHOICE_THEIRS,
} ImaginChoice;

/**
 * ImaginClash:
 *
 * Something that both sides changed, each to another value: a field, an item of a list that one side took away while
 * the other changed it, or a part that the office closed while something was being entered in it.
 */
typedef struct
{
  char *id;         /* as a JSON pointer (RFC 6901), with the item's identity for its place: "/work/entries/copies" */
  const char *part; /* (nullable): IMAGIN_PART_WORK or _TRAVEL; NULL: of the statement itself */
  const char *list; /* (nullable): entries, sessions, journeys, nights or meals */
  char *item;       /* (nullable): which of the list: its key, id, day, or day and kind ("2026-06-22 lunch") */
  char *field;      /* (nullable): the member; NULL: the whole item, or the whole part */
  JsonNode *mine;   /* (nullable): NULL: nothing, or taken away */
  JsonNode *theirs; /* (nullable): the same */
  gboolean closed;  /* the part can be written no more: only theirs can be kept */
} ImaginClash;

void imagin_clash_free (ImaginClash *clash);

/**
 * imagin_merge_statements:
 * @base: what both started from
 * @mine: what the person entered since
 * @theirs: what the academy has now
 * @choices: (nullable) (element-type utf8 ImaginChoice): what was chosen for clashes, by their ids
 * @clashes: (element-type ImaginClash): gets what is not chosen yet, in the order of the statement
 * @error: IMAGIN_ERROR_MALFORMED where both together are more than a statement can hold
 *
 * Merges field by field: what one side changed is taken from that side, what both changed alike is no clash. Lists are
 * merged item by item; what was added on either side stays. Where nothing is chosen, mine stands until something is.
 *
 * Returns: (transfer full) (nullable): @theirs with the content of both; NULL with @error set
 */
ImaginStatement *imagin_merge_statements (ImaginStatement *base,
                                          ImaginStatement *mine,
                                          ImaginStatement *theirs,
                                          GHashTable *choices,
                                          GPtrArray *clashes,
                                          GError **error);

G_END_DECLS
