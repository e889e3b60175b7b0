/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table describes an entity: what follows from it, with a table of the test's own that has every kind of field. */

#include "unit-wait.h"

#include "domain/imagin-entity.h"

#define TEST_TYPE_ITEM (test_item_get_type ())
IMAGIN_DECLARE_ENTITY (TestItem, test_item, TEST_ITEM)

static const ImaginField item_fields[] = {
  { "id", IMAGIN_FIELD_WORD, .required = TRUE, .maximum = 8 },
  { "quantity", IMAGIN_FIELD_INTEGER, .minimum = 0, .maximum = 500 },
  { "below", IMAGIN_FIELD_ENTITY, .item_type = test_item_get_type },
};

IMAGIN_DEFINE_ENTITY (TestItem, test_item, item_fields)

#define TEST_TYPE_WHOLE (test_whole_get_type ())
IMAGIN_DECLARE_ENTITY (TestWhole, test_whole, TEST_WHOLE)

static const ImaginField whole_fields[] = {
  { "text", IMAGIN_FIELD_TEXT, .maximum = 5 },
  { "day", IMAGIN_FIELD_DAY },
  { "time", IMAGIN_FIELD_TIME },
  { "instant", IMAGIN_FIELD_INSTANT },
  { "any_number", IMAGIN_FIELD_INTEGER },
  { "figure", IMAGIN_FIELD_INTEGER, .minimum = -5, .maximum = 5 },
  { "yes", IMAGIN_FIELD_BOOLEAN },
  { "item", IMAGIN_FIELD_ENTITY, .item_type = test_item_get_type },
  { "items", IMAGIN_FIELD_LIST, .maximum = 3, .item_type = test_item_get_type },
  { "words", IMAGIN_FIELD_TEXTS, .maximum = 2 },
};

IMAGIN_DEFINE_ENTITY (TestWhole, test_whole, whole_fields)

static TestWhole *
whole_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  TestWhole *whole = imagin_entity_from_text (TEST_TYPE_WHOLE, text, &error);

  g_assert_no_error (error);
  return whole;
}

static void
check_text (gpointer entity, const char *expected)
{
  g_autofree char *text = imagin_entity_to_text (entity);

  g_assert_cmpstr (text, ==, expected);
}

/* Reading and writing */

static void
test_unknown_members_survive (void)
{
  static const char text[] =
      "{\"new\":{\"deep\":[1,null,{\"x\":0.5}]},\"text\":\"a\",\"item\":{\"id\":\"i\",\"since\":2027,\"below\":{\"id\":"
      "\"j\",\"colour\":\"red\"}},"
      "\"items\":[{\"id\":\"k\",\"quantity\":1,\"note\":null},{\"z\":[],\"id\":\"l\"}],\"last\":false}";
  g_autoptr (TestWhole) whole = whole_of (text);
  g_autoptr (TestWhole) copy = imagin_entity_copy (whole);
  g_autoptr (GObject) first = g_list_model_get_item (imagin_entity_get_list (whole, "items"), 0);

  check_text (whole, text);
  check_text (copy, text);
  /* They stay beside what is written over them. */
  imagin_entity_set_integer (first, "quantity", 124);
  imagin_entity_set_text (whole, "text", "b");
  check_text (whole,
              "{\"new\":{\"deep\":[1,null,{\"x\":0.5}]},\"text\":\"b\",\"item\":{\"id\":\"i\",\"since\":2027,\"below\":"
              "{\"id\":\"j\",\"colour\":\"red\"}},"
              "\"items\":[{\"id\":\"k\",\"quantity\":124,\"note\":null},{\"z\":[],\"id\":\"l\"}],\"last\":false}");
}

static void
test_absent_null_and_zero_differ (void)
{
  static const char *const texts[] = { "{}", "{\"figure\":null}", "{\"figure\":0}" };

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TestWhole) one = whole_of (texts[i]);

      check_text (one, texts[i]);
      g_assert_cmpint (imagin_entity_is_set (one, "figure"), ==, i == 2);
      g_assert_cmpint (imagin_entity_get_integer (one, "figure", -9), ==, i == 2 ? 0 : -9);
      for (guint j = 0; j < 3; j++)
        {
          g_autoptr (TestWhole) other = whole_of (texts[j]);

          g_assert_cmpint (imagin_entity_equal (one, other), ==, i == j);
        }
    }
}

