/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mission as one row of the list. */

#include "domain/imagin-summary.h"

G_DEFINE_FINAL_TYPE (ImaginSummary, imagin_summary, G_TYPE_OBJECT)

static guint changed_signal;

static const gsize texts[] = {
  G_STRUCT_OFFSET (ImaginSummary, account_id),  G_STRUCT_OFFSET (ImaginSummary, mission_id),
  G_STRUCT_OFFSET (ImaginSummary, paper),       G_STRUCT_OFFSET (ImaginSummary, type_code),
  G_STRUCT_OFFSET (ImaginSummary, type_label),  G_STRUCT_OFFSET (ImaginSummary, exam_label),
  G_STRUCT_OFFSET (ImaginSummary, starts_on),   G_STRUCT_OFFSET (ImaginSummary, ends_on),
  G_STRUCT_OFFSET (ImaginSummary, place),       G_STRUCT_OFFSET (ImaginSummary, deadline),
  G_STRUCT_OFFSET (ImaginSummary, work_code),   G_STRUCT_OFFSET (ImaginSummary, work_label),
  G_STRUCT_OFFSET (ImaginSummary, travel_code), G_STRUCT_OFFSET (ImaginSummary, travel_label),
  G_STRUCT_OFFSET (ImaginSummary, session),
};

static char **
text_at (ImaginSummary *self, guint i)
{
  return &G_STRUCT_MEMBER (char *, self, texts[i]);
}

static void
set_text (char **text, char *other)
{
  char *old = *text;

  *text = other != NULL ? g_ref_string_acquire (other) : NULL;
  g_clear_pointer (&old, g_ref_string_release);
}

gboolean
imagin_summary_is_unsaved (ImaginSummary *self)
{
  return self->drafted && self->section == IMAGIN_SECTION_TO_COMPLETE;
}

gboolean
imagin_summary_equal (ImaginSummary *self, ImaginSummary *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (*text_at (self, i), *text_at (other, i)) != 0)
      return FALSE;
  return self->section == other->section && self->returned == other->returned &&
         self->not_performed == other->not_performed && self->amount_known == other->amount_known &&
         self->amount_cents == other->amount_cents && self->drafted == other->drafted && self->saved == other->saved &&
         self->waiting == other->waiting && self->refused == other->refused && self->validating == other->validating &&
         self->linked == other->linked && self->news == other->news && self->folds == other->folds &&
         self->open == other->open && self->group == other->group;
}

void
imagin_summary_take (ImaginSummary *self, ImaginSummary *other)
{
  if (imagin_summary_equal (self, other))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    set_text (text_at (self, i), *text_at (other, i));
  self->section = other->section;
  self->returned = other->returned;
  self->not_performed = other->not_performed;
  self->saved = other->saved;
  self->amount_known = other->amount_known;
  self->amount_cents = other->amount_cents;
  self->drafted = other->drafted;
  self->waiting = other->waiting;
  self->refused = other->refused;
  self->validating = other->validating;
  self->linked = other->linked;
  self->news = other->news;
  self->folds = other->folds;
  self->open = other->open;
  self->group = other->group;
  g_signal_emit (self, changed_signal, 0);
}

static void
imagin_summary_finalize (GObject *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (text_at (IMAGIN_SUMMARY (object), i), g_ref_string_release);
  G_OBJECT_CLASS (imagin_summary_parent_class)->finalize (object);
}

static void
imagin_summary_class_init (ImaginSummaryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_summary_finalize;
  changed_signal =
      g_signal_new ("changed", IMAGIN_TYPE_SUMMARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
imagin_summary_init (ImaginSummary *self)
{
}
