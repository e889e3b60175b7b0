/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "The keyring is locked": the choice where a session cannot be kept, or cannot be taken up again. */

#include "ui/accounts/imagin-keyring-dialog.h"

#include "base/imagin-error.h"
#include "ui/widgets/imagin-alert.h"
#include "ui/widgets/imagin-toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define AGAIN "again"
#define ASIDE "aside"
#define ONCE "once"
#define CLOSE "close"

typedef struct
{
  ImaginAccounts *accounts;
  GtkWidget *widget; /* not held: it holds this */
  gboolean asking;
  gboolean once; /* the person wants this session only, of all accounts */
} Watch;

static void look (Watch *watch);

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_object_unref (watch->accounts);
  g_free (watch);
}

/* What it says */

typedef struct
{
  ImaginError code;
  const char *heading;
  const char *signed_in;
  const char *signed_out;
  const char *response;
  const char *label;
} Question;

static const Question questions[] = {
  /* Comes first: what holds for any other reason. */
  { IMAGIN_ERROR_KEYRING, N_ ("The keyring cannot be used"),
    N_ ("You are signed in, and everything works. But this computer’s keyring does not answer as it should, so your "
        "session cannot be kept there: you would sign in again at the next start."),
    N_ ("Your session is in this computer’s keyring, which does not answer as it should. Try again, or sign in for "
        "this time only. What you entered is here in any case."),
    AGAIN, N_ ("Try again") },
  { IMAGIN_ERROR_KEYRING_ABSENT, N_ ("This computer has no keyring"),
    N_ ("You are signed in, and everything works. But nothing on this computer can keep your session safely, so you "
        "would sign in again at the next start."),
    N_ ("This computer has no keyring now that could hold your session. Try again, or sign in for this time only. What "
        "you entered is here in any case."),
    AGAIN, N_ ("Try again") },
  { IMAGIN_ERROR_KEYRING_LOCKED, N_ ("The keyring is locked"),
    N_ ("You are signed in, and everything works. So that you stay signed in at the next start, Imagin keeps your "
        "session (never your password) in this computer’s keyring, which is locked."),
    N_ ("Your session is in this computer’s keyring, which is locked. Unlock it to go on, or sign in for this time "
        "only. What you entered is here in any case."),
    AGAIN, N_ ("Unlock the keyring") },
  { IMAGIN_ERROR_KEYRING_DAMAGED, N_ ("The keyring is damaged"),
    N_ ("You are signed in, and everything works. But this computer’s keyring cannot be read, so your session cannot "
        "be kept there. Imagin can put the damaged file aside, without erasing it, and begin a new one."),
    N_ ("Your session cannot be read from this computer’s keyring any more, so you must sign in again. Imagin can put "
        "the damaged file aside first, without erasing it, and begin a new one. What you entered is here in any case."),
    ASIDE, N_ ("Put it aside") },
};

static const Question *
question_for (const GError *error)
{
  /* To the person both are a keyring that is still locked. */
  ImaginError code = imagin_error_matches (error, IMAGIN_ERROR_KEYRING_REFUSED) ? IMAGIN_ERROR_KEYRING_LOCKED
                                                                                : (ImaginError) error->code;

  for (guint i = 1; i < G_N_ELEMENTS (questions); i++)
    if (questions[i].code == code)
      return &questions[i];
  return &questions[0];
}

/* What the answer does */

typedef struct
{
  Watch *watch;
  GtkWidget *widget;
  char *response;
  GPtrArray *accounts; /* of which it was asked */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_object_unref (answer->widget);
  g_ptr_array_unref (answer->accounts);
  g_free (answer->response);
  g_free (answer);
}

/* Runs in a fiber. One press is one try: the first that fails is asked about again. */
static gboolean
try_again (Answer *answer)
{
  for (guint i = 0; i < answer->accounts->len; i++)
    {
      ImaginAccount *account = g_ptr_array_index (answer->accounts, i);
      gboolean aside = i == 0 && g_str_equal (answer->response, ASIDE);
      g_autoptr (GError) error = NULL;

      dex_await (aside ? imagin_account_set_keyring_aside (account) : imagin_account_retry_keyring (account), &error);
      if (imagin_account_get_keyring_error (account) != NULL)
        return FALSE;
    }
  return TRUE;
}