static void
test_nothing_set_writes_nothing (void)
{
  g_autoptr (TestWhole) whole = g_object_new (TEST_TYPE_WHOLE, NULL);

  check_text (whole, "{}");
  imagin_entity_set_boolean (whole, "yes", FALSE);
  check_text (whole, "{\"yes\":false}");
  imagin_entity_set_null (whole, "yes");
  check_text (whole, "{\"yes\":null}");
  g_assert_null (imagin_entity_get_text (whole, "text"));
  g_assert_null (imagin_entity_get_entity (whole, "item"));
  g_assert_cmpuint (g_list_model_get_n_items (imagin_entity_get_list (whole, "items")), ==, 0);
  g_assert_null (imagin_entity_get_texts (whole, "words")[0]);
}

static const struct
{
  const char *rule;
  const char *text;
  const char *pointer;
} refused[] = {
  { "no-object", "[]", "/: " },
  { "a-text-that-is-a-number", "{\"text\":5}", "/text: " },
  { "a-text-that-is-too-long", "{\"text\":\"éééééé\"}", "/text: " },
  { "a-day-that-the-calendar-has-not", "{\"day\":\"2026-02-30\"}", "/day: " },
  { "a-time-past-midnight", "{\"time\":\"24:30\"}", "/time: " },
  { "an-instant-without-offset", "{\"instant\":\"2026-06-22T08:00:00\"}", "/instant: " },
  { "an-integer-that-is-a-text", "{\"figure\":\"5\"}", "/figure: " },
  { "an-integer-with-a-fraction", "{\"figure\":1.5}", "/figure: " },
  { "an-integer-over-its-bound", "{\"figure\":6}", "/figure: " },
  { "an-integer-under-its-bound", "{\"figure\":-6}", "/figure: " },
  { "an-integer-beyond-64-bits", "{\"any_number\":99999999999999999999}", "/any_number: " },
  { "an-integer-below-64-bits", "{\"any_number\":-99999999999999999999}", "/any_number: " },
  { "a-boolean-that-is-a-number", "{\"yes\":1}", "/yes: " },
  { "an-entity-that-is-a-list", "{\"item\":[]}", "/item: " },
  { "a-missing-member-below", "{\"item\":{\"quantity\":1}}", "/item/id: " },
  { "a-null-where-one-is-required", "{\"item\":{\"id\":null}}", "/item/id: " },
  { "a-wrong-member-deep-in-a-list",
    "{\"items\":[{\"id\":\"a\"},{\"id\":\"b\",\"below\":{\"id\":\"c\",\"quantity\":501}}]}",
    "/items/1/below/quantity: " },
  { "a-list-that-is-too-long", "{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"},{\"id\":\"d\"}]}",
    "/items: " },
  { "an-item-that-is-null", "{\"items\":[null]}", "/items/0: " },
  { "texts-that-are-numbers", "{\"words\":[\"a\",1]}", "/words: " },
  { "too-many-texts", "{\"words\":[\"a\",\"b\",\"c\"]}", "/words: " },
};

static void
test_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;

  g_assert_null (imagin_entity_from_text (TEST_TYPE_WHOLE, refused[i].text, &error));
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, refused[i].pointer));
  unit_assert_error (&error, IMAGIN_ERROR_MALFORMED);
}

static void
test_bounds_are_included (void)
{
  static const char text[] = "{\"text\":\"ééééé\",\"time\":\"24:00\",\"any_number\":9223372036854775806,\"figure\":-5,"
                             "\"items\":[{\"id\":\"a\",\"quantity\":500}],\"words\":[\"a\",\"b\"]}";
  g_autoptr (TestWhole) whole = whole_of (text);

  check_text (whole, text);
  g_assert_cmpint (imagin_entity_get_integer (whole, "any_number", 0), ==, G_MAXINT64 - 1);
}

/* Copy and equality */

