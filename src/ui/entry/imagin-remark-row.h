/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-statement.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * imagin_remark_row_new:
 *
 * Returns: (transfer floating): what the exams office remarks, to stand below the field that it is about
 */
GtkWidget *imagin_remark_row_new (ImaginOfficeRemark *remark);

G_END_DECLS
