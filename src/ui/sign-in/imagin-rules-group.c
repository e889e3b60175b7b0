/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of a new password, shown live. */

#include "ui/sign-in/imagin-rules-group.h"

#include <glib/gi18n.h>

typedef enum
{
  RULE_LENGTH,
  RULE_DIGIT,
  RULE_LETTER,
  RULE_OTHER,
  RULE_SAME,
  N_RULES,
} Rule;

struct _ImaginRulesGroup
{
  AdwPreferencesGroup parent_instance;

  ImaginPasswordRules *rules;
  GtkWidget *rows[N_RULES];
  GtkWidget *icons[N_RULES];
};

G_DEFINE_FINAL_TYPE (ImaginRulesGroup, imagin_rules_group, ADW_TYPE_PREFERENCES_GROUP)

static gint64
bound_of (ImaginRulesGroup *self, const char *name, gint64 otherwise)
{
  return self->rules != NULL ? imagin_entity_get_integer (self->rules, name, otherwise) : otherwise;
}

static gboolean
needs (ImaginRulesGroup *self, const char *what)
{
  return self->rules != NULL && g_strv_contains (imagin_entity_get_texts (self->rules, "needs"), what);
}

static gboolean
holds (const char *text, gboolean (*is) (gunichar))
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (is (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

static gboolean
keeps_rule (
    ImaginRulesGroup *self, Rule rule, const char *number, const char *old, const char *password, const char *repeated)
{
  glong length = g_utf8_strlen (password, -1);

  switch (rule)
    {
    case RULE_LENGTH:
      return length >= bound_of (self, "minimum_length", 1) && length <= bound_of (self, "maximum_length", G_MAXLONG) &&
             !g_str_equal (password, number);
    case RULE_DIGIT:
      return !needs (self, "digit") || holds (password, g_unichar_isdigit);
    case RULE_LETTER:
      return !needs (self, "letter") || holds (password, g_unichar_isalpha);
    case RULE_OTHER:
      return *password != '\0' && !g_str_equal (password, old);
    case RULE_SAME:
      return *password != '\0' && g_str_equal (password, repeated);
    case N_RULES:
    default:
      return TRUE;
    }
}

static char *
rule_text (ImaginRulesGroup *self, Rule rule)
{
  int minimum = (int) bound_of (self, "minimum_length", 1);

  switch (rule)
    {
    case RULE_LENGTH:
      return g_strdup_printf (ngettext ("%d character at least, and not your number",
                                        "%d characters at least, and not your number", (gulong) minimum),
                              minimum);
    case RULE_DIGIT:
      return g_strdup (_ ("At least one figure"));
    case RULE_LETTER:
      return g_strdup (_ ("At least one letter"));
    case RULE_OTHER:
      return g_strdup (_ ("Another one than before"));
    case RULE_SAME:
    case N_RULES:
    default:
      return g_strdup (_ ("Typed twice the same"));
    }
}

gboolean
imagin_rules_group_check (
    ImaginRulesGroup *self, const char *number, const char *old, const char *password, const char *repeated)
{
  gboolean all = TRUE;

  for (Rule rule = RULE_LENGTH; rule < N_RULES; rule++)
    {
      gboolean kept = keeps_rule (self, rule, number, old, password, repeated);

      gtk_image_set_from_icon_name (GTK_IMAGE (self->icons[rule]), kept ? "object-select-symbolic" : "radio-symbolic");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[rule]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      kept ? _ ("kept") : _ ("not kept yet"), -1);
      all = all && kept;
    }
  return all;
}

/* In the order in which one types. */
static char *
problem_text (ImaginRulesGroup *self, const char *number, const char *old, const char *password)
{
  glong length = g_utf8_strlen (password, -1);
  int minimum = (int) bound_of (self, "minimum_length", 1);
  int maximum = (int) bound_of (self, "maximum_length", G_MAXINT);

  if (length == 0)
    return g_strdup (_ ("Type the password that you want from now on."));
  if (g_str_equal (password, number))
    return g_strdup (_ ("This is your number, which others read on your convocation. Choose another password."));
  if (g_str_equal (password, old))
    return g_strdup (_ ("This is the password that you have already. Choose another one."));
  if (length < minimum)
    return g_strdup_printf (ngettext ("This is too short: the academy wants %d character at least.",
                                      "This is too short: the academy wants %d characters at least.", (gulong) minimum),
                            minimum);
  if (length > maximum)
    return g_strdup_printf (ngettext ("This is too long: the academy takes %d character at most.",
                                      "This is too long: the academy takes %d characters at most.", (gulong) maximum),
                            maximum);
  if (!keeps_rule (self, RULE_DIGIT, number, old, password, password))
    return g_strdup (_ ("There is no figure in it: the academy wants at least one."));
  if (!keeps_rule (self, RULE_LETTER, number, old, password, password))
    return g_strdup (_ ("There is no letter in it: the academy wants at least one."));
  return NULL;
}

char *
imagin_rules_group_find_problem (ImaginRulesGroup *self,
                                 const char *number,
                                 const char *old,
                                 const char *password,
                                 const char *repeated,
                                 gboolean *of_repeated)
{
  char *problem = problem_text (self, number, old, password);

  *of_repeated = problem == NULL;
  if (problem != NULL || g_str_equal (password, repeated))
    return problem;
  return g_strdup (*repeated == '\0' ? _ ("Type the same password once more.")
                                     : _ ("Both entries differ: type the same password once more."));
}

void
imagin_rules_group_set_rules (ImaginRulesGroup *self, ImaginPasswordRules *rules, gboolean first)
{
  g_set_object (&self->rules, rules);
  for (Rule rule = RULE_LENGTH; rule < N_RULES; rule++)
    {
      g_autofree char *text = rule_text (self, rule);
      gboolean asked = rule == RULE_OTHER    ? !first
                       : rule == RULE_DIGIT  ? needs (self, "digit")
                       : rule == RULE_LETTER ? needs (self, "letter")
                                             : TRUE;

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[rule]), text);
      gtk_widget_set_visible (self->rows[rule], asked);
    }
}

static void
imagin_rules_group_finalize (GObject *object)
{
  g_clear_object (&IMAGIN_RULES_GROUP (object)->rules);
  G_OBJECT_CLASS (imagin_rules_group_parent_class)->finalize (object);
}

static void
imagin_rules_group_class_init (ImaginRulesGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = imagin_rules_group_finalize;
}

static void
imagin_rules_group_init (ImaginRulesGroup *self)
{
  for (Rule rule = RULE_LENGTH; rule < N_RULES; rule++)
    {
      self->icons[rule] = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      self->rows[rule] = adw_action_row_new ();
      /* A row is described by its subtitle, and nothing else would be heard. */
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->rows[rule]), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      adw_action_row_add_prefix (ADW_ACTION_ROW (self->rows[rule]), self->icons[rule]);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->rows[rule]);
    }
}
