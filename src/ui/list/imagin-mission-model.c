/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the list of missions, in sections. */

#include "ui/list/imagin-mission-model.h"

#include "domain/imagin-summary.h"
#include "ui/texts/imagin-whose.h"

struct _ImaginMissionModel
{
  GObject parent_instance;

  GPtrArray *summaries;
  char *whose; /* (nullable): what the rows said of the accounts when they were last worded */
};

static void list_model_init (GListModelInterface *iface);
static void section_model_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ImaginMissionModel,
                               imagin_mission_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_init))

static ImaginSummary *
at (GPtrArray *summaries, guint position)
{
  return g_ptr_array_index (summaries, position);
}

static GType
get_item_type (GListModel *model)
{
  return IMAGIN_TYPE_SUMMARY;
}

static guint
get_n_items (GListModel *model)
{
  return IMAGIN_MISSION_MODEL (model)->summaries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ImaginMissionModel *self = IMAGIN_MISSION_MODEL (model);

  return position < self->summaries->len ? g_object_ref (at (self->summaries, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* The first row of @group or after it: the rows are ordered by their group. */
static guint
lower_bound (GPtrArray *summaries, guint group)
{
  guint low = 0, high = summaries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (at (summaries, middle)->group < group)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  GPtrArray *summaries = IMAGIN_MISSION_MODEL (model)->summaries;

  if (position >= summaries->len)
    {
      *start = summaries->len;
      *end = G_MAXUINT;
      return;
    }
  *start = lower_bound (summaries, at (summaries, position)->group);
  *end = lower_bound (summaries, at (summaries, position)->group + 1);
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

static gboolean
same (GPtrArray *a, guint i, GPtrArray *b, guint j)
{
  return at (a, i) == at (b, j);
}

static guint
hash_mission (gconstpointer summary)
{
  return g_str_hash (((const ImaginSummary *) summary)->mission_id);
}

static gboolean
same_mission (gconstpointer a, gconstpointer b)
{
  const ImaginSummary *one = a, *other = b;

  return g_str_equal (one->mission_id, other->mission_id) && g_str_equal (one->account_id, other->account_id);
}

/* The new rows, with the objects that are shown already wherever the mission is the same. */
static GPtrArray *
with_known_rows (GPtrArray *known, GPtrArray *summaries)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (hash_mission, same_mission);
  GPtrArray *rows = g_ptr_array_new_full (summaries->len, g_object_unref);

  for (guint i = 0; i < known->len; i++)
    g_hash_table_add (by_key, at (known, i));
  for (guint i = 0; i < summaries->len; i++)
    {
      ImaginSummary *row = g_hash_table_lookup (by_key, at (summaries, i));

      g_ptr_array_add (rows, g_object_ref (row != NULL ? row : at (summaries, i)));
    }
  return rows;
}

/* Where each section begins, before its rows say that they are of another one. */
static GArray *
read_sections (GPtrArray *summaries)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < summaries->len; i++)
    if (i == 0 || at (summaries, i)->group != at (summaries, i - 1)->group)
      g_array_append_val (starts, i);
  return starts;
}

static gboolean
same_sections (GArray *before, GArray *after)
{
  return before->len == after->len &&
         (before->len == 0 || memcmp (before->data, after->data, before->len * sizeof (guint)) == 0);
}

void
imagin_mission_model_take (ImaginMissionModel *self, GPtrArray *summaries)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->summaries);
  guint shorter = MIN (old->len, summaries->len);
  guint first = 0, last = 0;
  g_autoptr (GArray) before = read_sections (old);
  g_autoptr (GArray) after = NULL;

  self->summaries = with_known_rows (old, summaries);
  for (guint i = 0; i < summaries->len; i++)
    if (at (self->summaries, i) != at (summaries, i))
      imagin_summary_take (at (self->summaries, i), at (summaries, i));
  after = read_sections (self->summaries);
  while (first < shorter && same (old, first, self->summaries, first))
    first++;
  while (last < shorter - first && same (old, old->len - 1 - last, self->summaries, summaries->len - 1 - last))
    last++;
  if (old->len - first - last > 0 || summaries->len - first - last > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, old->len - first - last, summaries->len - first - last);
  /* What did not move may stand in a section that grew or shrank. */
  if (summaries->len > 0 && !same_sections (before, after))
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, summaries->len);
}

void
imagin_mission_model_reword (ImaginMissionModel *self)
{
  g_autofree char *whose = imagin_whose_key ();

  if (g_strcmp0 (self->whose, whose) == 0)
    return;
  g_set_str (&self->whose, whose);
  for (guint i = 0; i < self->summaries->len; i++)
    g_signal_emit_by_name (g_ptr_array_index (self->summaries, i), "changed");
}

gboolean
imagin_mission_model_find (ImaginMissionModel *self, const char *account_id, const char *mission_id, guint *position)
{
  for (guint i = 0; i < self->summaries->len; i++)
    if (g_strcmp0 (at (self->summaries, i)->mission_id, mission_id) == 0 &&
        g_strcmp0 (at (self->summaries, i)->account_id, account_id) == 0)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static void
imagin_mission_model_finalize (GObject *object)
{
  g_ptr_array_unref (IMAGIN_MISSION_MODEL (object)->summaries);
  g_free (IMAGIN_MISSION_MODEL (object)->whose);
  G_OBJECT_CLASS (imagin_mission_model_parent_class)->finalize (object);
}

static void
imagin_mission_model_class_init (ImaginMissionModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_mission_model_finalize;
}

static void
imagin_mission_model_init (ImaginMissionModel *self)
{
  self->summaries = g_ptr_array_new ();
}

ImaginMissionModel *
imagin_mission_model_new (void)
{
  return g_object_new (IMAGIN_TYPE_MISSION_MODEL, NULL);
}
