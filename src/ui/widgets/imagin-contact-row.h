/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-mission.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ImaginContactRow:
 *
 * An office of the academy: its name, telephone and e-mail address, with a button that begins an e-mail.
 */
#define IMAGIN_TYPE_CONTACT_ROW (imagin_contact_row_get_type ())
G_DECLARE_FINAL_TYPE (ImaginContactRow, imagin_contact_row, IMAGIN, CONTACT_ROW, AdwActionRow)

/**
 * imagin_contact_row_show:
 * @office: (nullable): NULL hides the row
 * @subject: the subject of an e-mail
 */
void imagin_contact_row_show (ImaginContactRow *self, ImaginContact *office, const char *subject);

G_END_DECLS
