/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One mission. */

#include "ui/mission/imagin-mission-page.h"

#include "base/imagin-moment.h"
#include "ui/entry/imagin-absence-dialog.h"
#include "ui/entry/imagin-entry-page.h"
#include "ui/texts/imagin-error-text.h"
#include "ui/mission/imagin-follow-up-rows.h"
#include "ui/texts/imagin-format.h"
#include "ui/widgets/imagin-frame.h"
#include "ui/mission/imagin-history-page.h"
#include "ui/widgets/imagin-line.h"
#include "ui/mission/imagin-mission-facts.h"
#include "ui/mission/imagin-news-card.h"
#include "ui/waiting/imagin-refusal-dialog.h"
#include "ui/entry/imagin-remark-page.h"
#include "ui/widgets/imagin-room.h"
#include "ui/entry/imagin-same-day-rows.h"
#include "ui/entry/imagin-shared-copy-dialog.h"
#include "ui/widgets/imagin-toast.h"
#include "ui/mission/imagin-track.h"
#include "ui/entry/imagin-validated-page.h"
#include "ui/texts/imagin-whose.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginMissionPage
{
  AdwNavigationPage parent_instance;

  ImaginDraft *draft;
  ImaginFollowUp *follow_up;
  /* nullable: made once what stands above them was painted */
  ImaginTrack *work_track;
  ImaginTrack *travel_track;
  ImaginFollowUpRows *follow_up_rows;
  ImaginMissionFacts *facts;
  DexFuture *painting;
  DexFuture *reading; /* the convocation; a page may hold what it only reads */

  AdwWindowTitle *window_title;
  AdwBanner *banner;
  AdwBreakpointBin *bin;
  AdwBreakpoint *small; /* as narrow as a telephone with large letters */
  GtkLabel *paper;
  GtkLabel *role;
  GtkLabel *where;
  ImaginNewsCard *news;
  GtkBox *question;
  GtkLabel *question_title;
  GtkLabel *question_detail;
  GtkGrid *answers;
  GtkButton *performed_button;
  GtkLabel *performed_label;
  GtkButton *not_performed_button;
  GtkButton *withdraw_button;
  GtkBox *content;
  GtkGrid *tracks;
};

G_DEFINE_FINAL_TYPE (ImaginMissionPage, imagin_mission_page, ADW_TYPE_NAVIGATION_PAGE)

/* The head */

/* What may break between any two letters is laid out for each of them: a long text need not become that narrow. */
#define LONG_TEXT 24
#define LEAST_CHARS 8

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_width_chars (label, g_utf8_strlen (text, -1) > LONG_TEXT ? LEAST_CHARS : -1);
  gtk_label_set_label (label, text);
}

static void
show_head (ImaginMissionPage *self, ImaginMission *mission)
{
  const char *jury = imagin_entity_get_text (mission, "jury");
  g_autofree char *role = imagin_wording_join (4, imagin_entity_get_text_of (mission, "type", "label"),
                                               imagin_entity_get_text_of (mission, "exam", "label"),
                                               imagin_entity_get_text (mission, "speciality"), jury);
  g_autofree char *days = imagin_mission_facts_days (mission);
  g_autofree char *place = imagin_wording_join (2, imagin_entity_get_text_of (mission, "place", "name"),
                                                imagin_entity_get_text_of (mission, "place", "commune"));
  g_autofree char *where = imagin_wording_join (2, days, *place != '\0' ? place : _ ("at home"));
  g_autofree char *whose = imagin_whose_text (imagin_draft_get_account (self->draft));

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), imagin_entity_get_text (mission, "paper"));
  adw_window_title_set_title (self->window_title, whose);
  adw_window_title_set_subtitle (self->window_title, imagin_entity_get_text_of (mission, "session", "label"));
  set_text (self->paper, imagin_entity_get_text (mission, "paper"));
  set_text (self->role, role);
  set_text (self->where, where);
}

/* The question */