static void
test_copy_shares_nothing (void)
{
  static const char text[] =
      "{\"text\":\"a\",\"item\":{\"id\":\"i\",\"quantity\":1},\"items\":[{\"id\":\"k\"}],\"words\":[\"w\"]}";
  g_autoptr (TestWhole) whole = whole_of (text);
  g_autoptr (TestWhole) copy = imagin_entity_copy (whole);
  g_autoptr (GObject) item = g_list_model_get_item (imagin_entity_get_list (copy, "items"), 0);

  g_assert_true (imagin_entity_equal (whole, copy));
  imagin_entity_set_text (copy, "text", "b");
  imagin_entity_set_integer (imagin_entity_get_entity (copy, "item"), "quantity", 2);
  imagin_entity_set_integer (item, "quantity", 3);
  imagin_entity_remove (copy, "items", item);
  g_assert_false (imagin_entity_equal (whole, copy));
  check_text (whole, text);
}

static void
test_equal_looks_at_every_depth (void)
{
  static const char *const others[] = {
    "{\"text\":\"a\",\"items\":[{\"id\":\"k\",\"below\":{\"id\":\"l\",\"quantity\":2}}],\"words\":[\"w\"]}",
    "{\"text\":\"a\",\"items\":[{\"id\":\"k\",\"below\":{\"id\":\"l\",\"quantity\":1}},{\"id\":\"m\"}],\"words\":["
    "\"w\"]}",
    "{\"text\":\"a\",\"items\":[],\"words\":[\"w\"]}",
    "{\"text\":\"a\",\"items\":[{\"id\":\"k\",\"below\":{\"id\":\"l\",\"quantity\":1}}],\"words\":[\"v\"]}",
    "{\"text\":\"A\",\"items\":[{\"id\":\"k\",\"below\":{\"id\":\"l\",\"quantity\":1}}],\"words\":[\"w\"]}",
  };
  g_autoptr (TestWhole) whole = whole_of (
      "{\"text\":\"a\",\"items\":[{\"id\":\"k\",\"below\":{\"id\":\"l\",\"quantity\":1}}],\"words\":[\"w\"]}");
  g_autoptr (TestWhole) same = whole_of ("{\"words\":[\"w\"],\"items\":[{\"below\":{\"quantity\":1,\"id\":\"l\"},"
                                         "\"id\":\"k\"}],\"text\":\"a\",\"new\":1}");

  g_assert_true (imagin_entity_equal (whole, same));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (TestWhole) other = whole_of (others[i]);

      g_assert_false (imagin_entity_equal (whole, other));
    }
  g_assert_false (imagin_entity_equal (whole, NULL));
  g_assert_true (imagin_entity_equal (NULL, NULL));
}

/* What is told */

static void
count (gpointer entity, guint *times)
{
  (*times)++;
}

static void
count_notify (gpointer entity, GParamSpec *pspec, guint *times)
{
  (*times)++;
}

static void
test_changed_bubbles_up (void)
{
  g_autoptr (TestWhole) whole = whole_of ("{\"items\":[{\"id\":\"k\",\"below\":{\"id\":\"l\"}}]}");
  g_autoptr (GObject) item = g_list_model_get_item (imagin_entity_get_list (whole, "items"), 0);
  g_autoptr (TestItem) made = g_object_new (TEST_TYPE_ITEM, "id", "m", NULL);
  guint times = 0;

  g_signal_connect (whole, "changed", G_CALLBACK (count), &times);
  imagin_entity_set_integer (imagin_entity_get_entity (item, "below"), "quantity", 1);
  g_assert_cmpuint (times, ==, 1);
  imagin_entity_append (whole, "items", made);
  g_assert_cmpuint (times, ==, 2);
  imagin_entity_set_integer (made, "quantity", 1);
  g_assert_cmpuint (times, ==, 3);
  imagin_entity_remove (whole, "items", made);
  g_assert_cmpuint (times, ==, 4);
  imagin_entity_set_integer (made, "quantity", 2); /* no longer of it */
  g_assert_cmpuint (times, ==, 4);
  imagin_entity_set_entity (whole, "item", made);
  imagin_entity_set_integer (made, "quantity", 3);
  g_assert_cmpuint (times, ==, 6);
  imagin_entity_set_null (whole, "item");
  imagin_entity_set_integer (made, "quantity", 4);
  g_assert_cmpuint (times, ==, 7);
}

