/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a draft is worth at this moment, and what it is reckoned from. */

#include "account/imagin-reckoning.h"

#include "account/imagin-account-private.h"
#include "account/imagin-reckoning-others.h"
#include "base/imagin-moment.h"

struct _ImaginReckoning
{
  GObject parent_instance;

  ImaginDraft *draft; /* weak: the reckoning is the draft's */
  ImaginMission *mission;
  ImaginStatement *watched;
  ImaginOthers *others;
  ImaginEstimate *estimate;
  char **elsewhere;
  gint64 kilometres_before;
  gint64 told;
  guint idle;
  gboolean collecting;
  gboolean collect_again;
  gboolean settled;
};

G_DEFINE_FINAL_TYPE (ImaginReckoning, imagin_reckoning, G_TYPE_OBJECT)

static guint changed_signal;

static ImaginReference *
get_reference (ImaginReckoning *self)
{
  return imagin_account_get_reference (imagin_draft_get_account (self->draft));
}

ImaginRateTable *
imagin_reckoning_get_rates (ImaginReckoning *self)
{
  return imagin_reference_get_rates (get_reference (self));
}

static GListModel *
get_list_of_person (ImaginReckoning *self, const char *name)
{
  ImaginPerson *person = imagin_reference_get_person (get_reference (self));

  return person != NULL ? imagin_entity_get_list (person, name) : NULL;
}

GListModel *
imagin_reckoning_get_residences (ImaginReckoning *self)
{
  return get_list_of_person (self, "residences");
}

GListModel *
imagin_reckoning_get_vehicles (ImaginReckoning *self)
{
  return get_list_of_person (self, "vehicles");
}

/* Reckoning */

static const char *
get_account_id (ImaginReckoning *self)
{
  return imagin_account_get_id (imagin_draft_get_account (self->draft));
}

static ImaginEstimateInput
get_input (ImaginReckoning *self)
{
  ImaginAcademyInfo *info = imagin_account_get_info (imagin_draft_get_account (self->draft));
  ImaginMission *mission = imagin_draft_get_mission (self->draft);
  ImaginEstimateInput input = {
    .mission = mission,
    .statement = imagin_draft_get_statement (self->draft),
    .residences = imagin_reckoning_get_residences (self),
    .vehicles = imagin_reckoning_get_vehicles (self),
    .rates = imagin_reckoning_get_rates (self),
    .time_zone = info != NULL ? imagin_entity_get_text (info, "time_zone") : NULL,
    /* What was sent is reckoned as the office does: nothing is added to what was claimed. */
    .declared_only = !imagin_statement_part_is_writable (imagin_mission_get_statement (mission), IMAGIN_PART_TRAVEL),
  };

  return input;
}

/* Brings the input up to date: what the others have depends on what is entered here. */
static ImaginEstimateInput
complete_input (ImaginReckoning *self)
{
  ImaginEstimateInput input = get_input (self);

  g_strfreev (self->elsewhere);
  self->elsewhere = imagin_others_list_counted (self->others, get_account_id (self), &input);
  self->kilometres_before = self->told + imagin_others_sum_kilometres (self->others, get_account_id (self), &input);
  input.counted_elsewhere = (const char *const *) self->elsewhere;
  input.kilometres_before = self->kilometres_before;
  return input;
}

static void
reckon (ImaginReckoning *self)
{
  ImaginEstimateInput input = complete_input (self);

  g_clear_pointer (&self->estimate, imagin_estimate_free);
  self->estimate = imagin_estimate_new (&input);
}

