/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * imagin_shared_traces_forbid:
 *
 * From now on the toolkit writes nothing of its own in this person's name: not which files were chosen, not which
 * folder was shown. What others left there (the recently used files of whose computer it is) stays as it is.
 */
void imagin_shared_traces_forbid (void);

G_END_DECLS
