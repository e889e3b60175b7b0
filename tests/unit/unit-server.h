/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "unit-wait.h"

#include "remote/imagin-remote.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * UnitServer:
 *
 * A few paths on the loopback, in this process:
 *   /v1/session/refresh  gives "access-N" and "refresh-N", and counts
 *   /v1/data             401 unless the newest access token comes with it; 200 with what was sent
 *   /v1/moved            302 to `moved_to`
 *   /v1/large            `large_bytes` bytes, with `large_status`
 *   /v1/page             200 with `link` as its Link
 *   /v1/odd              `odd_status`, with `odd_body` as `odd_type`, `odd_retry` as Retry-After, `odd_date` as Date,
 *                        and a header of `odd_head` bytes
 *   /v1/missions         an empty list, or 503 with `retry_after` where there is one
 *   /v1/missions/…       503, and counts
 */
typedef struct
{
  SoupServer *server;
  char *address;
  guint tokens; /* N of the newest */
  guint refreshes;
  guint requests; /* of any path */
  gboolean refuse_refresh;
  guint hold; /* how many 401 are kept back until so many came */
  GPtrArray *held;
  guint lose;           /* how many answers of /v1/data are lost, with their connections */
  gboolean hold_second; /* one more 401 is kept back until the refresh was answered */
  SoupServerMessage *second;
  char *moved_to;
  gsize large_bytes;
  guint large_status;
  const char *link;
  const char *retry_after; /* NULL: it is not busy */
  guint odd_status;
  const char *odd_type; /* NULL: nothing comes */
  const char *odd_body;
  const char *odd_retry;
  const char *odd_date; /* NULL: the right one */
  gsize odd_head;
  guint pulls;
  guint sent;       /* about one mission */
  GBytes *received; /* the last body that /v1/data took */
  char *received_type;
  gboolean hold_data; /* the next answer of /v1/data waits for unit_server_release_data() */
  SoupServerMessage *data;
  char *authorization; /* of the last request */
  guint16 port;        /* at which the last request was sent */
} UnitServer;

void unit_server_start (UnitServer *self);
void unit_server_stop (UnitServer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UnitServer, unit_server_stop)

/* The client of that server. */
ImaginRemote *unit_server_remote (UnitServer *self);

/* Lets go of what `hold_second` kept back. */
void unit_server_release_second (UnitServer *self);

/* Whether an answer of /v1/data waits; and lets go of it. */
gboolean unit_server_holds_data (gpointer self);
void unit_server_release_data (UnitServer *self);

G_END_DECLS