static char *
deadline_text (ImaginMission *mission)
{
  const char *deadline = imagin_entity_get_text (mission, "deadline");
  g_autofree char *day = deadline != NULL ? imagin_format_day (deadline) : NULL;
  g_autofree char *now = imagin_now_text ();

  /* Said, never forbidden: the office decides what it still takes. */
  if (deadline != NULL && strncmp (now, deadline, 10) > 0)
    return g_strdup_printf (
        _ ("This was to be said by %s. You can still enter and validate it: the exams office decides "
           "whether it takes it."),
        day);
  return day != NULL ? g_strdup_printf (_ ("To be said before %s. Everything can be changed until you validate."), day)
                     : g_strdup (_ ("Everything can be changed until you validate."));
}

/* Of what was entered: where it is, and until when it can be validated. */
static char *
entered_text (ImaginMissionPage *self, ImaginMission *mission)
{
  const char *deadline = imagin_entity_get_text (mission, "deadline");
  const char *icon;
  g_autofree char *standing = imagin_wording_standing (self->draft, &icon);
  g_autofree char *day = deadline != NULL ? imagin_format_day (deadline) : NULL;
  g_autofree char *now = imagin_now_text ();
  g_autofree char *rest =
      deadline == NULL || strncmp (now, deadline, 10) > 0
          ? deadline_text (mission)
          : g_strdup_printf (_ ("To be validated before %s. Everything can be changed until then."), day);

  return g_strdup_printf ("%s\n%s", standing, rest);
}

static char *
absence_text (ImaginMissionPage *self)
{
  const char *waiting = imagin_draft_get_absence_waiting (self->draft);
  const char *declared =
      imagin_entity_get_text_of (imagin_draft_get_acknowledged (self->draft), "not_performed", "reason");

  if (waiting != NULL)
    return g_strdup_printf (_ ("Reason: %s\nThe exams office is being told; you can still take it back."), waiting);
  return g_strdup_printf (
      _ ("Reason: %s\nThe exams office knows; you can take it back as long as it has not answered."), declared);
}

static gboolean
something_entered (ImaginMissionPage *self)
{
  g_autoptr (ImaginStatement) nothing = g_object_new (IMAGIN_TYPE_STATEMENT, NULL);

  return !imagin_statement_content_equal (imagin_draft_get_statement (self->draft), nothing) ||
         g_list_model_get_n_items (imagin_draft_get_attachments (self->draft)) > 0;
}

static void
show_question (ImaginMissionPage *self, ImaginMission *mission)
{
  ImaginStatement *acknowledged = imagin_draft_get_acknowledged (self->draft);
  gboolean writable = imagin_statement_is_writable (acknowledged);
  gboolean absent = imagin_draft_is_absence_declared (self->draft);
  gboolean validating = imagin_draft_is_validating (self->draft);
  gboolean entered = something_entered (self);
  g_autofree char *detail = absent       ? absence_text (self)
                            : validating ? g_strdup (_ ("It is kept here and goes to the academy by itself, once."))
                            : entered    ? entered_text (self, mission)
                                         : deadline_text (mission);

  gtk_widget_set_visible (GTK_WIDGET (self->question), writable || absent);
  gtk_label_set_label (self->question_title, absent       ? _ ("You declared that you did not do this mission")
                                             : validating ? _ ("Your validation waits to be sent")
                                             : entered    ? _ ("Your statement of this mission")
                                                          : _ ("Did you do this mission?"));
  set_text (self->question_detail, detail);
  gtk_label_set_label (self->performed_label, entered ? _ ("Go on with the statement") : _ ("I did this mission"));
  gtk_widget_set_visible (GTK_WIDGET (self->performed_button), !absent && !validating);
  gtk_widget_set_visible (GTK_WIDGET (self->not_performed_button), !absent && !validating);
  gtk_widget_set_visible (GTK_WIDGET (self->withdraw_button), absent);
  gtk_widget_set_visible (GTK_WIDGET (self->answers), !validating);
}

