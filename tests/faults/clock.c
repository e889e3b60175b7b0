/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loaded before a program: its clock is off by so many seconds as the file IMAGIN_CLOCK_FILE says, also while it runs.
 */

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *seconds_off;

__attribute__ ((constructor)) static void
find_clock (void)
{
  const char *path = getenv ("IMAGIN_CLOCK_FILE");
  int file = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : -1;
  void *mapped;

  if (file < 0)
    return;
  mapped = mmap (NULL, sizeof *seconds_off, PROT_READ, MAP_SHARED, file, 0);
  if (mapped != MAP_FAILED)
    seconds_off = mapped;
  close (file);
}

int
clock_gettime (clockid_t clock, struct timespec *now)
{
  int result = (int) syscall (SYS_clock_gettime, clock, now);

  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) && seconds_off != NULL)
    now->tv_sec += *seconds_off;
  return result;
}

int
gettimeofday (struct timeval *restrict now, void *restrict zone)
{
  struct timespec precise;
  int result = clock_gettime (CLOCK_REALTIME, &precise);

  (void) zone;
  now->tv_sec = precise.tv_sec;
  now->tv_usec = precise.tv_nsec / 1000;
  return result;
}

time_t
time (time_t *now)
{
  struct timespec precise;

  clock_gettime (CLOCK_REALTIME, &precise);
  if (now != NULL)
    *now = precise.tv_sec;
  return precise.tv_sec;
}
