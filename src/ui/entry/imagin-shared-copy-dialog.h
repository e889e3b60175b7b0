/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_shared_copy_dialog_present:
 * @action: the action of @parent that saves the copy
 *
 * On a shared computer: says that a copy, which another program needs as well to show a document, stays here until the
 * person takes it away, and activates @action where they want one all the same.
 */
void imagin_shared_copy_dialog_present (GtkWidget *parent, const char *action);

G_END_DECLS
