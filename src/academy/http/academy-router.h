/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "academy/http/academy-request.h"

G_BEGIN_DECLS

typedef void (*AcademyHandler) (AcademyRequest *request);

typedef enum
{
  ACADEMY_ROUTE_OPEN = 1 << 0,    /* without sign-in */
  ACADEMY_ROUTE_WRITES = 1 << 1,  /* the handler runs in a transaction, kept where the answer is below 400 */
  ACADEMY_ROUTE_RECEIPT = 1 << 2, /* the body is a receipt: its limit is the academy's */
  ACADEMY_ROUTE_PORTAL = 1 << 3,  /* of the demonstration's own portal, and of nobody else */
} AcademyRouteFlags;

/**
 * AcademyRoute:
 *
 * One operation of the contract.
 */
typedef struct _AcademyRoute
{
  const char *method;
  const char *path; /* segments in braces are parameters */
  AcademyHandler handler;
  AcademyRouteFlags flags;
} AcademyRoute;

/**
 * academy_router_find:
 * @path: the path as received, still percent-encoded
 * @parameters: (nullable): an array of ACADEMY_MAX_PARAMETERS that is filled with new texts
 * @allowed: (out) (transfer full) (nullable): where the path is known but not the method: the value of `Allow`
 *
 * Returns: (nullable): the route
 */
const AcademyRoute *academy_router_find (const char *method, const char *path, char **parameters, char **allowed);

/* The handlers, by resource. */
void academy_handle_academy (AcademyRequest *request);
void academy_handle_rate_cards (AcademyRequest *request);
void academy_handle_sign_in (AcademyRequest *request);
void academy_handle_password (AcademyRequest *request);
void academy_handle_refresh (AcademyRequest *request);
void academy_handle_revoke (AcademyRequest *request);
void academy_handle_me (AcademyRequest *request);
void academy_handle_missions (AcademyRequest *request);
void academy_handle_mission (AcademyRequest *request);
void academy_handle_convocation (AcademyRequest *request);
void academy_handle_statement (AcademyRequest *request);
void academy_handle_save (AcademyRequest *request);
void academy_handle_declare_absence (AcademyRequest *request);
void academy_handle_withdraw_absence (AcademyRequest *request);
void academy_handle_validate (AcademyRequest *request);
void academy_handle_history (AcademyRequest *request);
void academy_handle_receipts (AcademyRequest *request);
void academy_handle_put_receipt (AcademyRequest *request);
void academy_handle_delete_receipt (AcademyRequest *request);
void academy_handle_content (AcademyRequest *request);
void academy_handle_put_content (AcademyRequest *request);
void academy_handle_remarks (AcademyRequest *request);
void academy_handle_put_remark (AcademyRequest *request);
void academy_handle_portal_description (AcademyRequest *request);
void academy_handle_portal_keys (AcademyRequest *request);
void academy_handle_portal_page (AcademyRequest *request);
void academy_handle_portal_decision (AcademyRequest *request);
void academy_handle_portal_token (AcademyRequest *request);
void academy_handle_portal_revocation (AcademyRequest *request);
void academy_handle_portal_end (AcademyRequest *request);

G_END_DECLS
