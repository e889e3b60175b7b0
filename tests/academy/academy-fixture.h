/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-missions.h"
#include "academy/database/academy-statements.h"

#include <gio/gio.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * Fixture:
 *
 * An academy in a folder of its own, which goes with it.
 */
typedef struct
{
  char *directory;
  AcademyDatabase *database;
  GSubprocess *server; /* NULL unless served */
  char *address;
  SoupSession *session;
} Fixture;

void fixture_open (Fixture *self);
void fixture_close (Fixture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_close)

/* Starts `imagin-academy serve --demo` on the folder and waits for its address. */
void fixture_serve (Fixture *self);

/* A mission with both parts in these statuses ("" : no such part), which began and ended long ago. */
void fixture_plant (Fixture *self, const char *id, const char *work, const char *travel);

/* Sets the status of a part behind everybody's back. */
void fixture_set_status (
    Fixture *self, const char *mission_id, const char *part, const char *status, const char *before_cancel);

/**
 * fixture_run:
 * @arguments: words for imagin-academy, between spaces; `--data DIR` is added
 * @now: (nullable): the instant that the program takes for now
 *
 * Returns: (transfer full): what it wrote; it must succeed
 */
char *fixture_run (Fixture *self, const char *arguments, const char *now);

/**
 * Answer:
 *
 * What a request was answered, read to its end.
 */
typedef struct
{
  guint status;
  char *etag;
  char *retry_after;
  JsonNode *json; /* NULL: no JSON */
} Answer;

void answer_clear (Answer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

Answer fixture_ask (
    Fixture *self, const char *method, const char *path, const char *token, const char *if_match, const char *body);

G_END_DECLS
