/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts a program and tells, as the X server has it, when its window was first painted and when its content was.
 *
 *     start-watch window|content COMMAND [ARGUMENT …]
 *
 * It prints "frame=MILLISECONDS content=MILLISECONDS frame_cpu=MILLISECONDS content_cpu=MILLISECONDS pss=KIB"; "cpu" is
 * what the main thread had worked by then, which other programs on the machine change less than the clock. The server
 * says by itself when anything is painted (XDamage); only then is the picture looked at, so nothing is polled and both
 * programs are seen in the same way. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_MS 30000.0
#define SETTLE_MS 700
#define INK_NEEDED 400

/* Where rows and the page of a mission have words at the top of the window, and where what stands there before them
 * (a spinner, an invitation) has none: that is in the middle. */
static const XRectangle row_area = { 16, 90, 300, 150 };
static const XRectangle page_area = { 390, 90, 760, 130 };

static double
now_ms (void)
{
  struct timespec at;

  clock_gettime (CLOCK_MONOTONIC, &at);
  return at.tv_sec * 1e3 + at.tv_nsec / 1e6;
}

/* The one big window of the display (nothing else runs on it), with its place; 0 before it is there. */
static Window
find_window (Display *display, XWindowAttributes *place)
{
  Window root, parent, *children = NULL, found = 0;
  unsigned int n = 0;

  XQueryTree (display, DefaultRootWindow (display), &root, &parent, &children, &n);
  for (unsigned int i = 0; i < n && found == 0; i++)
    if (XGetWindowAttributes (display, children[i], place) && place->map_state == IsViewable && place->width > 600 &&
        place->height > 400)
      found = children[i];
  if (children != NULL)
    XFree (children);
  return found;
}

/* How many pixels of an area are dark: words are, the ground is not; before the first painting all of it is black. */
static int
ink (Display *display, const XWindowAttributes *window, const XRectangle *area)
{
  XImage *image = XGetImage (display, DefaultRootWindow (display), window->x + area->x, window->y + area->y,
                             area->width, area->height, AllPlanes, ZPixmap);
  int dark = 0;

  for (int y = 0; image != NULL && y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      dark += ((XGetPixel (image, x, y) >> 8) & 0xff) < 0x80;
  if (image != NULL)
    XDestroyImage (image);
  return dark;
}

static int
is_painted (Display *display, const XWindowAttributes *window)
{
  XRectangle middle = { (short) (window->width / 4), (short) (window->height - 100), 4, 4 };

  return ink (display, window, &middle) == 0;
}

static int
has_content (Display *display, const XWindowAttributes *window)
{
  return ink (display, window, &row_area) > INK_NEEDED && ink (display, window, &page_area) > INK_NEEDED;
}

static long
read_pss (pid_t pid)
{
  char path[64], line[256];
  long kib = -1;
  FILE *file;

  snprintf (path, sizeof path, "/proc/%d/smaps_rollup", (int) pid);
  file = fopen (path, "r");
  while (file != NULL && kib < 0 && fgets (line, sizeof line, file) != NULL)
    sscanf (line, "Pss: %ld", &kib);
  if (file != NULL)
    fclose (file);
  return kib;
}

/* What the main thread has worked until now, in milliseconds. */
static double
read_cpu (pid_t pid)
{
  char path[64];
  long long nanoseconds = 0;
  FILE *file;

  snprintf (path, sizeof path, "/proc/%d/task/%d/schedstat", (int) pid, (int) pid);
  file = fopen (path, "r");
  if (file != NULL && fscanf (file, "%lld", &nanoseconds) != 1)
    nanoseconds = 0;
  if (file != NULL)
    fclose (file);
  return (double) nanoseconds / 1e6;
}

/* Waits until something is painted; FALSE when the patience is at its end. */
static int
wait_for_damage (Display *display, Damage damage, double until)
{
  XEvent event;

  while (XPending (display) == 0)
    {
      struct pollfd poll_fd = { ConnectionNumber (display), POLLIN, 0 };
      double left = until - now_ms ();

      if (left <= 0 || poll (&poll_fd, 1, (int) left + 1) < 0)
        return 0;
    }
  while (XPending (display) > 0)
    XNextEvent (display, &event);
  XDamageSubtract (display, damage, None, None);
  return 1;
}

/* A window that goes away between two questions is no reason to end. */
static int
ignore_error (Display *display, XErrorEvent *error)
{
  (void) display;
  (void) error;
  return 0;
}

static pid_t
spawn (char **command)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      execvp (command[0], command);
      _exit (127);
    }
  return pid;
}

int
main (int argc, char **argv)
{
  Display *display = XOpenDisplay (NULL);
  XWindowAttributes window;
  double began, frame = 0, content = 0, frame_cpu = 0, content_cpu = 0;
  int events, errors, wants_content;
  Damage damage;
  pid_t pid;
  long pss;

  if (argc < 3 || display == NULL || !XDamageQueryExtension (display, &events, &errors))
    return 2;
  wants_content = strcmp (argv[1], "content") == 0;
  XSetErrorHandler (ignore_error);
  damage = XDamageCreate (display, DefaultRootWindow (display), XDamageReportNonEmpty);
  XSync (display, False);
  began = now_ms ();
  pid = spawn (argv + 2);
  while (content == 0 && wait_for_damage (display, damage, began + PATIENCE_MS))
    {
      double seen = now_ms () - began;
      double worked = read_cpu (pid);

      if (find_window (display, &window) == 0)
        continue;
      if (frame == 0 && is_painted (display, &window))
        {
          frame = seen;
          frame_cpu = worked;
        }
      if (frame != 0 && (!wants_content || has_content (display, &window)))
        {
          content = seen;
          content_cpu = worked;
        }
    }
  usleep (SETTLE_MS * 1000);
  pss = read_pss (pid);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  printf ("frame=%.1f content=%.1f frame_cpu=%.1f content_cpu=%.1f pss=%ld\n", frame, content, frame_cpu, content_cpu,
          pss);
  return content != 0 && pss > 0 ? 0 : 1;
}