static void
leave (Answer *answer)
{
  for (guint i = 0; i < answer->accounts->len; i++)
    {
      ImaginAccount *account = g_ptr_array_index (answer->accounts, i);

      /* Who closes the question before signing in has not chosen for that sign-in. */
      if (g_str_equal (answer->response, CLOSE) && !imagin_account_has_session (account))
        imagin_account_put_off_keyring (account);
      else
        imagin_account_leave_keyring (account);
    }
}

static void
finish (Answer *answer)
{
  for (guint i = 0; i < answer->accounts->len; i++)
    {
      ImaginAccount *account = g_ptr_array_index (answer->accounts, i);

      if (!imagin_account_has_session (account))
        {
          gtk_widget_activate_action (answer->widget, "win.sign-in-to", "s", imagin_account_get_id (account));
          return;
        }
    }
  if (!g_str_equal (answer->response, ONCE))
    imagin_toast_show (answer->widget, _ ("You stay signed in at the next start"));
}

static DexFuture *
answer_fiber (gpointer data)
{
  Answer *answer = data;
  gboolean tries = g_str_equal (answer->response, AGAIN) || g_str_equal (answer->response, ASIDE);

  answer->watch->once = g_str_equal (answer->response, ONCE);
  if (!tries)
    leave (answer);
  if ((!tries || try_again (answer)) && !g_str_equal (answer->response, CLOSE))
    finish (answer);
  answer->watch->asking = FALSE;
  look (answer->watch);
  return dex_future_new_for_boolean (TRUE);
}

static GPtrArray *
find_troubled (ImaginAccounts *accounts)
{
  GPtrArray *troubled = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      if (imagin_account_get_keyring_error (account) != NULL)
        g_ptr_array_add (troubled, g_steal_pointer (&account));
    }
  return troubled;
}

static void
responded (AdwAlertDialog *dialog, const char *response, GtkWidget *widget)
{
  Watch *watch = g_object_get_data (G_OBJECT (widget), "keyring-watch");
  Answer *answer = g_new0 (Answer, 1);

  answer->watch = watch;
  answer->widget = g_object_ref (widget);
  answer->response = g_strdup (response);
  answer->accounts = find_troubled (watch->accounts);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, answer_fiber, answer, answer_free));
}

/* Asking */

static void
ask (Watch *watch, ImaginAccount *account)
{
  const Question *question = question_for (imagin_account_get_keyring_error (account));
  gboolean signed_out = !imagin_account_has_session (account);
  AdwDialog *dialog =
      imagin_alert_new (_ (question->heading), _ (signed_out ? question->signed_out : question->signed_in));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  watch->asking = TRUE;
  adw_alert_dialog_add_responses (alert, ONCE, signed_out ? _ ("Sign in for this time only") : _ ("This time only"),
                                  question->response, _ (question->label), NULL);
  adw_alert_dialog_set_response_appearance (alert, question->response, ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (alert, question->response);
  adw_alert_dialog_set_close_response (alert, CLOSE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (responded), watch->widget, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, watch->widget);
}

static void
look (Watch *watch)
{
  /* A window that was closed asks nothing. */
  gboolean silent = watch->asking || gtk_widget_get_root (watch->widget) == NULL;
  g_autoptr (GPtrArray) troubled = silent ? NULL : find_troubled (watch->accounts);

  for (guint i = 0; troubled != NULL && watch->once && i < troubled->len; i++)
    imagin_account_leave_keyring (g_ptr_array_index (troubled, i));
  if (troubled != NULL && !watch->once && troubled->len > 0)
    ask (watch, g_ptr_array_index (troubled, 0));
}

static void
keyring_changed (GtkWidget *widget)
{
  look (g_object_get_data (G_OBJECT (widget), "keyring-watch"));
}

static void
accounts_changed (GtkWidget *widget, guint position, guint removed, guint added)
{
  Watch *watch = g_object_get_data (G_OBJECT (widget), "keyring-watch");

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (ImaginAccount) account = g_list_model_get_item (G_LIST_MODEL (watch->accounts), i);

      g_signal_connect_object (account, "keyring-changed", G_CALLBACK (keyring_changed), widget, G_CONNECT_SWAPPED);
    }
  look (watch);
}

void
imagin_keyring_dialog_watch (ImaginAccounts *accounts, GtkWidget *widget)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->accounts = g_object_ref (accounts);
  watch->widget = widget;
  g_object_set_data_full (G_OBJECT (widget), "keyring-watch", watch, watch_free);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed), widget, G_CONNECT_SWAPPED);
  accounts_changed (widget, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (accounts)));
}
