/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of what this computer kept, where its file was damaged. */

#include "domain/imagin-rescue.h"

G_DEFINE_FINAL_TYPE (ImaginRescue, imagin_rescue, G_TYPE_OBJECT)

static void
imagin_rescue_finalize (GObject *object)
{
  ImaginRescue *self = IMAGIN_RESCUE (object);

  g_free (self->folder);
  g_strfreev (self->lost);
  G_OBJECT_CLASS (imagin_rescue_parent_class)->finalize (object);
}

static void
imagin_rescue_class_init (ImaginRescueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_rescue_finalize;
}

static void
imagin_rescue_init (ImaginRescue *self)
{
}