static void
show_banner (ImaginMissionPage *self)
{
  const GError *refusal = imagin_draft_get_refusal (self->draft);
  g_autofree char *text = refusal != NULL ? imagin_error_text (refusal) : NULL;

  if (text != NULL)
    {
      adw_banner_set_title (self->banner, text);
      adw_banner_set_button_label (self->banner, _ ("Choose…"));
    }
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_banner_set_revealed (self->banner, text != NULL);
}

static void
show_tracks (ImaginMissionPage *self)
{
  ImaginHistory *history = imagin_follow_up_get_history (self->follow_up);

  imagin_track_show (self->work_track, self->draft, IMAGIN_PART_WORK, history);
  imagin_track_show (self->travel_track, self->draft, IMAGIN_PART_TRAVEL, history);
}

static void
show (ImaginMissionPage *self)
{
  ImaginMission *mission = imagin_draft_get_mission (self->draft);

  show_head (self, mission);
  show_question (self, mission);
  if (self->work_track != NULL)
    show_tracks (self);
  if (self->facts != NULL)
    {
      imagin_follow_up_rows_show (self->follow_up_rows, self->draft, self->follow_up);
      imagin_mission_facts_show (self->facts, mission);
    }
  show_banner (self);
}

/* What is entered leaves, or waits for the academy. */
static void
state_changed (ImaginMissionPage *self)
{
  show_question (self, imagin_draft_get_mission (self->draft));
}

/* Which mission it is and what is asked comes first, then where the money is, then the facts: each by a frame. */

static DexFuture *
add_facts (DexFuture *painted, gpointer data)
{
  ImaginMissionPage *self = data;

  self->follow_up_rows = g_object_new (IMAGIN_TYPE_FOLLOW_UP_ROWS, NULL);
  imagin_follow_up_rows_show (self->follow_up_rows, self->draft, self->follow_up);
  gtk_box_append (self->content, GTK_WIDGET (self->follow_up_rows));
  self->facts = g_object_new (IMAGIN_TYPE_MISSION_FACTS, NULL);
  imagin_mission_facts_show (self->facts, imagin_draft_get_mission (self->draft));
  gtk_box_append (self->content, GTK_WIDGET (self->facts));
  return NULL;
}

/* Narrow, what stands side by side stands below each other; with large letters, an amount and what it is, too. */
static void
fold_tracks (ImaginMissionPage *self)
{
  AdwBreakpoint *breakpoint = adw_breakpoint_bin_get_current_breakpoint (self->bin);

  imagin_line_fold (self->tracks, breakpoint != NULL);
  if (self->work_track == NULL)
    return;
  imagin_track_fold (self->work_track, breakpoint == self->small);
  imagin_track_fold (self->travel_track, breakpoint == self->small);
}

static DexFuture *
add_tracks (DexFuture *painted, gpointer data)
{
  ImaginMissionPage *self = data;

  gtk_box_insert_child_after (self->content, GTK_WIDGET (imagin_same_day_rows_new (self->draft)),
                              GTK_WIDGET (self->question));
  self->work_track = g_object_new (IMAGIN_TYPE_TRACK, NULL);
  self->travel_track = g_object_new (IMAGIN_TYPE_TRACK, NULL);
  imagin_line_append (self->tracks, GTK_WIDGET (self->work_track));
  imagin_line_append (self->tracks, GTK_WIDGET (self->travel_track));
  fold_tracks (self);
  show_tracks (self);
  gtk_widget_set_visible (GTK_WIDGET (self->tracks), TRUE);
  return dex_future_finally (imagin_frame_painted (GTK_WIDGET (self)), add_facts, self, NULL);
}

static void
imagin_mission_page_map (GtkWidget *widget)
{
  ImaginMissionPage *self = IMAGIN_MISSION_PAGE (widget);

  GTK_WIDGET_CLASS (imagin_mission_page_parent_class)->map (widget);
  if (self->painting == NULL)
    self->painting = dex_future_finally (imagin_frame_painted (widget), add_tracks, self, NULL);
}

