/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/database/academy-missions.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AcademyCommand:
 * @arguments: (array zero-terminated=1): the words behind the command's name, which the command may take out
 *
 * One command of the program.
 *
 * Returns: whether it succeeded; FALSE with @error set
 */
typedef gboolean (*AcademyCommand) (GStrv *arguments, GError **error);

gboolean academy_command_serve (GStrv *arguments, GError **error);
gboolean academy_command_import (GStrv *arguments, GError **error);
gboolean academy_command_generate (GStrv *arguments, GError **error);
gboolean academy_command_restart (GStrv *arguments, GError **error);
gboolean academy_command_office (GStrv *arguments, GError **error);
gboolean academy_command_move (GStrv *arguments, GError **error);
gboolean academy_command_report (GStrv *arguments, GError **error);
gboolean academy_command_set_limits (GStrv *arguments, GError **error);
gboolean academy_command_expire_password (GStrv *arguments, GError **error);
gboolean academy_command_show (GStrv *arguments, GError **error);
gboolean academy_command_subject (GStrv *arguments, GError **error);
gboolean academy_command_portal_key (GStrv *arguments, GError **error);
gboolean academy_command_estimate (GStrv *arguments, GError **error);

/**
 * academy_command_parse:
 * @entries: the command's options
 * @usage: what stands behind the program's name in the help
 * @help: a sentence or more on what it does
 */
gboolean academy_command_parse (
    GStrv *arguments, const GOptionEntry *entries, const char *usage, const char *help, GError **error);

/**
 * academy_command_words:
 * @count: how many words must be left once the options are taken out
 *
 * Checks how many words are left and that @directory was given.
 */
gboolean academy_command_check (GStrv arguments, guint count, const char *usage, const char *directory, GError **error);

/**
 * AcademyDeed:
 *
 * What is done to one mission, inside a transaction.
 */
typedef gboolean (*AcademyDeed) (AcademyDatabase *database,
                                 AcademyMission *mission,
                                 gconstpointer data,
                                 GError **error);

/**
 * academy_command_on_mission:
 * @name: a mission's id
 *
 * Does something to one mission in a transaction of its own, after what time alone has done.
 *
 * Returns: whether it was done and kept
 */
gboolean academy_command_on_mission (
    AcademyDatabase *database, const char *name, AcademyDeed deed, gconstpointer data, GError **error);

G_END_DECLS