static void
test_the_same_value_tells_nothing (void)
{
  g_autoptr (TestWhole) whole =
      whole_of ("{\"text\":\"a\",\"figure\":0,\"yes\":false,\"day\":null,\"item\":{\"id\":\"i\"}}");
  guint changed = 0, notified = 0;

  g_signal_connect (whole, "changed", G_CALLBACK (count), &changed);
  g_signal_connect (whole, "notify", G_CALLBACK (count_notify), &notified);
  imagin_entity_set_text (whole, "text", "a");
  imagin_entity_set_integer (whole, "figure", 0);
  imagin_entity_set_boolean (whole, "yes", FALSE);
  imagin_entity_set_null (whole, "day");
  imagin_entity_set_text (whole, "day", NULL);
  imagin_entity_set_entity (whole, "item", imagin_entity_get_entity (whole, "item"));
  g_object_set (whole, "text", "a", "figure", G_GINT64_CONSTANT (0), NULL);
  g_assert_cmpuint (changed, ==, 0);
  g_assert_cmpuint (notified, ==, 0);
  imagin_entity_set_integer (whole, "figure", 1);
  imagin_entity_set_null (whole, "figure");
  g_assert_cmpuint (changed, ==, 2);
  g_assert_cmpuint (notified, ==, 2);
}

static void
test_properties_follow_from_the_table (void)
{
  g_autoptr (TestWhole) whole = whole_of ("{\"any_number\":5}");
  g_autofree char *text = NULL;
  gint64 number;

  g_object_set (whole, "text", "x", "yes", TRUE, NULL);
  g_object_get (whole, "any-number", &number, "text", &text, NULL);
  g_assert_cmpint (number, ==, 5);
  g_assert_cmpstr (text, ==, "x");
  check_text (whole, "{\"any_number\":5,\"text\":\"x\",\"yes\":true}");
}

static void
test_find (void)
{
  g_autoptr (TestWhole) whole = whole_of ("{\"items\":[{\"id\":\"a\"},{\"id\":\"b\",\"quantity\":2}]}");
  GListModel *items = imagin_entity_get_list (whole, "items");

  g_assert_cmpint (imagin_entity_get_integer (imagin_entity_find (items, "id", "b"), "quantity", -1), ==, 2);
  g_assert_null (imagin_entity_find (items, "id", "c"));
  g_assert_null (imagin_entity_find (NULL, "id", "a"));
}

static void
test_text_of_a_child (void)
{
  g_autoptr (TestWhole) whole = whole_of ("{\"item\":{\"id\":\"a\"}}");
  g_autoptr (TestWhole) alone = whole_of ("{}");

  g_assert_cmpstr (imagin_entity_get_text_of (whole, "item", "id"), ==, "a");
  g_assert_null (imagin_entity_get_text_of (alone, "item", "id"));
  g_assert_null (imagin_entity_get_text_of (NULL, "item", "id"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entity/unknown-members-survive-at-every-depth", test_unknown_members_survive);
  g_test_add_func ("/entity/absent-null-and-zero-are-three-things", test_absent_null_and_zero_differ);
  g_test_add_func ("/entity/what-was-never-set-is-not-written", test_nothing_set_writes_nothing);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/entity/refuses-by-its-pointer/", refused[i].rule, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/entity/the-text-of-a-child", test_text_of_a_child);
  g_test_add_func ("/entity/bounds-are-included", test_bounds_are_included);
  g_test_add_func ("/entity/a-copy-shares-nothing", test_copy_shares_nothing);
  g_test_add_func ("/entity/equality-looks-at-every-depth", test_equal_looks_at_every_depth);
  g_test_add_func ("/entity/a-change-is-told-upwards", test_changed_bubbles_up);
  g_test_add_func ("/entity/the-same-value-tells-nothing", test_the_same_value_tells_nothing);
  g_test_add_func ("/entity/properties-follow-from-the-table", test_properties_follow_from_the_table);
  g_test_add_func ("/entity/an-item-is-found-by-a-text", test_find);
  return g_test_run ();
}
