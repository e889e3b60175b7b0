/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the person's other missions of any account say that matters to one of them. */

#include "account/imagin-reckoning-others.h"

#include "base/imagin-moment.h"
#include "domain/imagin-travel.h"

#include <string.h>

/* Which of two missions comes first: that which begins first, else by their names, so that both see it the same way. */
typedef struct
{
  gint64 begins; /* seconds */
  char *name;
} Order;

typedef struct
{
  gint64 at; /* seconds */
  char *day;
  char *id;
  gint64 kilometres;
  Order order;
} Drive;

/* How firmly a stay is claimed. */
typedef enum
{
  CLAIM_DERIVED, /* the times give it, nobody said anything */
  CLAIM_SAID,
  CLAIM_SENT,
} ClaimRank;

typedef struct
{
  char *name; /* "2026-06-22 lunch" */
  ClaimRank rank;
  Order order;
} Claim;

static gint64
seconds_of (const char *instant)
{
  g_autoptr (GDateTime) moment = imagin_instant_parse (instant);

  return moment != NULL ? g_date_time_to_unix (moment) : 0;
}

static Order
order_of (const char *account_id, ImaginMission *mission)
{
  Order order = { seconds_of (imagin_entity_get_text (mission, "starts_at")),
                  g_strconcat (account_id, " ", imagin_entity_get_text (mission, "id"), NULL) };

  return order;
}

static gboolean
comes_first (const Order *one, const Order *other)
{
  return one->begins != other->begins ? one->begins < other->begins : strcmp (one->name, other->name) < 0;
}

static void
other_journey_free (gpointer data)
{
  ImaginOtherJourney *self = data;

  g_free (self->account_id);
  g_free (self->mission_id);
  g_free (self->paper);
  g_free (self->place);
  g_free (self->day);
  g_ptr_array_unref (self->journeys);
  g_free (self);
}

static void
same_day_free (gpointer data)
{
  ImaginSameDay *self = data;

  g_free (self->account_id);
  g_free (self->mission_id);
  g_free (self->paper);
  g_free (self->starts_at);
  g_strfreev (self->days);
  g_free (self);
}

static void
drive_clear (gpointer data)
{
  Drive *drive = data;

  g_free (drive->day);
  g_free (drive->id);
  g_free (drive->order.name);
}

static void
claim_free (gpointer data)
{
  Claim *claim = data;

  g_free (claim->name);
  g_free (claim->order.name);
  g_free (claim);
}

void
imagin_others_free (ImaginOthers *self)
{
  g_ptr_array_unref (self->journeys);
  g_ptr_array_unref (self->same_day);
  g_array_unref (self->drives);
  g_ptr_array_unref (self->claims);
  g_free (self);
}

/* Days */

static gboolean
is_of_day (ImaginMission *mission, const char *day)
{
  const char *starts_at = imagin_entity_get_text (mission, "starts_at");
  const char *ends_at = imagin_entity_get_text (mission, "ends_at");

  return strncmp (starts_at, day, 10) <= 0 && strncmp (ends_at, day, 10) >= 0;
}

static void
add_listed_days (GStrvBuilder *shared, GListModel *days, ImaginMission *other)
{
  GListModel *theirs = imagin_entity_get_list (other, "days");
  gboolean listed = g_list_model_get_n_items (theirs) > 0;

  for (guint i = 0; i < g_list_model_get_n_items (days); i++)
    {
      g_autoptr (ImaginMissionDay) day = g_list_model_get_item (days, i);
      const char *date = imagin_entity_get_text (day, "date");

      if (listed ? imagin_entity_find (theirs, "date", date) != NULL : is_of_day (other, date))
        g_strv_builder_add (shared, date);
    }
}

/* No mission is longer. */
#define DAYS_MAXIMUM 400

