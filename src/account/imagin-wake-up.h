/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ImaginWakeUp:
 *
 * Tells when asking the academies again is worth while: the network is back, or the computer woke up.
 */
#define IMAGIN_TYPE_WAKE_UP (imagin_wake_up_get_type ())
G_DECLARE_FINAL_TYPE (ImaginWakeUp, imagin_wake_up, IMAGIN, WAKE_UP, GObject)

/**
 * ImaginWakeUp::woken:
 *
 * Emitted on the main thread.
 */

/**
 * imagin_wake_up_get_default:
 *
 * Returns: (transfer none): the one of this program. It listens to #GNetworkMonitor, and to the PrepareForSleep of
 * org.freedesktop.login1 where there is a system bus
 */
ImaginWakeUp *imagin_wake_up_get_default (void);

G_END_DECLS