static void
breakpoint_changed_cb (ImaginMissionPage *self)
{
  AdwBreakpoint *breakpoint = adw_breakpoint_bin_get_current_breakpoint (self->bin);

  imagin_line_fold (self->answers, breakpoint != NULL);
  fold_tracks (self);
  /* Large letters are large enough: a word of a title is not to be broken. */
  gtk_widget_remove_css_class (GTK_WIDGET (self->paper), breakpoint == self->small ? "title-1" : "title-3");
  gtk_widget_add_css_class (GTK_WIDGET (self->paper), breakpoint == self->small ? "title-3" : "title-1");
}

/* Actions */

static void
banner_clicked_cb (ImaginMissionPage *self)
{
  imagin_refusal_dialog_present (self->draft, GTK_WIDGET (self));
}

static void
enter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginMissionPage *self = IMAGIN_MISSION_PAGE (widget);
  GtkWidget *navigation = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (navigation),
                            ADW_NAVIGATION_PAGE (imagin_entry_page_new (self->draft)));
}

static void
declare_absence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  imagin_absence_dialog_present (IMAGIN_MISSION_PAGE (widget)->draft, widget);
}

static void
withdraw_absence_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  dex_future_disown (imagin_draft_withdraw_absence (IMAGIN_MISSION_PAGE (widget)->draft));
}

static void
push (GtkWidget *widget, gpointer page)
{
  GtkWidget *navigation = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (navigation), ADW_NAVIGATION_PAGE (page));
}

static void
show_validation_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push (widget, imagin_validated_page_new (IMAGIN_MISSION_PAGE (widget)->follow_up));
}

static void
show_history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push (widget, imagin_history_page_new (IMAGIN_MISSION_PAGE (widget)->follow_up));
}

static void
write_remark_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push (widget, imagin_remark_page_new (IMAGIN_MISSION_PAGE (widget)->follow_up, NULL));
}

/* The convocation */

typedef struct
{
  ImaginMissionPage *page;
  GFile *target; /* nullable: to be opened */
} Convocation;

static void
convocation_free (gpointer data)
{
  Convocation *convocation = data;

  g_object_unref (convocation->page);
  g_clear_object (&convocation->target);
  g_free (convocation);
}

/* Runs in a fiber. */
static gboolean
fetch (Convocation *convocation, GFile *target, GError **error)
{
  ImaginDraft *draft = convocation->page->draft;
  const char *id = imagin_entity_get_text (imagin_draft_get_mission (draft), "id");
  g_autoptr (GBytes) bytes =
      dex_await_boxed (imagin_account_get_convocation (imagin_draft_get_account (draft), id), error);

  return bytes != NULL &&
         dex_await (dex_file_replace_contents_bytes (target, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE), error);
}

static DexFuture *
convocation_fiber (gpointer data)
{
  Convocation *convocation = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf (
      "%s.pdf", imagin_entity_get_text (imagin_draft_get_mission (convocation->page->draft), "number"));
  g_autofree char *safe = g_strdelimit (g_strdup (name), "/\\", '-');
  g_autofree char *directory = g_build_filename (g_get_user_cache_dir (), "imagin", NULL);
  g_autofree char *path = g_build_filename (directory, safe, NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (directory);
  g_autoptr (GFile) temporary = g_file_new_for_path (path);

  if (convocation->target == NULL)
    dex_await (dex_file_make_directory (folder, G_PRIORITY_DEFAULT), NULL);
  if (!fetch (convocation, convocation->target != NULL ? convocation->target : temporary, &error))
    {
      g_autofree char *text = imagin_error_text (error);

      imagin_toast_show (GTK_WIDGET (convocation->page), text);
    }
  else if (convocation->target == NULL)
    {
      g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (temporary);

      gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (convocation->page))), NULL, NULL,
                                NULL);
    }
  else
    imagin_toast_show (GTK_WIDGET (convocation->page), _ ("Convocation saved"));
  return dex_future_new_for_boolean (TRUE);
}

static void
start_convocation (ImaginMissionPage *self, GFile *target)
{
  Convocation *convocation = g_new0 (Convocation, 1);

  convocation->page = g_object_ref (self);
  convocation->target = target != NULL ? g_object_ref (target) : NULL;
  dex_clear (&self->reading);
  self->reading = dex_scheduler_spawn (NULL, 0, convocation_fiber, convocation, convocation_free);
}

