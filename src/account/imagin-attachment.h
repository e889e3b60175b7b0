/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/imagin-receipt.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ImaginAttachmentState:
 * @IMAGIN_ATTACHMENT_CHECKING: being copied and looked at; not kept yet
 * @IMAGIN_ATTACHMENT_KEPT: on this computer, waits for the academy
 * @IMAGIN_ATTACHMENT_SENDING: leaving
 * @IMAGIN_ATTACHMENT_RECEIVED: the academy acknowledged its digest
 * @IMAGIN_ATTACHMENT_REFUSED: by us before sending (then there is no receipt), or by the academy
 */
typedef enum
{
  IMAGIN_ATTACHMENT_CHECKING,
  IMAGIN_ATTACHMENT_KEPT,
  IMAGIN_ATTACHMENT_SENDING,
  IMAGIN_ATTACHMENT_RECEIVED,
  IMAGIN_ATTACHMENT_REFUSED,
} ImaginAttachmentState;

/**
 * ImaginAttachment:
 *
 * A receipt as the screen follows it. Properties: `name`, `state` (int), `fraction`, `thumbnail-width` (notified when
 * the picture is there).
 */
#define IMAGIN_TYPE_ATTACHMENT (imagin_attachment_get_type ())
G_DECLARE_FINAL_TYPE (ImaginAttachment, imagin_attachment, IMAGIN, ATTACHMENT, GObject)

ImaginAttachment *imagin_attachment_new (const char *name, const char *label);

const char *imagin_attachment_get_name (ImaginAttachment *self);

/**
 * imagin_attachment_get_label:
 *
 * Returns: (transfer none) (nullable): what it is a receipt of, in the words that the office reads
 */
const char *imagin_attachment_get_label (ImaginAttachment *self);
ImaginAttachmentState imagin_attachment_get_state (ImaginAttachment *self);
double imagin_attachment_get_fraction (ImaginAttachment *self);

/**
 * imagin_attachment_get_receipt:
 *
 * Returns: (transfer none) (nullable): the receipt; NULL while it is checked and where it was refused before it was
 * kept
 */
ImaginReceipt *imagin_attachment_get_receipt (ImaginAttachment *self);

/**
 * imagin_attachment_get_error:
 *
 * Returns: (transfer none) (nullable): why it was refused
 */
const GError *imagin_attachment_get_error (ImaginAttachment *self);

guint imagin_attachment_get_pages (ImaginAttachment *self);

/**
 * imagin_attachment_get_pixels:
 * @width: (out): pixels
 * @height: (out): pixels
 *
 * Returns: (transfer none) (nullable): RGBA, four bytes a pixel, not premultiplied, or NULL where there is no picture
 * (yet)
 */
GBytes *imagin_attachment_get_pixels (ImaginAttachment *self, int *width, int *height);

/* For the account only. */

/**
 * imagin_attachment_get_sha256:
 *
 * Returns: (transfer none) (nullable): the digest of its bytes, known before it is a receipt
 */
const char *imagin_attachment_get_sha256 (ImaginAttachment *self);
void imagin_attachment_set_sha256 (ImaginAttachment *self, const char *sha256);
void imagin_attachment_set_receipt (ImaginAttachment *self, ImaginReceipt *receipt);
void imagin_attachment_set_state (ImaginAttachment *self, ImaginAttachmentState state);
void imagin_attachment_set_fraction (ImaginAttachment *self, double fraction);
void imagin_attachment_refuse (ImaginAttachment *self, const GError *error);
void imagin_attachment_set_picture (ImaginAttachment *self, guint pages, int width, int height, GBytes *pixels);

G_END_DECLS
