/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was taken away or copied can be taken back. */

#include "ui/widgets/imagin-undo.h"

#include "ui/widgets/imagin-field-mark.h"
#include "ui/widgets/imagin-toast.h"

#include <glib/gi18n.h>

#define SHOWN_SECONDS 20

/* So many steps back are enough for anybody; the first of them goes. */
#define STEPS_AT_MOST 50

typedef struct
{
  ImaginUndoFunc undo;
  gpointer data;
  GDestroyNotify destroy;
  AdwToast *toast;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_signal_handlers_disconnect_by_data (step->toast, step);
  g_object_unref (step->toast);
  step->destroy (step->data);
  g_free (step);
}

/* The steps of a page, the last of them at the end; they go with the page. */
static GPtrArray *
steps_of (AdwToastOverlay *overlay)
{
  static const char *const key = "imagin-undo";
  GPtrArray *steps = g_object_get_data (G_OBJECT (overlay), key);

  if (steps == NULL)
    {
      steps = g_ptr_array_new_with_free_func (step_free);
      g_object_set_data_full (G_OBJECT (overlay), key, steps, (GDestroyNotify) g_ptr_array_unref);
    }
  return steps;
}

static void
take_back (GPtrArray *steps, guint position)
{
  Step *step = g_ptr_array_steal_index (steps, position);

  adw_toast_dismiss (step->toast);
  step->undo (step->data);
  step_free (step);
}

static void
clicked (AdwToast *toast, Step *step)
{
  GPtrArray *steps = g_object_get_data (G_OBJECT (toast), "steps");
  guint position;

  if (g_ptr_array_find (steps, step, &position))
    take_back (steps, position);
}

void
imagin_undo_offer (GtkWidget *widget, const char *title, ImaginUndoFunc undo, gpointer data, GDestroyNotify destroy)
{
  AdwToastOverlay *overlay = imagin_toast_find_overlay (widget);
  GPtrArray *steps;
  Step *step;

  if (overlay == NULL)
    {
      destroy (data);
      return;
    }
  steps = steps_of (overlay);
  step = g_new0 (Step, 1);
  step->undo = undo;
  step->data = data;
  step->destroy = destroy;
  step->toast = g_object_ref (imagin_toast_show_for (widget, title, _ ("Undo"), SHOWN_SECONDS));
  g_object_set_data (G_OBJECT (step->toast), "steps", steps);
  g_signal_connect (step->toast, "button-clicked", G_CALLBACK (clicked), step);
  g_ptr_array_add (steps, step);
  if (steps->len > STEPS_AT_MOST)
    g_ptr_array_remove_index (steps, 0);
}

gboolean
imagin_undo_last (GtkWidget *widget)
{
  AdwToastOverlay *overlay = imagin_toast_find_overlay (widget);
  GPtrArray *steps = overlay != NULL ? steps_of (overlay) : NULL;

  if (steps == NULL || steps->len == 0)
    return FALSE;
  take_back (steps, steps->len - 1);
  return TRUE;
}

static gboolean
undo_pressed (GtkWidget *page, GVariant *arguments, gpointer widget)
{
  GtkRoot *root = gtk_widget_get_root (page);

  return root != NULL && !imagin_field_is_typed (gtk_root_get_focus (root)) && imagin_undo_last (widget);
}

void
imagin_undo_listen (GtkWidget *page, GtkWidget *widget)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>z"),
                                            gtk_callback_action_new (undo_pressed, widget, NULL));

  /* A text field takes the key, whether it has something to undo or not: it is asked first. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
  gtk_widget_add_controller (page, keys);
}