static gboolean
is_shared (GtkWidget *widget)
{
  return imagin_account_is_shared (imagin_draft_get_account (IMAGIN_MISSION_PAGE (widget)->draft));
}

static void
open_convocation_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (is_shared (widget))
    imagin_shared_copy_dialog_present (widget, "mission.save-copy");
  else
    start_convocation (IMAGIN_MISSION_PAGE (widget), NULL);
}

static void
target_chosen (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autoptr (ImaginMissionPage) self = data;
  g_autoptr (GFile) target = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  if (target != NULL)
    start_convocation (self, target);
}

static void
save_copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ImaginMissionPage *self = IMAGIN_MISSION_PAGE (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *file = g_strdup_printf (_ ("convocation %s.pdf"),
                                           imagin_entity_get_text (imagin_draft_get_mission (self->draft), "number"));

  gtk_file_dialog_set_initial_name (dialog, file);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, target_chosen, g_object_ref (self));
}

static void
save_convocation_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (is_shared (widget))
    imagin_shared_copy_dialog_present (widget, "mission.save-copy");
  else
    gtk_widget_activate_action (widget, "mission.save-copy", NULL);
}

/* The object */

static void
imagin_mission_page_dispose (GObject *object)
{
  ImaginMissionPage *self = IMAGIN_MISSION_PAGE (object);

  dex_clear (&self->painting);
  dex_clear (&self->reading);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->follow_up);
  g_clear_object (&self->draft);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_MISSION_PAGE);
  G_OBJECT_CLASS (imagin_mission_page_parent_class)->dispose (object);
}

static void
imagin_mission_page_class_init (ImaginMissionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_mission_page_dispose;
  widget_class->map = imagin_mission_page_map;
  g_type_ensure (IMAGIN_TYPE_ROOM);
  g_type_ensure (IMAGIN_TYPE_NEWS_CARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/mission-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, banner);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, bin);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, small);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, paper);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, role);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, where);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, news);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, question);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, question_title);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, question_detail);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, answers);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, performed_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, performed_label);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, not_performed_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, withdraw_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, content);
  gtk_widget_class_bind_template_child (widget_class, ImaginMissionPage, tracks);
  gtk_widget_class_bind_template_callback (widget_class, banner_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, breakpoint_changed_cb);
  gtk_widget_class_install_action (widget_class, "mission.enter", NULL, enter_action);
  gtk_widget_class_install_action (widget_class, "mission.declare-absence", NULL, declare_absence_action);
  gtk_widget_class_install_action (widget_class, "mission.withdraw-absence", NULL, withdraw_absence_action);
  gtk_widget_class_install_action (widget_class, "mission.show-validation", NULL, show_validation_action);
  gtk_widget_class_install_action (widget_class, "mission.show-history", NULL, show_history_action);
  gtk_widget_class_install_action (widget_class, "mission.write-remark", NULL, write_remark_action);
  gtk_widget_class_install_action (widget_class, "mission.open-convocation", NULL, open_convocation_action);
  gtk_widget_class_install_action (widget_class, "mission.save-convocation", NULL, save_convocation_action);
  gtk_widget_class_install_action (widget_class, "mission.save-copy", NULL, save_copy_action);
}

static void
imagin_mission_page_init (ImaginMissionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

ImaginMissionPage *
imagin_mission_page_new (ImaginDraft *draft)
{
  ImaginMissionPage *self = g_object_new (IMAGIN_TYPE_MISSION_PAGE, NULL);

  self->draft = g_object_ref (draft);
  self->follow_up = imagin_follow_up_new (draft);
  g_signal_connect_object (self->follow_up, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::standing", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (imagin_draft_get_account (draft), "notify::state", G_CALLBACK (state_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (imagin_draft_get_attachments (draft), "items-changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  imagin_news_card_set_draft (self->news, draft);
  show (self);
  return self;
}

ImaginDraft *
imagin_mission_page_get_draft (ImaginMissionPage *self)
{
  return self->draft;
}
