/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One remark to the exams office. */

#include "account/imagin-follow-up.h"

G_DEFINE_FINAL_TYPE (ImaginLetter, imagin_letter, G_TYPE_OBJECT)

static void
imagin_letter_finalize (GObject *object)
{
  ImaginLetter *self = IMAGIN_LETTER (object);

  g_free (self->text);
  g_free (self->at);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (imagin_letter_parent_class)->finalize (object);
}

static void
imagin_letter_class_init (ImaginLetterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_letter_finalize;
}

static void
imagin_letter_init (ImaginLetter *self)
{
}
