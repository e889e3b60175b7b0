/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/imagin-error.h"

#include <libdex.h>

G_BEGIN_DECLS

/* How long anything in a test may take before the test says that it hangs. */
#define UNIT_WAIT_SECONDS 30

/**
 * UnitCondition:
 *
 * Returns: whether what a test waits for is so
 */
typedef gboolean (*UnitCondition) (gpointer data);

/**
 * unit_wait_until:
 * @what: names the condition where the wait fails
 *
 * Runs the main context until @condition holds; the test fails after UNIT_WAIT_SECONDS.
 */
void unit_wait_until (UnitCondition condition, gpointer data, const char *what);

/**
 * unit_wait_ms:
 *
 * Runs the main context for that long: for what must not happen.
 */
void unit_wait_ms (guint milliseconds);

/**
 * unit_await:
 * @future: (transfer full): what is waited for
 * @result: (out) (optional): a copy of what it resolved to, to be unset
 *
 * Returns: whether it resolved; FALSE with @error set where it was rejected
 */
gboolean unit_await (DexFuture *future, GValue *result, GError **error);

/* The same for what must succeed: the test fails otherwise. All take @future, and give a full reference or a copy. */
void unit_await_done (DexFuture *future);
gpointer unit_await_object (DexFuture *future);
gpointer unit_await_boxed (DexFuture *future);
char *unit_await_string (DexFuture *future);

/**
 * unit_await_refused:
 * @future: (transfer full): what must be rejected
 * @code: with this error of IMAGIN_ERROR
 *
 * Returns: (transfer full): its message
 */
char *unit_await_refused (DexFuture *future, ImaginError code);

/**
 * unit_assert_error:
 *
 * Fails unless @error has this code; clears it.
 */
void unit_assert_error (GError **error, ImaginError code);

/**
 * unit_folder_new:
 *
 * Returns: (transfer full): a new empty folder
 */
char *unit_folder_new (void);

/* Takes the folder away with all that is in it, whatever its permissions. */
void unit_folder_remove (const char *path);

/* Writes a file of the test's; returns its path. */
char *unit_file_new (const char *folder, const char *name, const void *bytes, gsize size);

G_END_DECLS
