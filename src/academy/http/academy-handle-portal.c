/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demonstration's portal: what it says of itself, its keys, and the end of a session. */

#include "academy/academy-jose.h"
#include "academy/academy-json.h"
#include "academy/database/academy-portal.h"
#include "academy/demo/academy-demo-portal.h"
#include "academy/http/academy-page.h"
#include "academy/http/academy-router.h"

static void
add_address (JsonBuilder *builder, const char *issuer, const char *name, const char *path)
{
  g_autofree char *address = g_strconcat (issuer, path, NULL);

  academy_json_text (builder, name, address);
}

static void
add_list (JsonBuilder *builder, const char *name, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; list[i] != NULL; i++)
    json_builder_add_string_value (builder, list[i]);
  json_builder_end_array (builder);
}

/* OpenID Connect Discovery 1.0, section 3. */
void
academy_handle_portal_description (AcademyRequest *request)
{
  const char *issuer = academy_trust_get_rules (request->options->trust)->issuer;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  academy_json_text (builder, "issuer", issuer);
  add_address (builder, issuer, "authorization_endpoint", "/authorize");
  add_address (builder, issuer, "token_endpoint", "/token");
  add_address (builder, issuer, "jwks_uri", "/keys");
  add_address (builder, issuer, "revocation_endpoint", "/revocation");
  add_address (builder, issuer, "end_session_endpoint", "/end-session");
  add_list (builder, "scopes_supported", "openid profile offline_access");
  add_list (builder, "response_types_supported", "code");
  add_list (builder, "response_modes_supported", "query");
  add_list (builder, "grant_types_supported", "authorization_code refresh_token");
  add_list (builder, "subject_types_supported", "public");
  add_list (builder, "id_token_signing_alg_values_supported", "RS256");
  add_list (builder, "token_endpoint_auth_methods_supported", "none");
  add_list (builder, "revocation_endpoint_auth_methods_supported", "none");
  add_list (builder, "code_challenge_methods_supported", "S256");
  add_list (builder, "claims_supported", "iss sub aud exp iat auth_time nonce at_hash");
  add_list (builder, "ui_locales_supported", "fr");
  academy_json_boolean (builder, "request_parameter_supported", FALSE);
  academy_json_boolean (builder, "request_uri_parameter_supported", FALSE);
  academy_json_boolean (builder, "authorization_response_iss_parameter_supported", TRUE);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  academy_answer_json (request, SOUP_STATUS_OK, node);
}

void
academy_handle_portal_keys (AcademyRequest *request)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GError) error = NULL;

  if (!academy_demo_portal_ensure_key (request->database, &error))
    {
      academy_answer_failure (request, error);
      return;
    }
  keys = academy_portal_keys (request->database);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "keys");
  json_builder_begin_array (builder);
  for (guint i = 0; i < keys->len; i++)
    {
      g_autofree char *shown = academy_jose_key_public (g_ptr_array_index (keys, i));

      if (shown != NULL)
        json_builder_add_value (builder, academy_json_read (shown));
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  academy_answer_json (request, SOUP_STATUS_OK, node);
}

/* OpenID Connect RP-Initiated Logout 1.0: the portal keeps nothing in the browser, so that nothing is left to end. */
void
academy_handle_portal_end (AcademyRequest *request)
{
  academy_page_answer_message (request, SOUP_STATUS_OK, "Vous êtes déconnecté du portail",
                               "Vous pouvez fermer cette page.");
}
