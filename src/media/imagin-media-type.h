/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many of a file's first bytes imagin_media_type_sniff() wants. */
#define IMAGIN_MEDIA_TYPE_HEAD_BYTES 1024

/**
 * imagin_media_type_sniff:
 * @head: the first bytes of a file
 * @size: how many
 *
 * Tells what a file is from its bytes, never from its name (WHATWG MIME Sniffing, section 6, and PDF 32000-1, annex
 * H.3.4.1:
 * "%PDF-" within the first 1,024 bytes).
 *
 * Returns: (nullable): "application/pdf", "image/jpeg", "image/png", "image/gif", or NULL
 */
const char *imagin_media_type_sniff (const guchar *head, gsize size);

G_END_DECLS
