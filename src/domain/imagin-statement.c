/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A statement (état de frais): its two parts, what was declared, and by whom. */

#include "domain/imagin-statement.h"

#include "domain/imagin-status.h"

static const ImaginField imagin_code_fields[] = {
  { "code", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "label", IMAGIN_FIELD_TEXT, .required = TRUE, .maximum = 200 },
  { "short_label", IMAGIN_FIELD_TEXT, .maximum = 80 },
};

IMAGIN_DEFINE_ENTITY (ImaginCode, imagin_code, imagin_code_fields)

static const ImaginField imagin_author_fields[] = {
  { "who", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "at", IMAGIN_FIELD_INSTANT },
};

IMAGIN_DEFINE_ENTITY (ImaginAuthor, imagin_author, imagin_author_fields)

static const ImaginField imagin_office_remark_fields[] = {
  { "text", IMAGIN_FIELD_TEXT, .required = TRUE },
  { "field", IMAGIN_FIELD_TEXT, .maximum = 200 },
  { "at", IMAGIN_FIELD_INSTANT },
};

IMAGIN_DEFINE_ENTITY (ImaginOfficeRemark, imagin_office_remark, imagin_office_remark_fields)

static const ImaginField imagin_part_fields[] = {
  { "part", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "status", IMAGIN_FIELD_ENTITY, .required = TRUE, .item_type = imagin_code_get_type },
  { "writable", IMAGIN_FIELD_BOOLEAN },
  { "closed_reason", IMAGIN_FIELD_TEXT },
  { "amount_cents", IMAGIN_FIELD_INTEGER, .minimum = -100000000, .maximum = 100000000 },
  { "currency", IMAGIN_FIELD_WORD, .maximum = 3 },
  { "paid_cents", IMAGIN_FIELD_INTEGER, .minimum = -100000000, .maximum = 100000000 },
  { "paid_on", IMAGIN_FIELD_DAY },
  { "remark", IMAGIN_FIELD_ENTITY, .item_type = imagin_office_remark_get_type },
  { "validated_at", IMAGIN_FIELD_INSTANT },
  { "certified_on", IMAGIN_FIELD_DAY },
};

IMAGIN_DEFINE_ENTITY (ImaginPart, imagin_part, imagin_part_fields)

static const ImaginField imagin_not_performed_fields[] = {
  { "reason", IMAGIN_FIELD_TEXT, .required = TRUE, .maximum = 1000 },
  { "declared_at", IMAGIN_FIELD_INSTANT },
};

IMAGIN_DEFINE_ENTITY (ImaginNotPerformed, imagin_not_performed, imagin_not_performed_fields)

static const ImaginField imagin_reported_fields[] = {
  { "field", IMAGIN_FIELD_WORD, .required = TRUE },
  { "label", IMAGIN_FIELD_TEXT },
  { "quantity", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = 1000000 },
  { "reported_at", IMAGIN_FIELD_INSTANT },
  { "by", IMAGIN_FIELD_WORD },
};

IMAGIN_DEFINE_ENTITY (ImaginReported, imagin_reported, imagin_reported_fields)

static const ImaginField imagin_entry_fields[] = {
  { "key", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 64 },
  { "quantity", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = 1000000 },
  { "text", IMAGIN_FIELD_TEXT },
};

IMAGIN_DEFINE_ENTITY (ImaginEntry, imagin_entry, imagin_entry_fields)

static const ImaginField imagin_work_session_fields[] = {
  { "id", IMAGIN_FIELD_WORD, .required = TRUE },
  { "date", IMAGIN_FIELD_DAY },
  { "from", IMAGIN_FIELD_TIME },
  { "to", IMAGIN_FIELD_TIME },
  { "candidates", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = 10000 },
};

IMAGIN_DEFINE_ENTITY (ImaginWorkSession, imagin_work_session, imagin_work_session_fields)

