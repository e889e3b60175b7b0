/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invitation. */

#include "ui/list/imagin-nothing-chosen.h"

struct _ImaginNothingChosen
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (ImaginNothingChosen, imagin_nothing_chosen, ADW_TYPE_BIN)

static void
imagin_nothing_chosen_class_init (ImaginNothingChosenClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), "/fr/imagin/Intervenant/nothing-chosen.ui");
}

static void
imagin_nothing_chosen_init (ImaginNothingChosen *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
