/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-statement.h"

G_BEGIN_DECLS

/**
 * ImaginHistoryEvent:
 *
 * One change of one part: `part`, `at`, `who` and `verb` (open enumerations), `from` and `to` (codes), `amount_cents`,
 * `remark`.
 */
#define IMAGIN_TYPE_HISTORY_EVENT (imagin_history_event_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginHistoryEvent, imagin_history_event, HISTORY_EVENT)

/**
 * ImaginHistory:
 *
 * What happened to the parts of a statement: `items`, oldest first.
 */
#define IMAGIN_TYPE_HISTORY (imagin_history_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginHistory, imagin_history, HISTORY)

/**
 * ImaginRemark:
 *
 * What the person wrote to the exams office about a mission: `id` (a UUID), `text`, `field` (a JSON pointer into the
 * statement, or null), `at`.
 */
#define IMAGIN_TYPE_REMARK (imagin_remark_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginRemark, imagin_remark, REMARK)

/* The most characters of a remark. */
#define IMAGIN_REMARK_MAXIMUM 4000

/**
 * ImaginRemarkList:
 *
 * The remarks on a mission: `items`, oldest first.
 */
#define IMAGIN_TYPE_REMARK_LIST (imagin_remark_list_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginRemarkList, imagin_remark_list, REMARK_LIST)

/**
 * ImaginValidation:
 *
 * What the academy answered to a validation: `id`, `number` (what the person quotes), `at`, `parts`.
 */
#define IMAGIN_TYPE_VALIDATION (imagin_validation_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginValidation, imagin_validation, VALIDATION)

G_END_DECLS