static void
add_days_of_both (GStrvBuilder *shared, ImaginMission *mission, ImaginMission *other)
{
  const char *mine = imagin_entity_get_text (mission, "starts_at");
  const char *theirs = imagin_entity_get_text (other, "starts_at");
  const char *later = strcmp (mine, theirs) > 0 ? mine : theirs;
  g_autofree char *first = NULL;
  GDate day;

  /* Of ten thousand missions, most share none. */
  if (!is_of_day (mission, later) || !is_of_day (other, later))
    return;
  first = g_strndup (later, strlen ("2026-06-22"));
  g_date_clear (&day, 1);
  g_date_set_parse (&day, first);
  for (guint i = 0; i < DAYS_MAXIMUM && g_date_valid (&day); i++)
    {
      char text[32];

      g_date_strftime (text, sizeof text, "%Y-%m-%d", &day);
      if (!is_of_day (mission, text) || !is_of_day (other, text))
        return;
      g_strv_builder_add (shared, text);
      g_date_add_days (&day, 1);
    }
}

/* A mission of two weeks with two days on its convocation is of these two days only. */
static char **
list_shared_days (ImaginMission *mission, ImaginMission *other)
{
  g_autoptr (GStrvBuilder) shared = g_strv_builder_new ();
  GListModel *mine = imagin_entity_get_list (mission, "days");
  GListModel *theirs = imagin_entity_get_list (other, "days");

  if (g_list_model_get_n_items (mine) > 0)
    add_listed_days (shared, mine, other);
  else if (g_list_model_get_n_items (theirs) > 0)
    add_listed_days (shared, theirs, mission);
  else
    add_days_of_both (shared, mission, other);
  return g_strv_builder_end (shared);
}

gboolean
imagin_mission_has_one_day (ImaginMission *mission)
{
  guint listed = g_list_model_get_n_items (imagin_entity_get_list (mission, "days"));

  if (listed > 0)
    return listed == 1;
  return strncmp (imagin_entity_get_text (mission, "starts_at"), imagin_entity_get_text (mission, "ends_at"), 10) == 0;
}

/* Each moment as it was said, by the clock of its place. */
static gboolean
is_journey_of_days (ImaginJourney *journey, ImaginMission *mission, char **days)
{
  const char *left_at = imagin_entity_get_text (journey, "left_at");
  const char *back_at = imagin_entity_get_text (journey, "arrived_back_at");
  const char *from = left_at != NULL ? left_at : back_at;
  const char *to = back_at != NULL ? back_at : left_at;

  if (from == NULL)
    return imagin_mission_has_one_day (mission);
  for (; *days != NULL; days++)
    if (strncmp (from, *days, 10) <= 0 && strncmp (to, *days, 10) >= 0)
      return TRUE;
  return FALSE;
}

