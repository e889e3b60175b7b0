/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP server: limits of bodies, sign-in, transactions, and then the handler of the route. */

#include "academy/http/academy-server.h"

#include "academy/academy-info.h"
#include "academy/database/academy-receipts.h"
#include "academy/http/academy-bearer.h"
#include "academy/http/academy-body.h"
#include "academy/http/academy-router.h"
#include "academy/office/academy-office.h"
#include "base/imagin-error.h"
#include "base/imagin-limits.h"

typedef struct
{
  AcademyDatabase *database;
  const AcademyOptions *options;
} Site;

/* Before the body is read. */
static void
limit_body (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Site *site = data;
  g_autofree char *allowed = NULL;
  const AcademyRoute *route = academy_router_find (soup_server_message_get_method (message), path, NULL, &allowed);

  if (route != NULL && (route->flags & ACADEMY_ROUTE_RECEIPT) != 0)
    academy_body_limit (message, academy_info_receipt_bytes (site->database), "receipt-too-large");
  else if (route != NULL && (route->flags & ACADEMY_ROUTE_PORTAL) != 0)
    academy_body_limit (message, IMAGIN_FORM_MAXIMUM_BYTES, "body-too-large");
  else
    academy_body_limit (message, IMAGIN_REQUEST_MAXIMUM_BYTES, "body-too-large");
}

static void
run_in_transaction (AcademyRequest *request)
{
  g_autoptr (GError) error = NULL;
  const AcademyRoute *route = request->route;
  gboolean writes = (route->flags & ACADEMY_ROUTE_WRITES) != 0;

  if (!academy_database_begin (request->database, writes, &error))
    {
      academy_answer_failure (request, error);
      return;
    }
  if (academy_bearer_sign_in (request))
    route->handler (request);
  if (soup_server_message_get_status (request->message) >= 400)
    academy_database_rollback (request->database);
  else if (!academy_database_commit (request->database, &error))
    academy_answer_failure (request, error);
  else if (request->sweep != NULL)
    academy_receipt_sweep_blob (request->database, request->sweep);
}

/* The keys that it waited for are there, or will not come. */
static void
run_after_all (gpointer data)
{
  g_autoptr (AcademyRequest) request = data;

  run_in_transaction (request);
  soup_server_message_unpause (request->message);
}

static void
refuse (AcademyRequest *request, const char *allowed)
{
  if (allowed != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "Allow", allowed);
  academy_answer_problem (request, allowed != NULL ? "method-not-allowed" : "not-found");
}

/* A path of the portal is nothing where the academy has none. */
static gboolean
is_closed (Site *site, const AcademyRoute *route)
{
  AcademyTrust *trust = site->options->trust;

  return (route->flags & ACADEMY_ROUTE_PORTAL) != 0 && (trust == NULL || !academy_trust_get_rules (trust)->own);
}

static void
handle (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  Site *site = data;
  g_autoptr (AcademyRequest) request = academy_request_new (site->database, site->options, message, query);
  g_autoptr (GError) error = NULL;
  g_autofree char *allowed = NULL;
  const AcademyRoute *route =
      academy_router_find (soup_server_message_get_method (message), path, request->parameters, &allowed);

  request->route = route;
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Cache-Control", "no-store");
  if (academy_body_refused (message))
    return;
  if (route == NULL || is_closed (site, route))
    refuse (request, allowed);
  else if (!academy_office_pass_time (site->database, &error))
    academy_answer_failure (request, error);
  else if ((route->flags & ACADEMY_ROUTE_OPEN) != 0)
    route->handler (request);
  else if (!academy_bearer_prepare (request, run_after_all))
    soup_server_message_pause (message);
  else
    run_in_transaction (request);
}

SoupServer *
academy_server_new (AcademyDatabase *database, const AcademyOptions *options, GError **error)
{
  g_autoptr (SoupServer) server =
      g_object_new (SOUP_TYPE_SERVER, "server-header", "imagin-academy ", "raw-paths", TRUE, NULL);
  Site *site = g_new0 (Site, 1);

  site->database = database;
  site->options = options;
  g_object_set_data_full (G_OBJECT (server), "site", site, g_free);
  soup_server_add_early_handler (server, NULL, limit_body, site, NULL);
  soup_server_add_handler (server, NULL, handle, site, NULL);
  if (!soup_server_listen_local (server, (guint) options->port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;
  return g_steal_pointer (&server);
}

int
academy_server_port (SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  int port = uris != NULL ? g_uri_get_port (uris->data) : 0;

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}

char *
academy_server_address (SoupServer *server)
{
  int port = academy_server_port (server);

  return port != 0 ? g_strdup_printf ("http://127.0.0.1:%d/", port) : NULL;
}