static const ImaginField imagin_work_fields[] = {
  { "entries", IMAGIN_FIELD_LIST, .maximum = 200, .item_type = imagin_entry_get_type },
  { "sessions", IMAGIN_FIELD_LIST, .maximum = 200, .item_type = imagin_work_session_get_type },
};

IMAGIN_DEFINE_ENTITY (ImaginWork, imagin_work, imagin_work_fields)

static const ImaginField imagin_journey_fields[] = {
  { "id", IMAGIN_FIELD_WORD, .required = TRUE },
  { "left_at", IMAGIN_FIELD_INSTANT },
  { "left_from", IMAGIN_FIELD_WORD },
  { "arrived_back_at", IMAGIN_FIELD_INSTANT },
  { "means", IMAGIN_FIELD_WORD },
  { "vehicle_id", IMAGIN_FIELD_WORD },
  { "authorised", IMAGIN_FIELD_BOOLEAN },
  { "distance_km", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = 100000 },
  { "return_trip", IMAGIN_FIELD_BOOLEAN },
  { "fare_cents", IMAGIN_FIELD_INTEGER, .minimum = -100000000, .maximum = 100000000 },
  { "tolls_cents", IMAGIN_FIELD_INTEGER, .minimum = -100000000, .maximum = 100000000 },
  { "parking_cents", IMAGIN_FIELD_INTEGER, .minimum = -100000000, .maximum = 100000000 },
};

IMAGIN_DEFINE_ENTITY (ImaginJourney, imagin_journey, imagin_journey_fields)

static const ImaginField imagin_night_fields[] = {
  { "date", IMAGIN_FIELD_DAY, .required = TRUE }, { "commune", IMAGIN_FIELD_TEXT },
  { "commune_code", IMAGIN_FIELD_WORD },          { "claimed", IMAGIN_FIELD_BOOLEAN },
  { "invoice_paid", IMAGIN_FIELD_BOOLEAN },       { "provided_free", IMAGIN_FIELD_BOOLEAN },
};

IMAGIN_DEFINE_ENTITY (ImaginNight, imagin_night, imagin_night_fields)

static const ImaginField imagin_meal_fields[] = {
  { "date", IMAGIN_FIELD_DAY, .required = TRUE },
  { "kind", IMAGIN_FIELD_WORD, .required = TRUE },
  { "claimed", IMAGIN_FIELD_BOOLEAN },
  { "canteen", IMAGIN_FIELD_BOOLEAN },
  { "provided_free", IMAGIN_FIELD_BOOLEAN },
};

IMAGIN_DEFINE_ENTITY (ImaginMeal, imagin_meal, imagin_meal_fields)

static const ImaginField imagin_travel_fields[] = {
  { "journeys", IMAGIN_FIELD_LIST, .maximum = 100, .item_type = imagin_journey_get_type },
  { "nights", IMAGIN_FIELD_LIST, .maximum = 400, .item_type = imagin_night_get_type },
  { "meals", IMAGIN_FIELD_LIST, .maximum = 800, .item_type = imagin_meal_get_type },
};

IMAGIN_DEFINE_ENTITY (ImaginTravel, imagin_travel, imagin_travel_fields)

static const ImaginField imagin_statement_fields[] = {
  { "mission_id", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 200 },
  { "etag", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 200 },
  { "version", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = G_MAXINT32 },
  { "changed_by", IMAGIN_FIELD_ENTITY, .item_type = imagin_author_get_type },
  { "parts", IMAGIN_FIELD_LIST, .maximum = 20, .item_type = imagin_part_get_type },
  { "not_performed", IMAGIN_FIELD_ENTITY, .item_type = imagin_not_performed_get_type },
  { "reported", IMAGIN_FIELD_LIST, .maximum = 200, .item_type = imagin_reported_get_type },
  { "work", IMAGIN_FIELD_ENTITY, .item_type = imagin_work_get_type },
  { "travel", IMAGIN_FIELD_ENTITY, .item_type = imagin_travel_get_type },
  { "receipts_by_post", IMAGIN_FIELD_BOOLEAN },
  { "note", IMAGIN_FIELD_TEXT },
};

