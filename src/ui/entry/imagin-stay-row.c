/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meal or a night. */

#include "ui/entry/imagin-stay-row.h"

#include "domain/imagin-travel.h"
#include "ui/widgets/imagin-choice-row.h"
#include "ui/texts/imagin-format.h"
#include "ui/entry/imagin-stay-text.h"

#include <glib/gi18n.h>

struct _ImaginStayRow
{
  GObject parent_instance;

  ImaginDraft *draft;
  ImaginStay stay; /* date and kind alone, of what is shown */
  gboolean filling;

  ImaginChoiceRow *choice;
  AdwEntryRow *commune;
};

G_DEFINE_FINAL_TYPE (ImaginStayRow, imagin_stay_row, G_TYPE_OBJECT)

static void
chosen (ImaginStayRow *self, const char *value)
{
  imagin_stay_text_choose (imagin_draft_get_statement (self->draft), imagin_draft_get_mission (self->draft),
                           &self->stay, value);
}

/* Another commune than the mission's has no code that we know: its class is then asked of the academy. */
static void
commune_changed (ImaginStayRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->commune));
  ImaginPlace *place = imagin_entity_get_entity (imagin_draft_get_mission (self->draft), "place");
  gboolean same = place != NULL && g_strcmp0 (imagin_entity_get_text (place, "commune"), text) == 0;
  ImaginNight *night;

  if (self->filling)
    return;
  night = imagin_statement_ensure_night (imagin_draft_get_statement (self->draft), self->stay.date);
  imagin_entity_set_text (night, "commune", *text != '\0' ? text : NULL);
  imagin_entity_set_text (night, "commune_code", same ? imagin_entity_get_text (place, "commune_code") : NULL);
}

static const char *
icon_of (const char *kind)
{
  return g_str_equal (kind, "night") ? "weather-clear-night-symbolic" : "emoji-food-symbolic";
}

/* The first time: what a row of that kind can say. */
static void
set_kind (ImaginStayRow *self, const ImaginStay *stay)
{
  static const char *const meals[] = { IMAGIN_STAY_ASKED, IMAGIN_STAY_CANTEEN, IMAGIN_STAY_FREE, IMAGIN_STAY_NOT_ASKED,
                                       NULL };
  static const char *const nights[] = { IMAGIN_STAY_ASKED, IMAGIN_STAY_FREE, IMAGIN_STAY_NOT_ASKED, NULL };
  const char *const *choices = g_str_equal (stay->kind, "night") ? nights : meals;

  if (self->stay.date != NULL)
    return;
  self->stay.date = g_strdup (stay->date);
  self->stay.kind = stay->kind;
  imagin_choice_row_set_icon (self->choice, icon_of (stay->kind));
  for (guint i = 0; choices[i] != NULL; i++)
    imagin_choice_row_add (self->choice, choices[i], imagin_stay_text_label (stay, choices[i]));
}

/* What one stay is worth: its line may hold several. */
static char *
amount_text (const ImaginStay *stay, ImaginEstimate *estimate)
{
  const char *kind = g_str_equal (stay->kind, "night") ? "night" : "meal";
  gboolean canteen = g_strcmp0 (imagin_stay_text_choice (stay), IMAGIN_STAY_CANTEEN) == 0;

  if (!stay->counts)
    return g_strdup ("");
  for (guint i = 0; i < estimate->lines->len; i++)
    {
      ImaginEstimateLine *line = g_ptr_array_index (estimate->lines, i);

      if (!g_str_equal (line->kind, kind) || !g_strv_contains ((const char *const *) line->dates, stay->date) ||
          (g_strcmp0 (line->rate_class, "canteen") == 0) != canteen)
        continue;
      return line->unit_cents >= 0 ? imagin_format_money ((2 * line->unit_cents * line->percent + 100) / 200)
                                   : g_strdup (_ ("cannot be estimated"));
    }
  return g_strdup ("");
}

static void
show_commune (ImaginStayRow *self, const ImaginStay *stay)
{
  gboolean asked = g_strcmp0 (imagin_stay_text_choice (stay), IMAGIN_STAY_ASKED) == 0;
  const char *commune = stay->entry != NULL && asked && IMAGIN_IS_NIGHT (stay->entry)
                            ? imagin_entity_get_text (stay->entry, "commune")
                            : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->commune), asked && g_str_equal (stay->kind, "night"));
  self->filling = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->commune)), commune != NULL ? commune : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->commune), commune != NULL ? commune : "");
  self->filling = FALSE;
}

void
imagin_stay_row_show (ImaginStayRow *self, const ImaginStay *stay, ImaginEstimate *estimate)
{
  g_autofree char *title = imagin_stay_text_title (stay);
  g_autofree char *rule = imagin_stay_text_rule (stay);
  g_autofree char *amount = amount_text (stay, estimate);

  set_kind (self, stay);
  imagin_choice_row_set_title (self->choice, title);
  imagin_choice_row_set_subtitle (self->choice, rule);
  /* A right that nothing was said of is a question; where there is no right, nothing said is a no. */
  imagin_choice_row_set_value (self->choice, imagin_stay_text_choice (stay) != NULL || stay->right
                                                 ? imagin_stay_text_choice (stay)
                                                 : IMAGIN_STAY_NOT_ASKED);
  imagin_choice_row_set_figure (self->choice, amount);
  show_commune (self, stay);
}

gboolean
imagin_stay_row_is_of (ImaginStayRow *self, const ImaginStay *stay)
{
  return g_strcmp0 (self->stay.date, stay->date) == 0 && g_strcmp0 (self->stay.kind, stay->kind) == 0;
}

gboolean
imagin_stay_row_is_named (ImaginStayRow *self, const char *name)
{
  g_autofree char *own = g_strdup_printf ("%s %s", self->stay.date, self->stay.kind);

  return g_str_equal (own, name);
}

void
imagin_stay_row_focus (ImaginStayRow *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->choice), GTK_DIR_TAB_FORWARD);
}

static void
imagin_stay_row_dispose (GObject *object)
{
  ImaginStayRow *self = IMAGIN_STAY_ROW (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->choice);
  g_clear_object (&self->commune);
  g_clear_pointer (&self->stay.date, g_free);
  G_OBJECT_CLASS (imagin_stay_row_parent_class)->dispose (object);
}

static void
imagin_stay_row_class_init (ImaginStayRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = imagin_stay_row_dispose;
}

static void
imagin_stay_row_init (ImaginStayRow *self)
{
  self->choice = g_object_ref_sink (IMAGIN_CHOICE_ROW (imagin_choice_row_new ("", NULL)));
  self->commune = g_object_ref_sink (g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, "title",
                                                   _ ("Commune of the hotel"), "max-length", 200, NULL));
  g_signal_connect_object (self->choice, "chosen", G_CALLBACK (chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->commune, "changed", G_CALLBACK (commune_changed), self, G_CONNECT_SWAPPED);
}

ImaginStayRow *
imagin_stay_row_new (ImaginDraft *draft, GtkListBox *list)
{
  ImaginStayRow *self = g_object_new (IMAGIN_TYPE_STAY_ROW, NULL);

  self->draft = g_object_ref (draft);
  gtk_list_box_append (list, GTK_WIDGET (self->choice));
  gtk_list_box_append (list, GTK_WIDGET (self->commune));
  return self;
}
