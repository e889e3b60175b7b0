/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements and missions as the contract writes them. */

#include "academy/academy-view.h"

#include "academy/academy-json.h"
#include "academy/database/academy-receipts.h"
#include "domain/imagin-status.h"

/* Why a part is closed, for the intervener; in French, because the academy's answers are read by people. */
static const struct
{
  const char *status;
  const char *reason;
} reasons[] = {
  { "no_costs", "Il n’y a rien à payer pour cette partie." },
  { "cancelled", "La mission a été annulée par le service gestionnaire." },
  { "to_come", "La mission n’a pas encore commencé." },
  { "validated", "Vous avez validé cette partie. Le service gestionnaire peut vous la renvoyer." },
  { "on_first_mission", "Le trajet de ce jour se saisit sur la première mission de la journée." },
  { "entered_by_office", "L’indemnité est saisie par le service gestionnaire." },
  { "to_check", "Le service gestionnaire vérifie cette partie." },
  { "accepted", "Le service gestionnaire a validé cette partie." },
  { "in_payment", "Cette partie est transmise à la liquidation." },
  { "paid", "Cette partie est payée." },
};

static const char *
closed_reason (AcademyPart *part)
{
  if (part->closed_reason != NULL)
    return part->closed_reason;
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].status, part->status))
      return reasons[i].reason;
  return "Cette partie est fermée.";
}

static void
write_remark (JsonBuilder *builder, AcademyPart *part)
{
  json_builder_set_member_name (builder, "remark");
  if (part->remark_text == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  academy_json_text (builder, "text", part->remark_text);
  academy_json_text (builder, "field", part->remark_field);
  academy_json_text (builder, "at", part->remark_at);
  json_builder_end_object (builder);
}

static void
write_part (JsonBuilder *builder, AcademyPart *part)
{
  const ImaginStatusInfo *status = imagin_status_lookup (part->status);

  json_builder_begin_object (builder);
  academy_json_text (builder, "part", part->part);
  json_builder_set_member_name (builder, "status");
  json_builder_begin_object (builder);
  academy_json_text (builder, "code", part->status);
  academy_json_text (builder, "label", status->label != NULL ? status->label : part->status);
  json_builder_end_object (builder);
  academy_json_boolean (builder, "writable", status->writable);
  academy_json_text (builder, "closed_reason", status->writable ? NULL : closed_reason (part));
  academy_json_integer (builder, "amount_cents", part->amount_cents);
  academy_json_text (builder, "currency", "EUR");
  academy_json_integer (builder, "paid_cents", part->paid_cents);
  academy_json_text (builder, "paid_on", part->paid_on);
  write_remark (builder, part);
  academy_json_text (builder, "validated_at", part->validated_at);
  academy_json_text (builder, "certified_on", part->certified_on);
  json_builder_end_object (builder);
}

static void
write_absence (JsonBuilder *builder, AcademyStatement *statement)
{
  json_builder_set_member_name (builder, "not_performed");
  if (statement->absence_reason == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  academy_json_text (builder, "reason", statement->absence_reason);
  academy_json_text (builder, "declared_at", statement->absence_at);
  json_builder_end_object (builder);
}

static void
write_author (JsonBuilder *builder, AcademyStatement *statement)
{
  json_builder_set_member_name (builder, "changed_by");
  json_builder_begin_object (builder);
  academy_json_text (builder, "who", statement->changed_who);
  academy_json_text (builder, "at", statement->changed_at);
  json_builder_end_object (builder);
}

static void
write_entered (JsonBuilder *builder, JsonObject *entered)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, entered);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    if (!academy_view_is_statement_member (name))
      academy_json_node (builder, name, json_node_copy (member));
}

gboolean
academy_view_is_statement_member (const char *name)
{
  static const char *const members[] = { "mission_id", "etag",          "version",  "changed_by",
                                         "parts",      "not_performed", "reported", NULL };

  return g_strv_contains (members, name);
}

JsonNode *
academy_view_statement (AcademyDatabase *database, AcademyStatement *statement, gboolean with_etag)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *etag = academy_statement_etag (database, statement);

  json_builder_begin_object (builder);
  academy_json_text (builder, "mission_id", statement->mission_id);
  if (with_etag)
    academy_json_text (builder, "etag", etag);
  academy_json_integer (builder, "version", statement->version);
  write_author (builder, statement);
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < statement->parts->len; i++)
    write_part (builder, g_ptr_array_index (statement->parts, i));
  json_builder_end_array (builder);
  write_absence (builder, statement);
  academy_json_node (builder, "reported", academy_reported_list (database, statement->mission_id));
  write_entered (builder, statement->entered);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

JsonNode *
academy_view_mission (AcademyDatabase *database, AcademyMission *mission, gboolean with_etag, GError **error)
{
  g_autoptr (AcademyStatement) statement = academy_statement_load (database, mission->id, error);
  JsonNode *node;

  if (statement == NULL)
    return NULL;
  node = json_node_init_object (json_node_alloc (), mission->document);
  json_object_set_member (mission->document, "statement", academy_view_statement (database, statement, with_etag));
  json_object_set_member (mission->document, "receipts", academy_receipts_to_json (database, mission->id));
  return node;
}
