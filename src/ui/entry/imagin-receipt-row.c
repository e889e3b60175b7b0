/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One receipt: its picture, what it is, where it is. */

#include "ui/entry/imagin-receipt-row.h"

#include "ui/texts/imagin-error-text.h"
#include "ui/texts/imagin-format.h"
#include "ui/widgets/imagin-menu-names.h"
#include "ui/widgets/imagin-undo.h"
#include "ui/texts/imagin-wording.h"

#include <glib/gi18n.h>

struct _ImaginReceiptRow
{
  AdwActionRow parent_instance;

  ImaginAttachment *attachment;
  ImaginDraft *draft;
  GStrv needs; /* what it can be the receipt of */

  GtkImage *thumbnail;
  GtkImage *state_icon;
  GtkLabel *state;
  GtkProgressBar *progress;
  GtkMenuButton *tie_button;   /* in words, where nothing says what the receipt is of */
  GtkMenuButton *retie_button; /* where something does */
  GtkButton *retry_button;
  GtkButton *remove_button;
};

G_DEFINE_FINAL_TYPE (ImaginReceiptRow, imagin_receipt_row, ADW_TYPE_ACTION_ROW)

const char *
imagin_receipt_row_state_text (ImaginAttachmentState state, const char **icon_name)
{
  switch (state)
    {
    case IMAGIN_ATTACHMENT_CHECKING:
      *icon_name = "content-loading-symbolic";
      return _ ("Checking…");
    case IMAGIN_ATTACHMENT_SENDING:
      *icon_name = "document-send-symbolic";
      return _ ("Being sent");
    case IMAGIN_ATTACHMENT_RECEIVED:
      *icon_name = "object-select-symbolic";
      return _ ("At the academy");
    case IMAGIN_ATTACHMENT_REFUSED:
      *icon_name = "dialog-error-symbolic";
      return _ ("Refused");
    case IMAGIN_ATTACHMENT_KEPT:
    default:
      *icon_name = "computer-symbolic";
      return _ ("Kept here");
    }
}

static const char *
kind_of (const char *media_type)
{
  if (g_strcmp0 (media_type, "application/pdf") == 0)
    return _ ("PDF");
  return g_str_has_prefix (media_type, "image/") ? _ ("Picture") : media_type;
}

char *
imagin_receipt_row_detail (ImaginAttachment *attachment)
{
  ImaginReceipt *receipt = imagin_attachment_get_receipt (attachment);
  guint pages = imagin_attachment_get_pages (attachment);
  g_autofree char *size = NULL;
  g_autofree char *count = NULL;

  if (receipt == NULL)
    return g_strdup ("");
  size = imagin_format_bytes (imagin_entity_get_integer (receipt, "bytes", 0));
  if (pages > 1)
    count = g_strdup_printf (ngettext ("%u page", "%u pages", pages), pages);
  return imagin_wording_join (3, kind_of (imagin_entity_get_text (receipt, "media_type")), count, size);
}

/* What it is the receipt of */

static void
add_choice (GMenu *menu, const char *name, const char *id, const char *label)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

  g_menu_item_set_action_and_target (item, "receipts.tie", "(ss)", id, label);
  g_menu_append_item (menu, item);
}

static GMenuModel *
choices_new (ImaginReceiptRow *self, const char *label, gboolean tied)
{
  const char *id = imagin_entity_get_text (imagin_attachment_get_receipt (self->attachment), "id");
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) needs = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  for (char **need = self->needs; *need != NULL; need++)
    if (!tied || !g_str_equal (*need, label))
      add_choice (needs, *need, id, *need);
  if (g_menu_model_get_n_items (G_MENU_MODEL (needs)) > 0)
    /* Translators: the title of a menu; its items are receipts ("Hotel invoice, night of 22 June"). */
    g_menu_append_section (menu, _ ("It is this receipt:"), G_MENU_MODEL (needs));
  if (tied)
    add_choice (others, _ ("Another receipt"), id, "");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