static gboolean
reckon_now (gpointer data)
{
  ImaginReckoning *self = data;

  self->idle = 0;
  if (self->draft == NULL)
    return G_SOURCE_REMOVE;
  reckon (self);
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

/* Once a burst: a journey is filled member by member. */
static void
schedule (ImaginReckoning *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (reckon_now, self);
}

/* The other missions */

/* Runs in a fiber. */
static void
collect_once (ImaginReckoning *self)
{
  ImaginStore *store = imagin_account_get_store (imagin_draft_get_account (self->draft));
  const char *starts_at = imagin_entity_get_text (self->mission, "starts_at");
  g_autofree char *first = g_strndup (starts_at, 10);
  g_autofree char *last = g_strndup (imagin_entity_get_text (self->mission, "ends_at"), 10);
  g_autofree char *year = g_strndup (starts_at, 4);
  g_autofree char *from = g_strdup_printf ("%04d-01-01", (int) g_ascii_strtoll (year, NULL, 10) - 1);
  g_autofree char *to = g_strconcat (year, "-12-31", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) travels = NULL;
  g_autofree char *told = dex_await_string (imagin_store_get_kilometres (store, year), NULL);

  if (self->draft != NULL)
    travels = dex_await_boxed (imagin_store_list_travels (store, from, to, first, last), &error);
  if (self->draft == NULL)
    return;
  if (travels == NULL)
    {
      /* The estimate goes without what other missions say. */
      g_warning ("The other missions cannot be read: %s", error->message);
      return;
    }
  self->told = told != NULL ? g_ascii_strtoll (told, NULL, 10) : 0;
  imagin_others_free (self->others);
  self->others = imagin_others_new (get_account_id (self), self->mission, travels, imagin_reckoning_get_rates (self));
  self->settled = TRUE;
  schedule (self);
}

static DexFuture *
collect_fiber (gpointer data)
{
  ImaginReckoning *self = data;

  do
    {
      self->collect_again = FALSE;
      collect_once (self);
    }
  while (self->collect_again && self->draft != NULL);
  self->collecting = FALSE;
  return dex_future_new_for_boolean (TRUE);
}

static void
collect (ImaginReckoning *self)
{
  if (self->draft == NULL)
    return;
  if (self->collecting)
    {
      self->collect_again = TRUE;
      return;
    }
  self->collecting = TRUE;
  dex_future_disown (dex_scheduler_spawn (NULL, 0, collect_fiber, g_object_ref (self), g_object_unref));
}

static void
store_changed (ImaginStore *store, const char *account_id, const char *const *ids, ImaginReckoning *self)
{
  const char *mine = self->draft != NULL ? imagin_entity_get_text (self->mission, "id") : NULL;

  if (mine == NULL)
    return;
  /* What is typed here is kept several times a second, and says nothing of the others. */
  if (g_str_equal (account_id, get_account_id (self)) && ids[0] != NULL && ids[1] == NULL && g_str_equal (ids[0], mine))
    return;
  collect (self);
}

/* The draft */

static void
watch_statement (ImaginReckoning *self)
{
  ImaginStatement *statement = imagin_draft_get_statement (self->draft);

  if (statement == self->watched)
    return;
  if (self->watched != NULL)
    g_signal_handlers_disconnect_by_data (self->watched, self);
  g_set_object (&self->watched, statement);
  g_signal_connect_object (statement, "changed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
}

static void
statement_replaced (ImaginReckoning *self)
{
  watch_statement (self);
  schedule (self);
}

static gboolean
same_text (gpointer one, gpointer other, const char *name)
{
  return g_strcmp0 (imagin_entity_get_text (one, name), imagin_entity_get_text (other, name)) == 0;
}

static void
mission_read (ImaginReckoning *self)
{
  ImaginMission *mission = imagin_draft_get_mission (self->draft);
  gboolean moved = !same_text (mission, self->mission, "starts_at") || !same_text (mission, self->mission, "ends_at");

  /* It is read again whenever something is kept, and mostly says the same. */
  if (mission == self->mission || imagin_entity_equal (mission, self->mission))
    return;
  g_set_object (&self->mission, mission);
  schedule (self);
  if (moved)
    collect (self);
}

/* What the screens ask */

ImaginEstimate *
imagin_reckoning_get_estimate (ImaginReckoning *self)
{
  if (self->estimate == NULL)
    reckon (self);
  return self->estimate;
}

GPtrArray *
imagin_reckoning_derive_stays (ImaginReckoning *self)
{
  ImaginEstimateInput input = complete_input (self);

  return imagin_estimate_derive_stays (&input);
}

gboolean
imagin_reckoning_is_settled (ImaginReckoning *self)
{
  return self->settled;
}

GPtrArray *
imagin_reckoning_get_other_journeys (ImaginReckoning *self)
{
  return self->others->journeys;
}

GPtrArray *
imagin_reckoning_get_same_day (ImaginReckoning *self)
{
  return self->others->same_day;
}

const char *const *
imagin_reckoning_get_counted_elsewhere (ImaginReckoning *self)
{
  imagin_reckoning_get_estimate (self);
  return (const char *const *) self->elsewhere;
}

gint64
imagin_reckoning_get_kilometres_before (ImaginReckoning *self)
{
  imagin_reckoning_get_estimate (self);
  return self->kilometres_before;
}

gint64
imagin_reckoning_get_kilometres_told (ImaginReckoning *self)
{
  return self->told;
}

static DexFuture *
told (DexFuture *completed, gpointer data)
{
  ImaginReckoning *self = data;

  /* Every mission of the year is reckoned anew. */
  if (self->draft != NULL)
    imagin_store_tell_changed (imagin_account_get_store (imagin_draft_get_account (self->draft)), "",
                               (const char *const[]) { NULL });
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
imagin_reckoning_tell_kilometres (ImaginReckoning *self, gint64 kilometres)
{
  g_autofree char *year = g_strndup (imagin_entity_get_text (self->mission, "starts_at"), 4);
  DexFuture *kept =
      dex_future_then (imagin_store_tell_kilometres (imagin_account_get_store (imagin_draft_get_account (self->draft)),
                                                     year, CLAMP (kilometres, 0, 1000000)),
                       told, g_object_ref (self), g_object_unref);

  /* A page that goes away must not cancel it. */
  dex_future_disown (dex_ref (kept));
  return kept;
}

/* The same hour of another day, local, where the day is so many days away. */
static void
move_instant (ImaginJourney *journey, const char *name, int days, const char *zone_name)
{
  g_autoptr (GDateTime) moment = imagin_instant_parse (imagin_entity_get_text (journey, name));
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name != NULL ? zone_name : "Europe/Paris");
  g_autoptr (GDateTime) local = moment == NULL ? NULL
                                : zone != NULL ? g_date_time_to_timezone (moment, zone)
                                               : g_date_time_ref (moment);
  g_autoptr (GDateTime) moved = local != NULL ? g_date_time_add_days (local, days) : NULL;
  g_autofree char *text = moved != NULL ? imagin_instant_format (moved) : NULL;

  if (imagin_entity_is_set (journey, name))
    imagin_entity_set_text (journey, name, text);
}

static int
days_between (const char *from, const char *to)
{
  GDate one, other;

  g_date_clear (&one, 1);
  g_date_clear (&other, 1);
  g_date_set_parse (&one, from);
  g_date_set_parse (&other, to);
  return g_date_valid (&one) && g_date_valid (&other) ? g_date_days_between (&one, &other) : 0;
}

static ImaginJourney *
copy_journey (ImaginReckoning *self, const ImaginOtherJourney *other, ImaginJourney *journey)
{
  ImaginEstimateInput input = get_input (self);
  ImaginJourney *copy = imagin_entity_copy (journey);
  g_autofree char *first = g_strndup (imagin_entity_get_text (self->mission, "starts_at"), 10);
  g_autofree char *id = g_uuid_string_random ();
  int days = days_between (other->day, first);

  imagin_entity_set_text (copy, "id", id);
  move_instant (copy, "left_at", days, input.time_zone);
  move_instant (copy, "arrived_back_at", days, input.time_zone);
  if (!g_str_equal (other->account_id, get_account_id (self)))
    {
      /* Another academy knows other vehicles, and authorises on its own. */
      imagin_entity_set_null (copy, "vehicle_id");
      imagin_entity_set_boolean (copy, "authorised", FALSE);
    }
  return copy;
}

GPtrArray *
imagin_reckoning_copy_journeys (ImaginReckoning *self, const ImaginOtherJourney *other)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < other->journeys->len; i++)
    g_ptr_array_add (copies, copy_journey (self, other, g_ptr_array_index (other->journeys, i)));
  return copies;
}

