/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of the product. */

#include "base/imagin-error.h"

#include <errno.h>

G_DEFINE_QUARK (imagin - error - quark, imagin_error)

gpointer
imagin_error_set_null (GError **error, ImaginError code, const char *format, ...)
{
  va_list arguments;

  if (error != NULL)
    {
      va_start (arguments, format);
      *error = g_error_new_valist (IMAGIN_ERROR, (int) code, format, arguments);
      va_end (arguments);
    }
  return NULL;
}

gboolean
imagin_error_set_false (GError **error, ImaginError code, const char *format, ...)
{
  va_list arguments;

  if (error != NULL)
    {
      va_start (arguments, format);
      *error = g_error_new_valist (IMAGIN_ERROR, (int) code, format, arguments);
      va_end (arguments);
    }
  return FALSE;
}

gboolean
imagin_error_set_system (GError **error, const char *path)
{
  int number = errno;
  ImaginError code = number == ENOSPC || number == EDQUOT || number == EFBIG  ? IMAGIN_ERROR_DISK_FULL
                     : number == EACCES || number == EROFS || number == EPERM ? IMAGIN_ERROR_STORE_READ_ONLY
                                                                              : IMAGIN_ERROR_STORE;

  return imagin_error_set_false (error, code, "%s: %s", path, g_strerror (number));
}

gboolean
imagin_error_matches (const GError *error, ImaginError code)
{
  return g_error_matches (error, IMAGIN_ERROR, (int) code);
}

gboolean
imagin_error_is_keyring (const GError *error)
{
  return error != NULL && error->domain == IMAGIN_ERROR && error->code >= (int) IMAGIN_ERROR_KEYRING &&
         error->code <= (int) IMAGIN_ERROR_KEYRING_FOREIGN;
}

gboolean
imagin_error_is_store (const GError *error)
{
  return imagin_error_matches (error, IMAGIN_ERROR_STORE) || imagin_error_matches (error, IMAGIN_ERROR_DISK_FULL) ||
         (error != NULL && error->domain == IMAGIN_ERROR && error->code >= (int) IMAGIN_ERROR_STORE_DAMAGED &&
          error->code <= (int) IMAGIN_ERROR_STORE_IN_USE);
}