/* A menu that is open stays as it is: this is called only where something changed. */
static void
show_choices (ImaginReceiptRow *self)
{
  const char *label = imagin_attachment_get_label (self->attachment);
  gboolean tied = label != NULL && self->needs != NULL && g_strv_contains ((const char *const *) self->needs, label);
  gboolean may = imagin_attachment_get_receipt (self->attachment) != NULL && imagin_draft_is_open (self->draft) &&
                 imagin_attachment_get_state (self->attachment) != IMAGIN_ATTACHMENT_REFUSED && self->needs != NULL &&
                 self->needs[0] != NULL;
  g_autofree char *name =
      g_strdup_printf (_ ("Which receipt is this: %s"), imagin_attachment_get_name (self->attachment));
  g_autoptr (GMenuModel) choices = may ? choices_new (self, label, tied) : NULL;
  GtkMenuButton *buttons[] = { self->tie_button, self->retie_button };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_widget_set_visible (GTK_WIDGET (buttons[i]), may && tied == (buttons[i] == self->retie_button));
      gtk_menu_button_set_menu_model (buttons[i], choices);
      imagin_menu_names_watch (buttons[i]); /* of the popover that came with it */
      gtk_widget_set_tooltip_text (GTK_WIDGET (buttons[i]), name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

ImaginAttachment *
imagin_receipt_row_get_attachment (ImaginReceiptRow *self)
{
  return self->attachment;
}

void
imagin_receipt_row_set_needs (ImaginReceiptRow *self, const char *const *labels)
{
  if (self->needs != NULL && g_strv_equal ((const char *const *) self->needs, labels))
    return;
  g_strfreev (self->needs);
  self->needs = g_strdupv ((char **) labels);
  show_choices (self);
}

static void
show_state (ImaginReceiptRow *self)
{
  ImaginAttachmentState state = imagin_attachment_get_state (self->attachment);
  const GError *error = imagin_attachment_get_error (self->attachment);
  const char *label = imagin_attachment_get_label (self->attachment);
  const char *file = imagin_attachment_get_name (self->attachment);
  g_autofree char *facts = error != NULL ? imagin_error_text (error) : imagin_receipt_row_detail (self->attachment);
  g_autofree char *detail = imagin_wording_join (2, label != NULL ? file : NULL, facts);
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), imagin_attachment_get_name (self->attachment));
  const char *icon;
  const char *text = imagin_receipt_row_state_text (state, &icon);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), label != NULL ? label : file);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), detail);
  gtk_label_set_label (self->state, text);
  gtk_image_set_from_icon_name (self->state_icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), state == IMAGIN_ATTACHMENT_SENDING);
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button),
                          state == IMAGIN_ATTACHMENT_REFUSED &&
                              imagin_attachment_get_receipt (self->attachment) != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remove_button),
                            imagin_draft_is_open (self->draft) ||
                                imagin_attachment_get_receipt (self->attachment) == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->remove_button), remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  show_choices (self);
}

static void
show_progress (ImaginReceiptRow *self)
{
  double fraction = imagin_attachment_get_fraction (self->attachment);
  g_autofree char *text =
      fraction >= 1.0 ? g_strdup (_ ("Checking…")) : g_strdup_printf (_ ("Sending: %d %%"), (int) (fraction * 100));

  gtk_progress_bar_set_fraction (self->progress, fraction);
  /* Every byte was handed over; the academy has not said yet that it has them. */
  if (imagin_attachment_get_state (self->attachment) == IMAGIN_ATTACHMENT_SENDING)
    gtk_label_set_label (self->state, text);
}

static void
show_picture (ImaginReceiptRow *self)
{
  int width, height;
  GBytes *pixels = imagin_attachment_get_pixels (self->attachment, &width, &height);
  g_autoptr (GdkTexture) texture = NULL;

  if (pixels == NULL)
    return;
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8, pixels, (gsize) width * 4);
  gtk_image_set_from_paintable (self->thumbnail, GDK_PAINTABLE (texture));
  show_state (self);
}

static void
retry_cb (ImaginReceiptRow *self)
{
  imagin_draft_retry (self->draft);
}

typedef struct
{
  ImaginDraft *draft;
  ImaginAttachment *attachment;
} Removal;

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_object_unref (removal->draft);
  g_object_unref (removal->attachment);
  g_free (removal);
}

static void
undo_removal (gpointer data)
{
  Removal *removal = data;

  imagin_draft_restore_attachment (removal->draft, removal->attachment);
}

static void
remove_cb (ImaginReceiptRow *self)
{
  Removal *removal = g_new0 (Removal, 1);
  g_autofree char *title = g_strdup_printf (_ ("%s removed"), imagin_attachment_get_name (self->attachment));
  g_autoptr (GtkWidget) list = g_object_ref (gtk_widget_get_parent (GTK_WIDGET (self)));
  int position = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self));

  removal->draft = g_object_ref (self->draft);
  removal->attachment = g_object_ref (self->attachment);
  imagin_draft_remove_attachment (removal->draft, removal->attachment);
  gtk_widget_activate_action (list, "receipts.focus", "i", position);
  if (imagin_attachment_get_receipt (removal->attachment) != NULL)
    imagin_undo_offer (list, title, undo_removal, removal, removal_free);
  else
    removal_free (removal);
}

static void
imagin_receipt_row_dispose (GObject *object)
{
  ImaginReceiptRow *self = IMAGIN_RECEIPT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), IMAGIN_TYPE_RECEIPT_ROW);
  if (self->attachment != NULL)
    g_signal_handlers_disconnect_by_data (self->attachment, self);
  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->attachment);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->needs, g_strfreev);
  G_OBJECT_CLASS (imagin_receipt_row_parent_class)->dispose (object);
}

static void
imagin_receipt_row_class_init (ImaginReceiptRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = imagin_receipt_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/fr/imagin/Intervenant/receipt-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptRow, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptRow, state);
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptRow, progress);
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptRow, tie_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptRow, retie_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptRow, retry_button);
  gtk_widget_class_bind_template_child (widget_class, ImaginReceiptRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
imagin_receipt_row_init (ImaginReceiptRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
imagin_receipt_row_new (ImaginAttachment *attachment, ImaginDraft *draft)
{
  ImaginReceiptRow *self = g_object_new (IMAGIN_TYPE_RECEIPT_ROW, "use-markup", FALSE, NULL);

  self->attachment = g_object_ref (attachment);
  self->draft = g_object_ref (draft);
  g_signal_connect_object (attachment, "notify::name", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (attachment, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (attachment, "notify::fraction", G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (attachment, "notify::thumbnail-width", G_CALLBACK (show_picture), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::open", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
  show_picture (self);
  return GTK_WIDGET (self);
}