gboolean
imagin_same_day_has_journey (const ImaginSameDay *self, ImaginMission *mission, ImaginStatement *statement)
{
  GListModel *journeys = imagin_statement_get_journeys (statement);

  for (guint i = 0; i < g_list_model_get_n_items (journeys); i++)
    {
      g_autoptr (ImaginJourney) journey = g_list_model_get_item (journeys, i);

      if (is_journey_of_days (journey, mission, self->days))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_entry_of_days (GListModel *entries, char **days)
{
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (ImaginEntity) entry = g_list_model_get_item (entries, i);
      const char *date = imagin_entity_get_text (entry, "date");

      if (date != NULL && g_strv_contains ((const char *const *) days, date))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_off (ImaginMission *mission)
{
  ImaginStatement *statement = imagin_mission_get_statement (mission);
  const char *work = imagin_part_get_status_code (imagin_statement_get_part (statement, IMAGIN_PART_WORK));
  const char *travel = imagin_part_get_status_code (imagin_statement_get_part (statement, IMAGIN_PART_TRAVEL));

  return imagin_entity_is_set (statement, "not_performed") || g_strcmp0 (work, "cancelled") == 0 ||
         g_strcmp0 (travel, "cancelled") == 0;
}

static gboolean
declares_travel (ImaginStatement *statement)
{
  ImaginTravel *travel = imagin_entity_get_entity (statement, "travel");

  return travel != NULL && (g_list_model_get_n_items (imagin_entity_get_list (travel, "journeys")) > 0 ||
                            g_list_model_get_n_items (imagin_entity_get_list (travel, "nights")) > 0 ||
                            g_list_model_get_n_items (imagin_entity_get_list (travel, "meals")) > 0);
}

static gboolean
declares_shared_travel (const ImaginSameDay *same, ImaginMission *mission)
{
  ImaginStatement *statement = imagin_mission_get_statement (mission);
  ImaginTravel *travel = imagin_entity_get_entity (statement, "travel");

  return travel != NULL && (imagin_same_day_has_journey (same, mission, statement) ||
                            has_entry_of_days (imagin_entity_get_list (travel, "nights"), same->days) ||
                            has_entry_of_days (imagin_entity_get_list (travel, "meals"), same->days));
}

/* Takes the days. */
static void
add_same_day (
    ImaginOthers *self, const char *account_id, ImaginMission *mission, ImaginStoredTravel *other, char **days)
{
  ImaginStatement *theirs = imagin_mission_get_statement (other->mission);
  const char *mine_id = imagin_entity_get_text (mission, "id");
  const char *id = imagin_entity_get_text (other->mission, "id");
  Order mine = order_of (account_id, mission);
  Order order = order_of (other->account_id, other->mission);
  ImaginSameDay *same = g_new0 (ImaginSameDay, 1);

  same->account_id = g_strdup (other->account_id);
  same->mission_id = g_strdup (id);
  same->paper = g_strdup (imagin_entity_get_text (other->mission, "paper"));
  same->starts_at = g_strdup (imagin_entity_get_text (other->mission, "starts_at"));
  same->days = days;
  same->same_account = g_str_equal (other->account_id, account_id);
  same->is_earlier = comes_first (&order, &mine);
  same->travel_theirs =
      same->same_account && g_strcmp0 (imagin_entity_get_text (mission, "first_mission_of_day"), id) == 0;
  same->travel_ours =
      same->same_account && g_strcmp0 (imagin_entity_get_text (other->mission, "first_mission_of_day"), mine_id) == 0;
  same->travel_open = imagin_statement_part_is_writable (theirs, IMAGIN_PART_TRAVEL);
  same->travel_entered =
      imagin_estimate_part_is_payable (theirs, IMAGIN_PART_TRAVEL) && declares_shared_travel (same, other->mission);
  g_ptr_array_add (self->same_day, same);
  g_free (mine.name);
  g_free (order.name);
}

/* Journeys and stays */

/* Of one mission, from @from on: the going and coming that a journey is one more means of, or NULL. */
static ImaginOtherJourney *
find_same_times (GPtrArray *items, guint from, ImaginJourney *journey)
{
  for (guint i = from; i < items->len; i++)
    {
      ImaginOtherJourney *item = g_ptr_array_index (items, i);

      if (imagin_journey_shares_times (g_ptr_array_index (item->journeys, 0), journey))
        return item;
    }
  return NULL;
}

static ImaginOtherJourney *
other_journey_new (const ImaginEstimateInput *input, ImaginStoredTravel *other, ImaginJourney *journey)
{
  ImaginPlace *place = imagin_entity_get_entity (other->mission, "place");
  ImaginOtherJourney *item = g_new0 (ImaginOtherJourney, 1);

  item->account_id = g_strdup (other->account_id);
  item->mission_id = g_strdup (imagin_entity_get_text (other->mission, "id"));
  item->paper = g_strdup (imagin_entity_get_text (other->mission, "paper"));
  item->place = g_strdup (place != NULL ? imagin_entity_get_text (place, "commune") : NULL);
  item->day = imagin_estimate_get_journey_day (input, journey);
  item->journeys = g_ptr_array_new_with_free_func (g_object_unref);
  return item;
}

static void
add_journeys (ImaginOthers *self, const ImaginEstimateInput *input, ImaginStoredTravel *other)
{
  ImaginTravel *travel = imagin_entity_get_entity (imagin_mission_get_statement (other->mission), "travel");
  GListModel *journeys = imagin_entity_get_list (travel, "journeys");
  guint from = self->journeys->len;

  for (guint i = 0; i < g_list_model_get_n_items (journeys); i++)
    {
      g_autoptr (ImaginJourney) journey = g_list_model_get_item (journeys, i);
      ImaginOtherJourney *item = find_same_times (self->journeys, from, journey);
      const char *left_at = imagin_entity_get_text (journey, "left_at");
      Drive drive = { .kilometres = imagin_estimate_get_driven_kilometres (journey) };

      if (item == NULL)
        {
          item = other_journey_new (input, other, journey);
          g_ptr_array_add (self->journeys, item);
        }
      g_ptr_array_add (item->journeys, g_object_ref (journey));
      if (drive.kilometres == 0)
        continue;
      drive.at = seconds_of (left_at != NULL ? left_at : imagin_entity_get_text (other->mission, "starts_at"));
      drive.day = g_strdup (item->day);
      drive.id = g_strdup (imagin_entity_get_text (journey, "id"));
      drive.order = order_of (other->account_id, other->mission);
      g_array_append_val (self->drives, drive);
    }
}

static ClaimRank
rank_of (ImaginMission *mission, ImaginStay *stay)
{
  if (!imagin_statement_part_is_writable (imagin_mission_get_statement (mission), IMAGIN_PART_TRAVEL))
    return CLAIM_SENT;
  return stay->entry != NULL && imagin_entity_get_boolean (stay->entry, "claimed") ? CLAIM_SAID : CLAIM_DERIVED;
}

static void
add_claims (ImaginOthers *self, const ImaginEstimateInput *input, ImaginStoredTravel *other)
{
  g_autoptr (GPtrArray) stays = imagin_estimate_derive_stays (input);

  for (guint i = 0; i < stays->len; i++)
    {
      ImaginStay *stay = g_ptr_array_index (stays, i);
      Claim *claim;

      if (!stay->counts)
        continue;
      claim = g_new0 (Claim, 1);
      claim->name = g_strconcat (stay->date, " ", stay->kind, NULL);
      claim->rank = rank_of (other->mission, stay);
      claim->order = order_of (other->account_id, other->mission);
      g_ptr_array_add (self->claims, claim);
    }
}

static void
add_other (ImaginOthers *self,
           const char *account_id,
           ImaginMission *mission,
           ImaginStoredTravel *other,
           ImaginRateTable *rates)
{
  ImaginStatement *statement = imagin_mission_get_statement (other->mission);
  ImaginEstimateInput input = { .mission = other->mission,
                                .rates = rates,
                                .declared_only = !imagin_statement_part_is_writable (statement, IMAGIN_PART_TRAVEL) };
  g_auto (GStrv) days = NULL;

  if (is_off (other->mission))
    return;
  days = list_shared_days (mission, other->mission);
  if (days[0] != NULL)
    add_same_day (self, account_id, mission, other, g_steal_pointer (&days));
  if (!imagin_estimate_part_is_payable (statement, IMAGIN_PART_TRAVEL) || !declares_travel (statement))
    return;
  if (other->person != NULL)
    input.residences = imagin_entity_get_list (other->person, "residences");
  add_journeys (self, &input, other);
  add_claims (self, &input, other);
}

static int
compare_same_day (gconstpointer a, gconstpointer b)
{
  const ImaginSameDay *one = *(const ImaginSameDay *const *) a, *other = *(const ImaginSameDay *const *) b;
  gint64 begins = seconds_of (one->starts_at), others = seconds_of (other->starts_at);

  return begins != others ? (begins > others) - (begins < others) : strcmp (one->mission_id, other->mission_id);
}

typedef struct
{
  const char *account_id;
  const char *place;
} Here;

static int
likeness (const ImaginOtherJourney *journey, const Here *here)
{
  return (g_str_equal (journey->account_id, here->account_id) ? 1 : 0) +
         (here->place != NULL && g_strcmp0 (journey->place, here->place) == 0 ? 2 : 0);
}

static int
compare_journeys (gconstpointer a, gconstpointer b, gpointer data)
{
  const ImaginOtherJourney *one = *(const ImaginOtherJourney *const *) a;
  const ImaginOtherJourney *other = *(const ImaginOtherJourney *const *) b;
  int difference = likeness (other, data) - likeness (one, data);

  return difference != 0 ? difference : strcmp (other->day, one->day);
}

/* More than these nobody looks through for one to copy. */
#define JOURNEYS_MAXIMUM 60

ImaginOthers *
imagin_others_new (const char *account_id, ImaginMission *mission, GPtrArray *travels, ImaginRateTable *rates)
{
  ImaginOthers *self = g_new0 (ImaginOthers, 1);
  ImaginPlace *place = imagin_entity_get_entity (mission, "place");
  Here here = { account_id, place != NULL ? imagin_entity_get_text (place, "commune") : NULL };

  self->journeys = g_ptr_array_new_with_free_func (other_journey_free);
  self->same_day = g_ptr_array_new_with_free_func (same_day_free);
  self->drives = g_array_new (FALSE, FALSE, sizeof (Drive));
  g_array_set_clear_func (self->drives, drive_clear);
  self->claims = g_ptr_array_new_with_free_func (claim_free);
  for (guint i = 0; travels != NULL && i < travels->len; i++)
    {
      ImaginStoredTravel *other = g_ptr_array_index (travels, i);

      if (!g_str_equal (other->account_id, account_id) ||
          g_strcmp0 (imagin_entity_get_text (other->mission, "id"), imagin_entity_get_text (mission, "id")) != 0)
        add_other (self, account_id, mission, other, rates);
    }
  g_ptr_array_sort (self->same_day, compare_same_day);
  g_ptr_array_sort_with_data (self->journeys, compare_journeys, &here);
  if (self->journeys->len > JOURNEYS_MAXIMUM)
    g_ptr_array_set_size (self->journeys, JOURNEYS_MAXIMUM);
  return self;
}

/* What it means for one mission */

/* The first journey of a statement; where it has none, the mission's own beginning. */
static gint64
find_first (const ImaginEstimateInput *input, char **day)
{
  ImaginTravel *travel = imagin_entity_get_entity (input->statement, "travel");
  GListModel *journeys = travel != NULL ? imagin_entity_get_list (travel, "journeys") : NULL;
  gint64 first = G_MAXINT64;

  for (guint i = 0; journeys != NULL && i < g_list_model_get_n_items (journeys); i++)
    {
      g_autoptr (ImaginJourney) journey = g_list_model_get_item (journeys, i);
      const char *left_at = imagin_entity_get_text (journey, "left_at");
      gint64 at = seconds_of (left_at != NULL ? left_at : imagin_entity_get_text (input->mission, "starts_at"));

      if (at >= first)
        continue;
      first = at;
      g_free (*day);
      *day = imagin_estimate_get_journey_day (input, journey);
    }
  if (first < G_MAXINT64)
    return first;
  *day = g_strndup (imagin_entity_get_text (input->mission, "starts_at"), 10);
  return seconds_of (imagin_entity_get_text (input->mission, "starts_at"));
}

gint64
imagin_others_sum_kilometres (ImaginOthers *self, const char *account_id, const ImaginEstimateInput *input)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *day = NULL;
  gint64 first = find_first (input, &day), sum = 0;
  Order mine = order_of (account_id, input->mission);

  for (guint i = 0; i < self->drives->len; i++)
    {
      Drive *drive = &g_array_index (self->drives, Drive, i);
      gboolean earlier = drive->at < first || (drive->at == first && comes_first (&drive->order, &mine));

      if (earlier && strncmp (drive->day, day, 4) == 0 && g_hash_table_add (seen, drive->id))
        sum += drive->kilometres;
    }
  g_free (mine.name);
  return sum;
}

char **
imagin_others_list_counted (ImaginOthers *self, const char *account_id, const ImaginEstimateInput *input)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) ranks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) stays = imagin_estimate_derive_stays (input);
  Order mine = order_of (account_id, input->mission);

  for (guint i = 0; i < stays->len; i++)
    {
      ImaginStay *stay = g_ptr_array_index (stays, i);

      if (stay->counts)
        g_hash_table_insert (ranks, g_strconcat (stay->date, " ", stay->kind, NULL),
                             GINT_TO_POINTER (rank_of (input->mission, stay)));
    }
  for (guint i = 0; i < self->claims->len; i++)
    {
      Claim *claim = g_ptr_array_index (self->claims, i);
      gpointer value;
      int rank = g_hash_table_lookup_extended (ranks, claim->name, NULL, &value) ? GPOINTER_TO_INT (value) : -1;

      if ((int) claim->rank > rank || ((int) claim->rank == rank && comes_first (&claim->order, &mine)))
        g_strv_builder_add (builder, claim->name);
    }
  g_free (mine.name);
  return g_strv_builder_end (builder);
}
