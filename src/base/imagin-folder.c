/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders whose names outlive a power loss. */

#include "base/imagin-folder.h"

#include "base/imagin-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define ONLY_THE_PERSON 0700

static gboolean
sync_descriptor (int descriptor)
{
  int result;

  do
    result = fsync (descriptor);
  while (result != 0 && errno == EINTR);
  return result == 0 || errno == EINVAL || errno == ENOSYS || errno == ENOTSUP;
}

gboolean
imagin_folder_sync (const char *path, GError **error)
{
  int descriptor = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced;

  if (descriptor < 0)
    return errno == EACCES || imagin_error_set_system (error, path);
  synced = sync_descriptor (descriptor) || imagin_error_set_system (error, path);
  close (descriptor);
  return synced;
}

/* In a folder that is there. */
static gboolean
make_one (const char *path, GError **error)
{
  if (g_mkdir (path, ONLY_THE_PERSON) == 0)
    return TRUE;
  if (errno == EEXIST && g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (errno == EEXIST)
    errno = ENOTDIR;
  return imagin_error_set_system (error, path);
}

gboolean
imagin_folder_make (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (!g_file_test (parent, G_FILE_TEST_IS_DIR) && !g_str_equal (parent, path) && !imagin_folder_make (parent, error))
    return FALSE;
  return make_one (path, error) && imagin_folder_sync (parent, error);
}
