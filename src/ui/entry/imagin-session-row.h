/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-statement.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginSessionRow:
 *
 * One session of work: its day, from when to when, how many candidates.
 */
#define IMAGIN_TYPE_SESSION_ROW (imagin_session_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginSessionRow, imagin_session_row, IMAGIN, SESSION_ROW, AdwExpanderRow)

GtkWidget *imagin_session_row_new (ImaginWorkSession *session, ImaginStatement *statement, gboolean writable);

/**
 * imagin_session_row_focus:
 *
 * Opens it, and gives the keyboard to what is wrong in it; else to its day.
 */
void imagin_session_row_focus (ImaginSessionRow *self);

G_END_DECLS
