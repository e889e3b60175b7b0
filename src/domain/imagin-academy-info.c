/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an academy says of itself: names, links, rules and limits. */

#include "domain/imagin-academy-info.h"

#include "base/imagin-json.h"

/* A program listens on no port below, and on no more of them than an issuer would ever register. */
#define PORT_MINIMUM 1024
#define PORTS_MAXIMUM 64

static const ImaginField imagin_office_fields[] = {
  { "name", IMAGIN_FIELD_TEXT },
  { "address", IMAGIN_FIELD_TEXTS, .maximum = 12 },
  { "phone", IMAGIN_FIELD_TEXT, .maximum = 80 },
  { "email", IMAGIN_FIELD_TEXT, .maximum = 200 },
};

IMAGIN_DEFINE_ENTITY (ImaginOffice, imagin_office, imagin_office_fields)

static const ImaginField imagin_links_fields[] = {
  { "help", IMAGIN_FIELD_TEXT },
  { "credentials", IMAGIN_FIELD_TEXT },
  { "site", IMAGIN_FIELD_TEXT },
};

IMAGIN_DEFINE_ENTITY (ImaginLinks, imagin_links, imagin_links_fields)

static const ImaginField imagin_sign_in_method_fields[] = {
  { "method", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "session", IMAGIN_FIELD_TEXT },
  { "issuer", IMAGIN_FIELD_TEXT },
  { "client_id", IMAGIN_FIELD_TEXT },
  { "scopes", IMAGIN_FIELD_TEXTS, .maximum = 32 },
};

IMAGIN_DEFINE_ENTITY (ImaginSignInMethod, imagin_sign_in_method, imagin_sign_in_method_fields)

GArray *
imagin_sign_in_method_get_ports (ImaginSignInMethod *self)
{
  g_autoptr (JsonNode) node = imagin_entity_to_json (IMAGIN_ENTITY (self));
  JsonArray *array = imagin_json_array_member (json_node_get_object (node), "ports");
  GArray *ports = g_array_new (FALSE, FALSE, sizeof (guint16));

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), PORTS_MAXIMUM); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      gint64 number = json_node_get_value_type (element) == G_TYPE_INT64 ? json_node_get_int (element) : 0;
      guint16 port = (guint16) CLAMP (number, 0, G_MAXUINT16);

      if (number >= PORT_MINIMUM && number <= G_MAXUINT16)
        g_array_append_val (ports, port);
    }
  return ports;
}

static const ImaginField imagin_password_rules_fields[] = {
  { "minimum_length", IMAGIN_FIELD_INTEGER, .minimum = 1, .maximum = 1000 },
  { "maximum_length", IMAGIN_FIELD_INTEGER, .minimum = 1, .maximum = 10000 },
  { "needs", IMAGIN_FIELD_TEXTS, .maximum = 16 },
};

IMAGIN_DEFINE_ENTITY (ImaginPasswordRules, imagin_password_rules, imagin_password_rules_fields)

static const ImaginField imagin_receipt_rules_fields[] = {
  { "media_types", IMAGIN_FIELD_TEXTS, .maximum = 64 },
  { "max_bytes", IMAGIN_FIELD_INTEGER, .minimum = 1, .maximum = G_GINT64_CONSTANT (1073741824) },
  { "max_count", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = 10000 },
};

IMAGIN_DEFINE_ENTITY (ImaginReceiptRules, imagin_receipt_rules, imagin_receipt_rules_fields)

static const ImaginField imagin_academy_info_fields[] = {
  { "id", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 200 },
  { "name", IMAGIN_FIELD_TEXT, .required = TRUE, .maximum = 200 },
  { "short_name", IMAGIN_FIELD_TEXT, .maximum = 80 },
  { "epoch", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 200 },
  { "api", IMAGIN_FIELD_TEXT, .required = TRUE, .maximum = 400 },
  { "demonstration", IMAGIN_FIELD_BOOLEAN },
  { "time_zone", IMAGIN_FIELD_WORD, .maximum = 80 },
  { "poll_seconds", IMAGIN_FIELD_INTEGER, .minimum = 1, .maximum = 86400 },
  { "links", IMAGIN_FIELD_ENTITY, .item_type = imagin_links_get_type },
  { "exams_office", IMAGIN_FIELD_ENTITY, .item_type = imagin_office_get_type },
  { "sign_in", IMAGIN_FIELD_LIST, .maximum = 16, .item_type = imagin_sign_in_method_get_type },
  { "password_rules", IMAGIN_FIELD_ENTITY, .item_type = imagin_password_rules_get_type },
  { "receipts", IMAGIN_FIELD_ENTITY, .item_type = imagin_receipt_rules_get_type },
  { "rate_cards", IMAGIN_FIELD_TEXT },
};

IMAGIN_DEFINE_ENTITY (ImaginAcademyInfo, imagin_academy_info, imagin_academy_info_fields)
