/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the sidebar where there is no row. */

#include "ui/list/imagin-list-notice.h"

struct _ImaginListNotice
{
  AdwBin parent_instance;

  GtkStack *stack;
  AdwStatusPage *error_page;
  AdwStatusPage *nothing_page;
  GtkWidget *clear_button;
  GtkWidget *show_all_button;
};

G_DEFINE_FINAL_TYPE (ImaginListNotice, imagin_list_notice, ADW_TYPE_BIN)

static void
describe (AdwStatusPage *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (page, escaped);
}

void
imagin_list_notice_show_loading (ImaginListNotice *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

void
imagin_list_notice_show_empty (ImaginListNotice *self)
{
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

void
imagin_list_notice_show_error (ImaginListNotice *self, const char *text)
{
  describe (self->error_page, text);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

void
imagin_list_notice_show_nothing_found (ImaginListNotice *self, const char *text, gboolean searching, gboolean filtered)
{
  describe (self->nothing_page, text);
  gtk_widget_set_visible (self->clear_button, searching);
  gtk_widget_set_visible (self->show_all_button, filtered);
  gtk_stack_set_visible_child_name (self->stack, "nothing-found");
}

static void
imagin_list_notice_dispose (GObject *object)
{
  /* The bin would look for the child that the template takes away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_LIST_NOTICE);
  G_OBJECT_CLASS (imagin_list_notice_parent_class)->dispose (object);
}

static void
imagin_list_notice_class_init (ImaginListNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_list_notice_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/list-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginListNotice, stack);
  gtk_widget_class_bind_template_child (widget_class, ImaginListNotice, error_page);
  gtk_widget_class_bind_template_child (widget_class, ImaginListNotice, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, ImaginListNotice, clear_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginListNotice, show_all_button);
}

static void
imagin_list_notice_init (ImaginListNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
