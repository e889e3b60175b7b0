/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders: the name of each is on the disk before anybody relies on it. */

#include "base/imagin-error.h"
#include "base/imagin-folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

static GPtrArray *synced; /* paths, in order */
static int refusal;       /* errno of each sync; 0: none */

/* In the C library's stead, for the folders of this program. */
int
fsync (int descriptor)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", descriptor);

  g_ptr_array_add (synced, g_file_read_link (link, NULL));
  errno = refusal;
  return refusal == 0 ? 0 : -1;
}

static char *
begin (int refused_with)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("imagin-folder-XXXXXX", &error);

  g_assert_no_error (error);
  g_clear_pointer (&synced, g_ptr_array_unref);
  synced = g_ptr_array_new_with_free_func (g_free);
  refusal = refused_with;
  return folder;
}

static void
test_each_name_is_on_the_disk (void)
{
  g_autofree char *folder = begin (0);
  g_autofree char *first = g_build_filename (folder, "data", NULL);
  g_autofree char *second = g_build_filename (first, "imagin", NULL);
  g_autofree char *third = g_build_filename (second, "receipts", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_true (imagin_folder_make (third, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (third, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpuint (synced->len, ==, 3);
  g_assert_cmpstr (synced->pdata[0], ==, folder);
  g_assert_cmpstr (synced->pdata[1], ==, first);
  g_assert_cmpstr (synced->pdata[2], ==, second);
  g_rmdir (third);
  g_rmdir (second);
  g_rmdir (first);
  g_rmdir (folder);
}

/* Whoever made it may have been killed before it was synced. */
static void
test_a_folder_that_is_there (void)
{
  g_autofree char *folder = begin (0);
  g_autofree char *there = g_build_filename (folder, "there", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (there, 0755), ==, 0);
  g_assert_true (imagin_folder_make (there, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (synced->len, ==, 1);
  g_assert_cmpstr (synced->pdata[0], ==, folder);
  g_rmdir (there);
  g_rmdir (folder);
}

static void
test_a_file_in_the_way (void)
{
  g_autofree char *folder = begin (0);
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_false (imagin_folder_make (file, &error));
  g_assert_error (error, IMAGIN_ERROR, IMAGIN_ERROR_STORE);
  g_clear_error (&error);
  g_assert_false (imagin_folder_make (below, &error));
  g_assert_error (error, IMAGIN_ERROR, IMAGIN_ERROR_STORE);
  g_unlink (file);
  g_rmdir (folder);
}

static void
test_a_disk_that_refuses (void)
{
  static const struct
  {
    int number;
    ImaginError code; /* IMAGIN_ERROR_FAILED: it is no refusal */
  } cases[] = {
    { EIO, IMAGIN_ERROR_STORE },
    { ENOSPC, IMAGIN_ERROR_DISK_FULL },
    { EROFS, IMAGIN_ERROR_STORE_READ_ONLY },
    /* Some file systems have no names that could be synced. */
    { EINVAL, IMAGIN_ERROR_FAILED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = begin (cases[i].number);
      g_autofree char *below = g_build_filename (folder, "below", NULL);
      g_autoptr (GError) error = NULL;
      gboolean done = imagin_folder_make (below, &error);

      g_assert_cmpint (done, ==, cases[i].code == IMAGIN_ERROR_FAILED);
      if (!done)
        g_assert_error (error, IMAGIN_ERROR, (int) cases[i].code);
      g_assert_cmpuint (synced->len, ==, 1);
      g_rmdir (below);
      g_rmdir (folder);
    }
}

static void
test_a_folder_that_is_gone (void)
{
  g_autofree char *folder = begin (0);
  g_autoptr (GError) error = NULL;

  g_rmdir (folder);
  g_assert_false (imagin_folder_sync (folder, &error));
  g_assert_error (error, IMAGIN_ERROR, IMAGIN_ERROR_STORE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folder/each-name-is-on-the-disk", test_each_name_is_on_the_disk);
  g_test_add_func ("/folder/a-folder-that-is-there", test_a_folder_that_is_there);
  g_test_add_func ("/folder/a-file-in-the-way", test_a_file_in_the_way);
  g_test_add_func ("/folder/a-disk-that-refuses", test_a_disk_that_refuses);
  g_test_add_func ("/folder/a-folder-that-is-gone", test_a_folder_that_is_gone);
  return g_test_run ();
}
