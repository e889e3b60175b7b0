/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-entity.h"

G_BEGIN_DECLS

#define IMAGIN_TYPE_OFFICE (imagin_office_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginOffice, imagin_office, OFFICE)

#define IMAGIN_TYPE_LINKS (imagin_links_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginLinks, imagin_links, LINKS)

#define IMAGIN_TYPE_SIGN_IN_METHOD (imagin_sign_in_method_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginSignInMethod, imagin_sign_in_method, SIGN_IN_METHOD)

/**
 * imagin_sign_in_method_get_ports:
 *
 * Returns: (transfer full) (element-type guint16): the ports that a browser may come back to, in the academy's order;
 * empty where any free one will do
 */
GArray *imagin_sign_in_method_get_ports (ImaginSignInMethod *self);

#define IMAGIN_TYPE_PASSWORD_RULES (imagin_password_rules_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginPasswordRules, imagin_password_rules, PASSWORD_RULES)

#define IMAGIN_TYPE_RECEIPT_RULES (imagin_receipt_rules_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginReceiptRules, imagin_receipt_rules, RECEIPT_RULES)

#define IMAGIN_TYPE_ACADEMY_INFO (imagin_academy_info_get_type ())
IMAGIN_DECLARE_ENTITY (ImaginAcademyInfo, imagin_academy_info, ACADEMY_INFO)

G_END_DECLS
