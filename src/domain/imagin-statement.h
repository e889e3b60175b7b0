/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-entity.h"

G_BEGIN_DECLS

#define IMAGIN_TYPE_CODE (imagin_code_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginCode, imagin_code, CODE)

#define IMAGIN_TYPE_AUTHOR (imagin_author_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginAuthor, imagin_author, AUTHOR)

#define IMAGIN_TYPE_OFFICE_REMARK (imagin_office_remark_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginOfficeRemark, imagin_office_remark, OFFICE_REMARK)

#define IMAGIN_TYPE_PART (imagin_part_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginPart, imagin_part, PART)

#define IMAGIN_TYPE_NOT_PERFORMED (imagin_not_performed_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginNotPerformed, imagin_not_performed, NOT_PERFORMED)

#define IMAGIN_TYPE_REPORTED (imagin_reported_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginReported, imagin_reported, REPORTED)

#define IMAGIN_TYPE_ENTRY (imagin_entry_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginEntry, imagin_entry, ENTRY)

#define IMAGIN_TYPE_WORK_SESSION (imagin_work_session_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginWorkSession, imagin_work_session, WORK_SESSION)

#define IMAGIN_TYPE_WORK (imagin_work_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginWork, imagin_work, WORK)

#define IMAGIN_TYPE_JOURNEY (imagin_journey_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginJourney, imagin_journey, JOURNEY)

#define IMAGIN_TYPE_NIGHT (imagin_night_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginNight, imagin_night, NIGHT)

#define IMAGIN_TYPE_MEAL (imagin_meal_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginMeal, imagin_meal, MEAL)

#define IMAGIN_TYPE_TRAVEL (imagin_travel_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginTravel, imagin_travel, TRAVEL)

#define IMAGIN_PART_WORK "work"
#define IMAGIN_PART_TRAVEL "travel"

#define IMAGIN_TYPE_STATEMENT (imagin_statement_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginStatement, imagin_statement, STATEMENT)

/**
 * imagin_statement_get_part:
 * @name: IMAGIN_PART_WORK or IMAGIN_PART_TRAVEL
 *
 * Returns: (transfer none) (nullable): the part, or NULL where this mission has none
 */
ImaginPart *imagin_statement_get_part (ImaginStatement *self, const char *name);

/**
 * imagin_statement_get_remark:
 * @part: IMAGIN_PART_WORK or IMAGIN_PART_TRAVEL
 *
 * Returns: (transfer none) (nullable): what the office remarks on that part while the intervener may write it
 */
ImaginOfficeRemark *imagin_statement_get_remark (ImaginStatement *self, const char *part);

/**
 * imagin_statement_find_remark:
 * @part: IMAGIN_PART_WORK or IMAGIN_PART_TRAVEL
 * @list: entries, sessions, journeys, nights or meals
 * @name: the text field that tells the items of that list apart (key, id, date)
 * @value: what it is of the item that is asked about
 * @member: (out) (transfer none) (optional) (nullable): the member of the item that the remark is about
 *
 * A remark names its field by a JSON pointer (RFC 6901) into the statement as the academy has it.
 *
 * Returns: (transfer none) (nullable): the office's remark, where it is about that item
 */
ImaginOfficeRemark *imagin_statement_find_remark (ImaginStatement *self,
                                                  const char *part,
                                                  const char *list,
                                                  const char *name,
                                                  const char *value,
                                                  const char **member);

/**
 * imagin_part_get_status_code:
 * @self: (nullable): a part
 *
 * Returns: (transfer none) (nullable): the code of its status
 */
const char *imagin_part_get_status_code (ImaginPart *self);

/**
 * imagin_statement_is_writable:
 *
 * Returns: whether the intervener may write any part
 */
gboolean imagin_statement_is_writable (ImaginStatement *self);

/**
 * imagin_statement_part_is_writable:
 *
 * Returns: whether the intervener may write that part
 */
gboolean imagin_statement_part_is_writable (ImaginStatement *self, const char *name);

/**
 * imagin_statement_content_equal:
 *
 * Compares what is the intervener's to write (work, travel, post, note), and nothing else.
 *
 * Returns: whether both declare the same
 */
gboolean imagin_statement_content_equal (ImaginStatement *self, ImaginStatement *other);

/**
 * imagin_statement_take_content:
 *
 * Makes @self declare what @other declares; what is the academy's (parts, version) stays.
 */
void imagin_statement_take_content (ImaginStatement *self, ImaginStatement *other);

/**
 * imagin_statement_get_quantity:
 * @key: the field's key
 *
 * Returns: what was entered for the field, or -1 where nothing was (0 is an answer)
 */
gint64 imagin_statement_get_quantity (ImaginStatement *self, const char *key);

/**
 * imagin_statement_set_quantity:
 * @quantity: in the field's unit; -1 takes the entry away
 */
void imagin_statement_set_quantity (ImaginStatement *self, const char *key, gint64 quantity);

/**
 * imagin_statement_get_entry_text:
 *
 * Returns: (transfer none) (nullable): what was written in a field whose unit is text
 */
const char *imagin_statement_get_entry_text (ImaginStatement *self, const char *key);

/**
 * imagin_statement_set_entry_text:
 * @text: "" takes the entry away
 */
void imagin_statement_set_entry_text (ImaginStatement *self, const char *key, const char *text);

/**
 * imagin_statement_get_sessions:
 *
 * Returns: (transfer none): the #ImaginWorkSession list, empty where nothing was declared
 */
GListModel *imagin_statement_get_sessions (ImaginStatement *self);

/**
 * imagin_statement_ensure_work:
 *
 * Returns: (transfer none): what was declared of the work, made empty where it was absent
 */
ImaginWork *imagin_statement_ensure_work (ImaginStatement *self);

G_END_DECLS
