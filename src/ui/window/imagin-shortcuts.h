/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_shortcuts_present:
 *
 * Shows the keys. (AdwShortcutsDialog comes with libadwaita 1.8; GtkShortcutsWindow is deprecated.)
 */
void imagin_shortcuts_present (GtkWidget *parent);

G_END_DECLS
