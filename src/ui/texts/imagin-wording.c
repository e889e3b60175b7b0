/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What things are called on the screen. */

#include "ui/texts/imagin-wording.h"

#include "base/imagin-moment.h"
#include "ui/texts/imagin-format.h"
#include "ui/texts/imagin-whose.h"

#include <glib/gi18n.h>

#define NEAR_DAYS 5

const char *
imagin_wording_section (ImaginSection section)
{
  switch (section)
    {
    case IMAGIN_SECTION_TO_COMPLETE:
      return _ ("To complete");
    case IMAGIN_SECTION_TO_COME:
      return _ ("To come");
    case IMAGIN_SECTION_SENT:
      return _ ("Sent");
    case IMAGIN_SECTION_PAID:
      return _ ("Paid");
    case IMAGIN_SECTION_CLOSED:
    case IMAGIN_SECTION_FOLLOWS_WORK:
    default:
      return _ ("Without follow-up");
    }
}

const char *
imagin_wording_part (const char *part)
{
  if (g_strcmp0 (part, IMAGIN_PART_WORK) == 0)
    return _ ("Work");
  return g_strcmp0 (part, IMAGIN_PART_TRAVEL) == 0 ? _ ("Travel") : part;
}

const char *
imagin_wording_step (ImaginStep step)
{
  switch (step)
    {
    case IMAGIN_STEP_VALIDATED:
      return _ ("Validated");
    case IMAGIN_STEP_VERIFIED:
      return _ ("Verified");
    case IMAGIN_STEP_IN_PAYMENT:
      return _ ("In payment");
    case IMAGIN_STEP_PAID:
      return _ ("Paid out");
    case IMAGIN_STEP_ENTERED:
    case IMAGIN_STEP_NONE:
    default:
      return _ ("Entry");
    }
}

