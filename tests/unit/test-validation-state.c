/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every state with every event: written out once more, and walked at random. */

#include "unit-wait.h"

#include "domain/imagin-validation-state.h"

#define STATE(name) IMAGIN_VALIDATION_##name
#define WALKS 2000
#define STEPS 40

/* A row an event, a column a state: where it goes, and what is done. "." stays and does nothing. */
static const char *const table[IMAGIN_N_VALIDATION_EVENTS][IMAGIN_N_VALIDATION_STATES] = {
  /*                   none    held    due     sent    refused validated */
  /* asked */ { "hK", ".", ".", ".", ".", "." },
  /* cleared */ { ".", "d", ".", ".", ".", "." },
  /* preceded */ { ".", ".", "h", ".", ".", "." },
  /* turn */ { ".", "hW", "sS", ".", ".", "." },
  /* accepted */ { ".", ".", ".", "vT", ".", "." },
  /* unanswered */ { ".", ".", ".", "dL", ".", "." },
  /* office changed */ { ".", ".", ".", "sA", ".", "." },
  /* content changed */ { ".", ".", ".", "rQ", ".", "." },
  /* rejected */ { ".", ".", ".", "rR", ".", "." },
  /* retried */ { ".", ".", ".", ".", "hK", "." },
  /* given up */ { ".", ".", ".", ".", "nD", "." },
  /* returned */ { ".", ".", ".", ".", ".", "n" },
  /* restarted */ { ".", ".", ".", "d", ".", "." },
};

static const char state_letters[] = "nhdsrv";
static const char act_letters[] = ".KWSTLAQRD";

static void
test_every_cell (void)
{
  for (guint event = 0; event < IMAGIN_N_VALIDATION_EVENTS; event++)
    for (guint from = 0; from < IMAGIN_N_VALIDATION_STATES; from++)
      {
        ImaginValidationState to = from;
        ImaginValidationAct act = imagin_validation_step (&to, event);
        g_autofree char *cell = to == from && act == IMAGIN_VALIDATION_NOTHING ? g_strdup (".")
                                : act == IMAGIN_VALIDATION_NOTHING
                                    ? g_strdup_printf ("%c", state_letters[to])
                                    : g_strdup_printf ("%c%c", state_letters[to], act_letters[act]);

        g_assert_cmpstr (cell, ==, table[event][from]);
      }
}

/* Whatever happens in whatever order: it is sent only where nothing stands before it, it is settled only after it was
 * sent, and it is dropped only after a refusal. */
static void
test_promises (void)
{
  for (guint walk = 0; walk < WALKS; walk++)
    {
      ImaginValidationState state = IMAGIN_VALIDATION_NONE;
      gboolean preceded = TRUE, refused = FALSE;

      for (guint i = 0; i < STEPS; i++)
        {
          ImaginValidationEvent event = (ImaginValidationEvent) g_test_rand_int_range (0, IMAGIN_N_VALIDATION_EVENTS);
          ImaginValidationState before = state;
          ImaginValidationAct act = imagin_validation_step (&state, event);

          if (event == IMAGIN_VALIDATION_CLEARED && before == IMAGIN_VALIDATION_HELD)
            preceded = FALSE;
          if (act == IMAGIN_VALIDATION_KEEP || (event == IMAGIN_VALIDATION_PRECEDED && before == IMAGIN_VALIDATION_DUE))
            preceded = TRUE;
          if (act == IMAGIN_VALIDATION_SEND)
            g_assert_false (preceded);
          if (act == IMAGIN_VALIDATION_SETTLE || act == IMAGIN_VALIDATION_SEND_AGAIN)
            g_assert_cmpint (before, ==, IMAGIN_VALIDATION_SENT);
          if (act == IMAGIN_VALIDATION_DROP)
            g_assert_true (refused);
          if (before == IMAGIN_VALIDATION_VALIDATED && event != IMAGIN_VALIDATION_RETURNED)
            g_assert_cmpint (state, ==, IMAGIN_VALIDATION_VALIDATED);
          refused = state == IMAGIN_VALIDATION_REFUSED;
        }
    }
}

static void
test_every_state_is_reached (void)
{
  gboolean reached[IMAGIN_N_VALIDATION_STATES] = { TRUE };
  gboolean more = TRUE;

  while (more)
    {
      more = FALSE;
      for (guint from = 0; from < IMAGIN_N_VALIDATION_STATES; from++)
        for (guint event = 0; reached[from] && event < IMAGIN_N_VALIDATION_EVENTS; event++)
          {
            ImaginValidationState to = from;

            imagin_validation_step (&to, event);
            more = more || !reached[to];
            reached[to] = TRUE;
          }
    }
  for (guint state = 0; state < IMAGIN_N_VALIDATION_STATES; state++)
    g_assert_true (reached[state]);
}

static void
test_documented (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("IMAGIN_DOCS"), "validation.md", NULL);
  g_autofree char *drawn = imagin_validation_draw ();
  g_autofree char *written = NULL;

  if (g_getenv ("IMAGIN_DRAW") != NULL)
    g_assert_true (g_file_set_contents (path, drawn, -1, NULL));
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  g_assert_cmpstr (written, ==, drawn);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/validation-state/every-cell", test_every_cell);
  g_test_add_func ("/validation-state/promises", test_promises);
  g_test_add_func ("/validation-state/every-state-is-reached", test_every_state_is_reached);
  g_test_add_func ("/validation-state/documented", test_documented);
  return g_test_run ();
}
