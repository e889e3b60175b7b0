/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * imagin_error_label_show:
 * @label: where a page says what went wrong
 * @text: (nullable): the sentence; NULL: nothing is wrong, or it is being tried again
 *
 * Shows a sentence and has it announced. The one that stands there already stays without a word; one that comes just
 * after another went waits until everybody could see that it was gone: the same again is not taken for the old one.
 */
void imagin_error_label_show (GtkLabel *label, const char *text);

G_END_DECLS
