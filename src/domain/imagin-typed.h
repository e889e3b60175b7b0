/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What was typed for a field of an entity and is not its value: an hour that is none ("25h"), or a day whose hour is
 * still to come. It lives with the entity, whatever rows show it; it is neither kept on disk nor sent nor copied. */

/**
 * ImaginTypedPart:
 *
 * An instant is typed in two parts; everything else in one.
 */
typedef enum
{
  IMAGIN_TYPED_WHOLE,
  IMAGIN_TYPED_DAY,
  IMAGIN_TYPED_TIME,
} ImaginTypedPart;

/**
 * imagin_typed_set:
 * @entity: an #ImaginEntity
 * @field: a field of its table; it is notified, and `changed` is emitted, where something differs
 * @text: (nullable): what was typed; NULL: nothing beside the value
 * @wrong: whether it cannot be read, and has to be mended before anything is sent
 */
void imagin_typed_set (gpointer entity, const char *field, ImaginTypedPart part, const char *text, gboolean wrong);

/**
 * imagin_typed_get:
 * @wrong: (out) (optional): whether it cannot be read
 *
 * Returns: (transfer none) (nullable): what was typed
 */
const char *imagin_typed_get (gpointer entity, const char *field, ImaginTypedPart part, gboolean *wrong);

/**
 * imagin_typed_find_wrong:
 * @part: (out) (optional): which part of it
 *
 * Returns: (transfer none) (nullable): what was typed for @field and cannot be read
 */
const char *imagin_typed_find_wrong (gpointer entity, const char *field, ImaginTypedPart *part);

/**
 * imagin_typed_copy:
 *
 * Makes what was typed for @field of @to what was typed for it of @from.
 */
void imagin_typed_copy (gpointer from, gpointer to, const char *field);

/**
 * imagin_typed_equal:
 *
 * Returns: whether the same was typed for @field of both
 */
gboolean imagin_typed_equal (gpointer entity, gpointer other, const char *field);

G_END_DECLS
