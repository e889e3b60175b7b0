/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A receipt as the screen follows it, from the choice of a file to the academy's acknowledgement. */

#include "account/imagin-attachment.h"

struct _ImaginAttachment
{
  GObject parent_instance;

  char *name;
  char *label;
  char *sha256;
  ImaginAttachmentState state;
  double fraction;
  ImaginReceipt *receipt;
  GError *error;
  guint pages;
  int width;
  int height;
  GBytes *pixels;
};

G_DEFINE_FINAL_TYPE (ImaginAttachment, imagin_attachment, G_TYPE_OBJECT)

typedef enum
{
  PROP_NAME = 1,
  PROP_STATE,
  PROP_FRACTION,
  PROP_THUMBNAIL_WIDTH,
} Property;

static GParamSpec *properties[PROP_THUMBNAIL_WIDTH + 1];

const char *
imagin_attachment_get_name (ImaginAttachment *self)
{
  return self->receipt != NULL ? imagin_entity_get_text (self->receipt, "name") : self->name;
}

const char *
imagin_attachment_get_label (ImaginAttachment *self)
{
  return self->receipt != NULL ? imagin_entity_get_text (self->receipt, "label") : self->label;
}

const char *
imagin_attachment_get_sha256 (ImaginAttachment *self)
{
  return self->receipt != NULL ? imagin_entity_get_text (self->receipt, "sha256") : self->sha256;
}

void
imagin_attachment_set_sha256 (ImaginAttachment *self, const char *sha256)
{
  g_set_str (&self->sha256, sha256);
}

ImaginAttachmentState
imagin_attachment_get_state (ImaginAttachment *self)
{
  return self->state;
}

double
imagin_attachment_get_fraction (ImaginAttachment *self)
{
  return self->fraction;
}

ImaginReceipt *
imagin_attachment_get_receipt (ImaginAttachment *self)
{
  return self->receipt;
}

const GError *
imagin_attachment_get_error (ImaginAttachment *self)
{
  return self->error;
}

guint
imagin_attachment_get_pages (ImaginAttachment *self)
{
  return self->pages;
}

GBytes *
imagin_attachment_get_pixels (ImaginAttachment *self, int *width, int *height)
{
  *width = self->width;
  *height = self->height;
  return self->pixels;
}

void
imagin_attachment_set_receipt (ImaginAttachment *self, ImaginReceipt *receipt)
{
  if (g_set_object (&self->receipt, receipt))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

void
imagin_attachment_set_state (ImaginAttachment *self, ImaginAttachmentState state)
{
  if (self->state == state)
    return;
  if (state != IMAGIN_ATTACHMENT_REFUSED)
    g_clear_error (&self->error);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
imagin_attachment_set_fraction (ImaginAttachment *self, double fraction)
{
  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

void
imagin_attachment_refuse (ImaginAttachment *self, const GError *error)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  self->state = IMAGIN_ATTACHMENT_REFUSED;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
imagin_attachment_set_picture (ImaginAttachment *self, guint pages, int width, int height, GBytes *pixels)
{
  self->pages = pages;
  self->width = width;
  self->height = height;
  g_clear_pointer (&self->pixels, g_bytes_unref);
  self->pixels = g_bytes_ref (pixels);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_THUMBNAIL_WIDTH]);
}

static void
imagin_attachment_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ImaginAttachment *self = IMAGIN_ATTACHMENT (object);

  switch ((Property) id)
    {
    case PROP_NAME:
      g_value_set_string (value, imagin_attachment_get_name (self));
      break;
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_THUMBNAIL_WIDTH:
      g_value_set_int (value, self->width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
imagin_attachment_finalize (GObject *object)
{
  ImaginAttachment *self = IMAGIN_ATTACHMENT (object);

  g_free (self->name);
  g_free (self->label);
  g_free (self->sha256);
  g_clear_object (&self->receipt);
  g_clear_error (&self->error);
  g_clear_pointer (&self->pixels, g_bytes_unref);
  G_OBJECT_CLASS (imagin_attachment_parent_class)->finalize (object);
}

static void
imagin_attachment_class_init (ImaginAttachmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = imagin_attachment_get_property;
  object_class->finalize = imagin_attachment_finalize;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, IMAGIN_ATTACHMENT_REFUSED, 0, readable);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, readable);
  properties[PROP_THUMBNAIL_WIDTH] = g_param_spec_int ("thumbnail-width", NULL, NULL, 0, G_MAXINT, 0, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
imagin_attachment_init (ImaginAttachment *self)
{
}

ImaginAttachment *
imagin_attachment_new (const char *name, const char *label)
{
  ImaginAttachment *self = g_object_new (IMAGIN_TYPE_ATTACHMENT, NULL);

  self->name = g_strdup (name);
  self->label = g_strdup (label);
  return self;
}