IMAGIN_DEFINE_ENTITY (ImaginStatement, imagin_statement, imagin_statement_fields)

ImaginPart *
imagin_statement_get_part (ImaginStatement *self, const char *name)
{
  return imagin_entity_find (imagin_entity_get_list (self, "parts"), "part", name);
}

const char *
imagin_part_get_status_code (ImaginPart *self)
{
  ImaginCode *status = self != NULL ? imagin_entity_get_entity (self, "status") : NULL;

  return status != NULL ? imagin_entity_get_text (status, "code") : NULL;
}

gboolean
imagin_statement_part_is_writable (ImaginStatement *self, const char *name)
{
  ImaginPart *part = imagin_statement_get_part (self, name);

  if (part == NULL)
    return FALSE;
  /* The academy's word wins; where it says nothing, the status does. */
  if (imagin_entity_is_set (part, "writable"))
    return imagin_entity_get_boolean (part, "writable");
  return imagin_status_lookup (imagin_part_get_status_code (part))->writable;
}

gboolean
imagin_statement_is_writable (ImaginStatement *self)
{
  return imagin_statement_part_is_writable (self, IMAGIN_PART_WORK) ||
         imagin_statement_part_is_writable (self, IMAGIN_PART_TRAVEL);
}

ImaginOfficeRemark *
imagin_statement_get_remark (ImaginStatement *self, const char *part)
{
  ImaginPart *found = imagin_statement_get_part (self, part);

  return found != NULL && imagin_statement_part_is_writable (self, part) ? imagin_entity_get_entity (found, "remark")
                                                                         : NULL;
}

ImaginOfficeRemark *
imagin_statement_find_remark (
    ImaginStatement *self, const char *part, const char *list, const char *name, const char *value, const char **member)
{
  ImaginOfficeRemark *remark = imagin_statement_get_remark (self, part);
  const char *pointer = remark != NULL ? imagin_entity_get_text (remark, "field") : NULL;
  gpointer declared = imagin_entity_get_entity (self, part);
  g_autofree char *prefix = g_strdup_printf ("/%s/%s/", part, list);
  g_autoptr (GObject) item = NULL;
  char *end = NULL;
  guint64 index;

  if (member != NULL)
    *member = NULL;
  if (pointer == NULL || declared == NULL || !g_str_has_prefix (pointer, prefix) ||
      !g_ascii_isdigit (pointer[strlen (prefix)]))
    return NULL;
  index = g_ascii_strtoull (pointer + strlen (prefix), &end, 10);
  item = index < G_MAXUINT ? g_list_model_get_item (imagin_entity_get_list (declared, list), (guint) index) : NULL;
  if (item == NULL || (*end != '\0' && *end != '/') || g_strcmp0 (imagin_entity_get_text (item, name), value) != 0)
    return NULL;
  if (member != NULL && *end == '/')
    *member = end + 1;
  return remark;
}

static const char *const content_entities[] = { "work", "travel" };

static gboolean
list_is_empty (gpointer entity, const char *name)
{
  return entity == NULL || g_list_model_get_n_items (imagin_entity_get_list (entity, name)) == 0;
}

/* An academy may answer an empty declaration with an absent one: that is the same. */
static gboolean
content_is_empty (gpointer entity, const char *name)
{
  if (g_str_equal (name, "work"))
    return list_is_empty (entity, "entries") && list_is_empty (entity, "sessions");
  return list_is_empty (entity, "journeys") && list_is_empty (entity, "nights") && list_is_empty (entity, "meals");
}

static gboolean
declared_equal (ImaginStatement *self, ImaginStatement *other, const char *name)
{
  gpointer mine = imagin_entity_get_entity (self, name);
  gpointer theirs = imagin_entity_get_entity (other, name);

  return (content_is_empty (mine, name) && content_is_empty (theirs, name)) || imagin_entity_equal (mine, theirs);
}