/* The object */

static void
imagin_reckoning_finalize (GObject *object)
{
  ImaginReckoning *self = IMAGIN_RECKONING (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_weak_pointer (&self->draft);
  g_clear_object (&self->mission);
  g_clear_object (&self->watched);
  g_clear_pointer (&self->others, imagin_others_free);
  g_clear_pointer (&self->estimate, imagin_estimate_free);
  g_strfreev (self->elsewhere);
  G_OBJECT_CLASS (imagin_reckoning_parent_class)->finalize (object);
}

static void
imagin_reckoning_class_init (ImaginReckoningClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_reckoning_finalize;
  changed_signal =
      g_signal_new ("changed", IMAGIN_TYPE_RECKONING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
imagin_reckoning_init (ImaginReckoning *self)
{
}

static ImaginReckoning *
reckoning_new (ImaginDraft *draft)
{
  ImaginReckoning *self = g_object_new (IMAGIN_TYPE_RECKONING, NULL);
  ImaginAccount *account = imagin_draft_get_account (draft);

  g_set_weak_pointer (&self->draft, draft);
  self->mission = g_object_ref (imagin_draft_get_mission (draft));
  self->others = imagin_others_new (imagin_account_get_id (account), self->mission, NULL, NULL);
  watch_statement (self);
  g_signal_connect_object (draft, "notify::statement", G_CALLBACK (statement_replaced), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::mission", G_CALLBACK (mission_read), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_reference (self), "changed", G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (imagin_account_get_store (account), "changed", G_CALLBACK (store_changed), self,
                           G_CONNECT_DEFAULT);
  collect (self);
  return self;
}

ImaginReckoning *
imagin_reckoning_of (ImaginDraft *draft)
{
  static const char key[] = "imagin-reckoning";
  ImaginReckoning *self = g_object_get_data (G_OBJECT (draft), key);

  if (self == NULL)
    {
      self = reckoning_new (draft);
      g_object_set_data_full (G_OBJECT (draft), key, self, g_object_unref);
    }
  return self;
}
