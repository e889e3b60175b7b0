/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * imagin_address_text_read:
 * @typed: what the person typed
 * @problem: (out) (nullable) (transfer none): why it is no address, in words
 *
 * Returns: (transfer full) (nullable): the address to be asked, with its scheme; NULL where it cannot be one
 */
char *imagin_address_text_read (const char *typed, const char **problem);

/**
 * imagin_address_text_error:
 * @address: what the person typed or chose, with its scheme
 * @offered: (nullable): the name of the academy that was chosen from the list; NULL: the person typed the address
 * @error: why no academy was found there
 *
 * Returns: (transfer full): what happened and what can be done, at the first start, where nothing is kept yet
 */
char *imagin_address_text_error (const char *address, const char *offered, const GError *error);

/**
 * imagin_address_text_is_passing:
 *
 * Returns: whether the same may succeed later by itself: there is no network, or nobody answers
 */
gboolean imagin_address_text_is_passing (const GError *error);

G_END_DECLS