const char *
imagin_wording_type_icon (const char *type_code)
{
  static const char *const icons[][2] = {
    { "marking", "document-edit-symbolic" },   { "oral", "audio-input-microphone-symbolic" },
    { "meeting", "system-users-symbolic" },    { "invigilation", "view-reveal-symbolic" },
    { "secretariat", "mail-unread-symbolic" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    if (g_strcmp0 (icons[i][0], type_code) == 0)
      return icons[i][1];
  return "x-office-document-symbolic";
}

/* Whole days from today to @day, by the calendar; G_MAXINT where it is none. */
static int
days_until (const char *day)
{
  g_autoptr (GDateTime) now = imagin_now ();
  GDate today, target;

  if (!imagin_day_is_valid (day))
    return G_MAXINT;
  g_date_clear (&today, 1);
  g_date_clear (&target, 1);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now), (GDateMonth) g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
  g_date_set_dmy (&target, (GDateDay) g_ascii_strtoull (day + 8, NULL, 10),
                  (GDateMonth) g_ascii_strtoull (day + 5, NULL, 10), (GDateYear) g_ascii_strtoull (day, NULL, 10));
  return g_date_days_between (&today, &target);
}

static char *
deadline_tag (ImaginSummary *summary, const char **style)
{
  int days = days_until (summary->deadline);
  g_autofree char *day = imagin_format_day_tag (summary->deadline);

  if (days < 0)
    {
      *style = "warning";
      return g_strdup (_ ("deadline passed"));
    }
  if (days <= NEAR_DAYS)
    *style = "warning";
  if (days == 0)
    return g_strdup (_ ("today at the latest"));
  if (summary->saved)
    /* Translators: it is saved; %s is the day until which it can be validated, without its year. */
    return g_strdup_printf (_ ("to validate · %s"), day);
  /* Translators: a deadline; %s is a day without its year. */
  return g_strdup_printf (_ ("before %s"), day);
}

static char *
lower (const char *label)
{
  return label != NULL ? g_utf8_strdown (label, -1) : g_strdup ("");
}

static char *
status_tag (ImaginSummary *summary, const char **style)
{
  ImaginSection section = summary->section;
  const char *work = summary->work_code != NULL ? summary->work_code : summary->travel_code;

  if (section == IMAGIN_SECTION_PAID)
    {
      *style = "success";
      return g_strdup (_ ("paid"));
    }
  /* The status says "Mission non effectuée": read alone it would be the opposite of what it means. */
  if (section == IMAGIN_SECTION_TO_COME)
    {
      int days = days_until (summary->starts_on);

      return days >= 1 && days < 60 ? g_strdup_printf (ngettext ("in %d day", "in %d days", (gulong) days), days)
                                    : g_strdup (_ ("to come"));
    }
  if (imagin_status_lookup (work)->code == NULL)
    return g_strdup (summary->work_label != NULL ? summary->work_label : summary->travel_label);
  return lower (summary->work_label != NULL ? summary->work_label : summary->travel_label);
}

/* What holds it back where nothing can be on its way. */
static const char *
waiting_tag (ImaginAccountState state)
{
  if (state == IMAGIN_ACCOUNT_SIGNED_OUT)
    return _ ("waits for signing in");
  return state == IMAGIN_ACCOUNT_OFFLINE ? _ ("waits for the network") : _ ("being sent");
}

char *
imagin_wording_tag (ImaginSummary *summary, const char **style)
{
  *style = NULL;
  if (summary->refused > 0)
    {
      *style = "error";
      return g_strdup (_ ("refused"));
    }
  if (summary->validating)
    return g_strdup (_ ("validation waits"));
  if (summary->not_performed)
    return g_strdup (_ ("declared not done"));
  if (summary->returned && summary->section == IMAGIN_SECTION_TO_COMPLETE)
    {
      *style = "error";
      return g_strdup (_ ("returned"));
    }
  /* Also where an earlier save is on its way: what was typed since is not in it. */
  if (imagin_summary_is_unsaved (summary))
    {
      *style = summary->deadline != NULL && days_until (summary->deadline) <= NEAR_DAYS ? "warning" : NULL;
      return g_strdup (_ ("to be saved"));
    }
  if (summary->waiting > 0)
    return g_strdup (waiting_tag (imagin_whose_state (summary->account_id)));
  if (summary->section == IMAGIN_SECTION_TO_COMPLETE && summary->deadline != NULL)
    return deadline_tag (summary, style);
  return status_tag (summary, style);
}

char *
imagin_wording_quantity (gint64 quantity, const char *unit)
{
  if (g_strcmp0 (unit, "copies") == 0)
    return g_strdup_printf (ngettext ("%d copy", "%d copies", (gulong) quantity), (int) quantity);
  if (g_strcmp0 (unit, "candidates") == 0)
    return g_strdup_printf (ngettext ("%d candidate", "%d candidates", (gulong) quantity), (int) quantity);
  if (g_strcmp0 (unit, "minutes") == 0)
    return imagin_format_minutes (quantity);
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", quantity, unit);
}

/* Translators: %s is what an academy counts both by session and in all ("Candidates heard"); this is the latter. */
#define IN_ALL _ ("%s, in all")

char *
imagin_wording_field (ImaginMission *mission, ImaginMissionField *field)
{
  const char *label = imagin_entity_get_text (field, "label");

  return g_str_equal (imagin_entity_get_text (field, "unit"), "candidates") && imagin_mission_has_sessions (mission)
             ? g_strdup_printf (IN_ALL, label)
             : g_strdup (label);
}

char *
imagin_wording_session (ImaginWorkSession *session, gboolean with_length)
{
  g_autofree char *from = imagin_format_time (imagin_entity_get_text (session, "from"));
  g_autofree char *to = imagin_format_time (imagin_entity_get_text (session, "to"));
  int minutes = imagin_session_get_minutes (session);
  g_autofree char *length = with_length && minutes > 0 ? imagin_format_minutes (minutes) : NULL;
  g_autofree char *span = *from != '\0' || *to != '\0' ? g_strdup_printf (_ ("%s – %s"), from, to) : NULL;
  gint64 candidates = imagin_entity_get_integer (session, "candidates", 0);
  g_autofree char *heard = candidates > 0 ? imagin_wording_quantity (candidates, "candidates") : NULL;

  return imagin_wording_join (3, span, length, heard);
}

char *
imagin_wording_join (guint n_texts, ...)
{
  GString *joined = g_string_new (NULL);
  va_list texts;

  va_start (texts, n_texts);
  for (guint i = 0; i < n_texts; i++)
    {
      const char *text = va_arg (texts, const char *);

      if (text == NULL || *text == '\0')
        continue;
      if (joined->len > 0)
        g_string_append (joined, " · ");
      g_string_append (joined, text);
    }
  va_end (texts);
  return g_string_free_and_steal (joined);
}

/* Standing */

static char *
kept_text (ImaginDraft *draft)
{
  g_autofree char *at = imagin_format_clock (imagin_draft_get_kept_at (draft));

  return *at != '\0' ? g_strdup_printf (_ ("Kept here at %s"), at) : g_strdup (_ ("Kept here"));
}

/* What is kept here is later than what the academy has. */
static char *
unsaved_text (ImaginDraft *draft)
{
  const char *at = imagin_draft_get_acknowledged_at (draft);
  g_autofree char *clock = at != NULL ? imagin_format_clock (at) : NULL;

  return clock != NULL ? g_strdup_printf (_ ("changed since it was saved at the academy at %s"), clock)
                       : g_strdup (_ ("not saved at the academy yet"));
}

static const char *
waiting_reason (ImaginDraft *draft)
{
  switch (imagin_account_get_state (imagin_draft_get_account (draft)))
    {
    case IMAGIN_ACCOUNT_OFFLINE:
      return _ ("will be sent by itself");
    case IMAGIN_ACCOUNT_SIGNED_OUT:
      return _ ("will be sent once you are signed in again");
    case IMAGIN_ACCOUNT_LOCAL:
    case IMAGIN_ACCOUNT_CONNECTING:
    case IMAGIN_ACCOUNT_BUSY:
    case IMAGIN_ACCOUNT_UP_TO_DATE:
    default:
      return NULL;
    }
}

static char *
academy_text (ImaginDraft *draft)
{
  const char *at = imagin_draft_get_acknowledged_at (draft);
  g_autofree char *clock = at != NULL ? imagin_format_clock (at) : NULL;

  return clock != NULL ? g_strdup_printf (_ ("saved at the academy at %s"), clock) : NULL;
}

/* An academy may send an empty declaration, too. */
static gboolean
is_declared (ImaginStatement *statement)
{
  g_autoptr (ImaginStatement) nothing = g_object_new (IMAGIN_TYPE_STATEMENT, NULL);

  return !imagin_statement_content_equal (statement, nothing);
}

char *
imagin_wording_standing (ImaginDraft *draft, const char **icon_name)
{
  g_autofree char *kept = kept_text (draft);
  g_autofree char *academy = academy_text (draft);
  g_autofree char *unsaved = unsaved_text (draft);
  const char *reason = waiting_reason (draft);

  *icon_name = "computer-symbolic";
  switch (imagin_draft_get_standing (draft))
    {
    case IMAGIN_STANDING_REFUSED:
      *icon_name = "dialog-error-symbolic";
      return imagin_wording_join (2, kept, _ ("not accepted by the academy"));
    case IMAGIN_STANDING_CHANGING:
      return g_strdup (_ ("Being kept…"));
    case IMAGIN_STANDING_KEPT:
      return imagin_wording_join (2, kept, unsaved);
    case IMAGIN_STANDING_WAITING:
      *icon_name = reason != NULL ? "computer-symbolic" : "document-send-symbolic";
      return imagin_wording_join (2, kept, reason != NULL ? reason : _ ("being sent to the academy"));
    case IMAGIN_STANDING_AHEAD:
      return imagin_wording_join (2, kept, _ ("changed since you saved: save again to send it"));
    case IMAGIN_STANDING_UNTOUCHED:
    default:
      break;
    }
  if (academy == NULL)
    return g_strdup (is_declared (imagin_draft_get_acknowledged (draft)) ? _ ("As the academy has it")
                                                                         : _ ("Nothing entered yet"));
  *icon_name = "object-select-symbolic";
  return imagin_format_capital (academy);
}

/* Problems */

const char *
imagin_wording_problem_kind (ImaginProblemKind kind)
{
  switch (kind)
    {
    case IMAGIN_PROBLEM_MISSING:
      return _ ("still to be filled in");
    case IMAGIN_PROBLEM_OUT_OF_RANGE:
      return _ ("this figure is outside the academy’s limits");
    case IMAGIN_PROBLEM_END_BEFORE_START:
      return _ ("the session ends before it starts");
    case IMAGIN_PROBLEM_OVERLAP:
      return _ ("two sessions overlap");
    case IMAGIN_PROBLEM_JOURNEY_INCOMPLETE:
      return _ ("it needs its departure, its return and its means of transport");
    case IMAGIN_PROBLEM_RETURN_BEFORE_DEPARTURE:
      return _ ("the return must come after the departure");
    case IMAGIN_PROBLEM_JOURNEY_UNPRICED:
      return _ ("without its distance or its fare, nothing can be paid for it");
    case IMAGIN_PROBLEM_CANDIDATES_DIFFER:
      return _ ("the sessions add up to another number");
    case IMAGIN_PROBLEM_UNREADABLE:
      return _ ("what is marked cannot be read");
    case IMAGIN_PROBLEM_SESSION_INCOMPLETE:
    default:
      return _ ("the session needs its day, its start and its end");
    }
}

/* What a field is called where it is typed in, by its name and the part of it. */
static const struct
{
  const char *field;
  const char *names[3];
} typed_fields[] = {
  { "date", { N_ ("Day") } },
  { "from", { N_ ("Start") } },
  { "to", { N_ ("End") } },
  { "left_at", { N_ ("Departure"), N_ ("Day of departure"), N_ ("Time of departure") } },
  { "arrived_back_at", { N_ ("Return"), N_ ("Day of return"), N_ ("Time of return") } },
  { "fare_cents", { N_ ("Price of the tickets") } },
  { "tolls_cents", { N_ ("Tolls") } },
  { "parking_cents", { N_ ("Parking") } },
};

static const char *
name_field (const ImaginProblem *problem)
{
  for (guint i = 0; problem->field != NULL && i < G_N_ELEMENTS (typed_fields); i++)
    if (g_str_equal (typed_fields[i].field, problem->field))
      return _ (typed_fields[i].names[problem->typed]);
  return NULL;
}

/* What was typed, and what it is not. */
static char *
describe_typed (const ImaginProblem *problem)
{
  if (problem->text == NULL)
    return g_strdup (imagin_wording_problem_kind (problem->kind));
  if (g_str_has_suffix (problem->field, "_cents"))
    return g_strdup_printf (_ ("“%s” is no amount"), problem->text);
  if (problem->typed == IMAGIN_TYPED_DAY || g_str_equal (problem->field, "date"))
    return g_strdup_printf (_ ("“%s” is no day"), problem->text);
  return g_strdup_printf (_ ("“%s” is no time"), problem->text);
}

char *
imagin_wording_problem (const ImaginProblem *problem)
{
  g_autofree char *wrong = describe_typed (problem);
  g_autofree char *where = NULL;
  g_autofree char *what =
      problem->label == NULL
          ? problem->number > 0 ? g_strdup_printf (_ ("Journey %u"), problem->number) : g_strdup (_ ("Journey"))
      : problem->kind == IMAGIN_PROBLEM_CANDIDATES_DIFFER ? g_strdup_printf (IN_ALL, problem->label)
                                                          : g_strdup (problem->label);

  where = imagin_wording_join (2, what, name_field (problem));
  /* Translators: a field's name, then what is wrong with it. */
  return g_strdup_printf (_ ("%s: %s"), where, wrong);
}
