/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts a program and tells, as the X server has it, when its window was first painted and when its content was.
 *
 *     start-watch window|content|search COMMAND [ARGUMENT …]
 *
 * It prints "frame=MILLISECONDS content=MILLISECONDS frame_cpu=MILLISECONDS content_cpu=MILLISECONDS pss=KIB"; "cpu" is
 * what the main thread had worked by then, which other programs on the machine change less than the clock. The server
 * says by itself when anything is painted (XDamage); only then is the picture looked at, so nothing is polled and both
 * programs are seen in the same way. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <X11/keysym.h>
#include <dlfcn.h>
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
#define WHOLE_MS 2000 /* until the whole list is in, which is longer than that takes: memory is what it holds then */
#define INK_NEEDED 400

/* Where rows and the page of a mission have words at the top of the window, and where what stands there before them
 * (a spinner, an invitation) has none: that is in the middle. */
static const XRectangle row_area = { 16, 90, 300, 150 };
static const XRectangle page_area = { 390, 90, 760, 130 };

/* Where the entry of the search is, and what it found. */
static const XRectangle entry_area = { 60, 50, 240, 34 };
static const XRectangle found_area = { 16, 100, 300, 520 };

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

/* Searching */

typedef int (*FakeKey) (Display *display, unsigned int keycode, Bool is_press, unsigned long delay);

/* What an area looks like, as a number. */
static unsigned long
look (Display *display, const XWindowAttributes *window, const XRectangle *area)
{
  XImage *image = XGetImage (display, DefaultRootWindow (display), window->x + area->x, window->y + area->y,
                             area->width, area->height, AllPlanes, ZPixmap);
  unsigned long sum = 5381;

  for (int y = 0; image != NULL && y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      sum = sum * 33 + XGetPixel (image, x, y);
  if (image != NULL)
    XDestroyImage (image);
  return sum;
}

/* Until nothing was painted for a while; a caret that blinks is not waited for. */
static void
wait_until_quiet (Display *display, Damage damage)
{
  double end = now_ms () + 3000;

  while (now_ms () < end && wait_for_damage (display, damage, now_ms () + SETTLE_MS))
    ;
}

static void
press (Display *display, FakeKey fake_key, KeySym modifier, KeySym key)
{
  if (modifier != 0)
    fake_key (display, XKeysymToKeycode (display, modifier), True, 0);
  fake_key (display, XKeysymToKeycode (display, key), True, 0);
  fake_key (display, XKeysymToKeycode (display, key), False, 0);
  if (modifier != 0)
    fake_key (display, XKeysymToKeycode (display, modifier), False, 0);
  XFlush (display);
}

/* One letter in the empty entry: when it was painted, and when what it finds was. */
static int
time_letter (Display *display, Damage damage, const XWindowAttributes *window, FakeKey fake_key, KeySym letter)
{
  unsigned long entry = look (display, window, &entry_area), found = look (display, window, &found_area);
  double typed = 0, shown = 0, began = now_ms ();

  press (display, fake_key, 0, letter);
  while ((typed == 0 || shown == 0) && wait_for_damage (display, damage, began + 5000))
    {
      double seen = now_ms () - began;

      if (typed == 0 && look (display, window, &entry_area) != entry)
        typed = seen;
      if (shown == 0 && look (display, window, &found_area) != found)
        shown = seen;
    }
  wait_until_quiet (display, damage);
  press (display, fake_key, 0, XK_BackSpace);
  wait_until_quiet (display, damage);
  printf ("keystroke=%.1f first_result=%.1f\n", typed, shown);
  return typed > 0 && shown > 0;
}

static int
time_search (Display *display, Damage damage, const XWindowAttributes *window)
{
  static const KeySym letters[] = { XK_p, XK_e, XK_h, XK_t, XK_l };
  void *library = dlopen ("libXtst.so.6", RTLD_NOW);
  FakeKey fake_key = library != NULL ? (FakeKey) dlsym (library, "XTestFakeKeyEvent") : NULL;
  int all = fake_key != NULL;

  wait_until_quiet (display, damage);
  if (all)
    press (display, fake_key, XK_Control_L, XK_f);
  wait_until_quiet (display, damage);
  for (unsigned int i = 0; all && i < sizeof letters / sizeof letters[0]; i++)
    all = time_letter (display, damage, window, fake_key, letters[i]);
  return all;
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
  wants_content = strcmp (argv[1], "window") != 0;
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
  if (content != 0 && strcmp (argv[1], "search") == 0 && !time_search (display, damage, &window))
    content = 0;
  usleep ((wants_content ? WHOLE_MS : SETTLE_MS) * 1000);
  pss = read_pss (pid);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  printf ("frame=%.1f content=%.1f frame_cpu=%.1f content_cpu=%.1f pss=%ld\n", frame, content, frame_cpu, content_cpu,
          pss);
  return content != 0 && pss > 0 ? 0 : 1;
}
