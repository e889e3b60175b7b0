/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which handler answers which operation of the contract; and of the portal, which is no part of it. */

#include "academy/http/academy-router.h"

#include <string.h>

#define OPEN ACADEMY_ROUTE_OPEN
#define WRITES ACADEMY_ROUTE_WRITES
#define PORTAL (ACADEMY_ROUTE_OPEN | ACADEMY_ROUTE_PORTAL)
#define STATEMENT "/v1/missions/{mission_id}/statement"

static const AcademyRoute routes[] = {
  { "GET", "/.well-known/imagin", academy_handle_academy, OPEN },
  { "POST", "/v1/session", academy_handle_sign_in, OPEN },
  { "POST", "/v1/session/password", academy_handle_password, OPEN },
  { "POST", "/v1/session/refresh", academy_handle_refresh, OPEN },
  { "POST", "/v1/session/revoke", academy_handle_revoke, OPEN },
  { "GET", "/v1/me", academy_handle_me, 0 },
  { "GET", "/v1/rate-cards", academy_handle_rate_cards, 0 },
  { "GET", "/v1/missions", academy_handle_missions, 0 },
  { "GET", "/v1/missions/{mission_id}", academy_handle_mission, 0 },
  { "GET", "/v1/missions/{mission_id}/convocation", academy_handle_convocation, 0 },
  { "GET", STATEMENT, academy_handle_statement, 0 },
  { "PUT", STATEMENT, academy_handle_save, WRITES },
  { "PUT", STATEMENT "/absence", academy_handle_declare_absence, WRITES },
  { "DELETE", STATEMENT "/absence", academy_handle_withdraw_absence, WRITES },
  { "PUT", STATEMENT "/validations/{validation_id}", academy_handle_validate, WRITES },
  { "GET", STATEMENT "/history", academy_handle_history, 0 },
  { "GET", STATEMENT "/receipts", academy_handle_receipts, 0 },
  { "PUT", STATEMENT "/receipts/{receipt_id}", academy_handle_put_receipt, WRITES },
  { "DELETE", STATEMENT "/receipts/{receipt_id}", academy_handle_delete_receipt, WRITES },
  { "GET", STATEMENT "/receipts/{receipt_id}/content", academy_handle_content, 0 },
  { "PUT", STATEMENT "/receipts/{receipt_id}/content", academy_handle_put_content, WRITES | ACADEMY_ROUTE_RECEIPT },
  { "GET", "/v1/missions/{mission_id}/remarks", academy_handle_remarks, 0 },
  { "PUT", "/v1/missions/{mission_id}/remarks/{remark_id}", academy_handle_put_remark, WRITES },
  { "GET", "/portal/.well-known/openid-configuration", academy_handle_portal_description, PORTAL },
  { "GET", "/portal/keys", academy_handle_portal_keys, PORTAL },
  { "GET", "/portal/authorize", academy_handle_portal_page, PORTAL },
  { "POST", "/portal/authorize", academy_handle_portal_decision, PORTAL },
  { "POST", "/portal/token", academy_handle_portal_token, PORTAL },
  { "POST", "/portal/revocation", academy_handle_portal_revocation, PORTAL },
  { "GET", "/portal/end-session", academy_handle_portal_end, PORTAL },
};

static gboolean
matches (char **template, char **segments)
{
  guint i;

  for (i = 0; template[i] != NULL && segments[i] != NULL; i++)
    if (template[i][0] == '{' ? segments[i][0] == '\0' : !g_str_equal (template[i], segments[i]))
      return FALSE;
  return template[i] == NULL && segments[i] == NULL;
}

static gboolean
take_parameters (char **template, char **segments, char **parameters)
{
  guint count = 0;

  for (guint i = 0; template[i] != NULL; i++)
    if (template[i][0] == '{' && count < ACADEMY_MAX_PARAMETERS)
      {
        /* A slash or a NUL in an identifier is no identifier of ours. */
        parameters[count] = g_uri_unescape_string (segments[i], "/");
        if (parameters[count] == NULL || !g_utf8_validate (parameters[count], -1, NULL))
          return FALSE;
        count++;
      }
  return TRUE;
}

/* HEAD is answered as GET; libsoup leaves the body out. */
static gboolean
serves (const AcademyRoute *route, const char *method)
{
  return g_str_equal (route->method, method) || (g_str_equal (route->method, "GET") && g_str_equal (method, "HEAD"));
}

const AcademyRoute *
academy_router_find (const char *method, const char *path, char **parameters, char **allowed)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", 16);
  g_autoptr (GString) methods = g_string_new (NULL);

  *allowed = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_auto (GStrv) template = g_strsplit (routes[i].path, "/", -1);

      if (!matches (template, segments))
        continue;
      if (serves (&routes[i], method))
        return parameters == NULL || take_parameters (template, segments, parameters) ? &routes[i] : NULL;
      g_string_append_printf (methods, "%s%s", methods->len > 0 ? ", " : "",
                              g_str_equal (routes[i].method, "GET") ? "GET, HEAD" : routes[i].method);
    }
  if (methods->len > 0)
    *allowed = g_string_free_and_steal (g_steal_pointer (&methods));
  return NULL;
}