gboolean
imagin_statement_content_equal (ImaginStatement *self, ImaginStatement *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (content_entities); i++)
    if (!declared_equal (self, other, content_entities[i]))
      return FALSE;
  return imagin_entity_get_boolean (self, "receipts_by_post") ==
             imagin_entity_get_boolean (other, "receipts_by_post") &&
         g_strcmp0 (imagin_entity_get_text (self, "note"), imagin_entity_get_text (other, "note")) == 0;
}

void
imagin_statement_take_content (ImaginStatement *self, ImaginStatement *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (content_entities); i++)
    {
      gpointer theirs = imagin_entity_get_entity (other, content_entities[i]);
      g_autoptr (GObject) copy = theirs != NULL ? imagin_entity_copy (theirs) : NULL;

      if (!declared_equal (self, other, content_entities[i]))
        imagin_entity_set_entity (self, content_entities[i], copy);
    }
  imagin_entity_set_boolean (self, "receipts_by_post", imagin_entity_get_boolean (other, "receipts_by_post"));
  imagin_entity_set_text (self, "note", imagin_entity_get_text (other, "note"));
}

ImaginWork *
imagin_statement_ensure_work (ImaginStatement *self)
{
  if (imagin_entity_get_entity (self, "work") == NULL)
    {
      g_autoptr (ImaginWork) work = g_object_new (IMAGIN_TYPE_WORK, NULL);

      imagin_entity_set_entity (self, "work", work);
    }
  return imagin_entity_get_entity (self, "work");
}

static ImaginEntry *
find_entry (ImaginStatement *self, const char *key)
{
  ImaginWork *work = imagin_entity_get_entity (self, "work");

  return work != NULL ? imagin_entity_find (imagin_entity_get_list (work, "entries"), "key", key) : NULL;
}

gint64
imagin_statement_get_quantity (ImaginStatement *self, const char *key)
{
  ImaginEntry *entry = find_entry (self, key);

  return entry != NULL ? imagin_entity_get_integer (entry, "quantity", -1) : -1;
}

static ImaginEntry *
ensure_entry (ImaginStatement *self, const char *key)
{
  ImaginEntry *found = find_entry (self, key);
  g_autoptr (ImaginEntry) entry = NULL;

  if (found != NULL)
    return found;
  entry = g_object_new (IMAGIN_TYPE_ENTRY, NULL);
  imagin_entity_set_text (entry, "key", key);
  imagin_entity_append (imagin_statement_ensure_work (self), "entries", entry);
  return entry; /* the list holds it */
}

static void
remove_entry (ImaginStatement *self, const char *key)
{
  ImaginEntry *entry = find_entry (self, key);

  if (entry != NULL)
    imagin_entity_remove (imagin_statement_ensure_work (self), "entries", entry);
}

void
imagin_statement_set_quantity (ImaginStatement *self, const char *key, gint64 quantity)
{
  if (quantity < 0)
    remove_entry (self, key);
  else
    imagin_entity_set_integer (ensure_entry (self, key), "quantity", quantity);
}

const char *
imagin_statement_get_entry_text (ImaginStatement *self, const char *key)
{
  ImaginEntry *entry = find_entry (self, key);

  return entry != NULL ? imagin_entity_get_text (entry, "text") : NULL;
}

void
imagin_statement_set_entry_text (ImaginStatement *self, const char *key, const char *text)
{
  if (*text == '\0')
    remove_entry (self, key);
  else
    imagin_entity_set_text (ensure_entry (self, key), "text", text);
}

GListModel *
imagin_statement_get_sessions (ImaginStatement *self)
{
  static GListStore *none;
  ImaginWork *work = imagin_entity_get_entity (self, "work");

  /* Reading must not write: an absent declaration stays absent. */
  if (work == NULL && g_once_init_enter_pointer (&none))
    g_once_init_leave_pointer (&none, g_list_store_new (IMAGIN_TYPE_WORK_SESSION));
  return work != NULL ? imagin_entity_get_list (work, "sessions") : G_LIST_MODEL (none);
}
