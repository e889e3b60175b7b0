/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What json-glib lets through and the reader must not. */

#include "unit-wait.h"

#include "base/imagin-json.h"

#define MAXIMUM 4096

static JsonNode *
parse (const char *text, gssize size, gsize maximum, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size < 0 ? strlen (text) : (gsize) size);

  return imagin_json_parse (bytes, maximum, error);
}

static const struct
{
  const char *rule;
  const char *text;
} refused[] = {
  { "a-member-named-twice", "{\"copies\":1,\"copies\":2}" },
  { "a-member-named-twice-below", "{\"a\":[{\"b\":{\"c\":1,\"d\":2,\"c\":3}}]}" },
  { "a-member-named-twice-by-an-escape", "{\"ab\":1,\"\\u0061b\":2}" },
  { "a-number-that-is-not-finite", "{\"quantity\":1e999}" },
  { "a-number-that-is-not-finite-in-a-list", "[0,[-1e999]]" },
  { "text-after-the-end", "{} {}" },
  { "a-word-after-the-end", "{} x" },
  { "a-comma-at-the-end", "{\"a\":1,}" },
  { "a-comment", "{/* nothing */}" },
  { "single-quotes", "{'a':1}" },
  { "a-word-that-is-no-json", "NaN" },
  { "half-an-object", "{\"a\":" },
  { "nothing", "" },
  { "white-space-only", " \n" },
};

static void
test_refused (gconstpointer text)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (text, -1, MAXIMUM, &error));
  unit_assert_error (&error, IMAGIN_ERROR_MALFORMED);
}

static void
test_not_utf8 (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse ("\"\xe9t\xe9\"", -1, MAXIMUM, &error));
  unit_assert_error (&error, IMAGIN_ERROR_MALFORMED);
  g_assert_null (parse ("\"a\0b\"", 5, MAXIMUM, &error));
  unit_assert_error (&error, IMAGIN_ERROR_MALFORMED);
}

static void
test_longer_than_allowed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) just = parse ("\"12345678\"", -1, 10, &error);

  g_assert_no_error (error);
  g_assert_nonnull (just);
  g_assert_null (parse ("\"123456789\"", -1, 10, &error));
  unit_assert_error (&error, IMAGIN_ERROR_MALFORMED);
}

static char *
nested (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');
  return g_string_free_and_steal (text);
}

static void
test_nested_too_deep (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *usual = nested (64);
  g_autofree char *hostile = nested (200000);
  g_autoptr (JsonNode) node = parse (usual, -1, G_MAXUINT, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_null (parse (hostile, -1, G_MAXUINT, &error));
  unit_assert_error (&error, IMAGIN_ERROR_MALFORMED);
}

static void
test_round_trip (void)
{
  static const char text[] =
      "{\"label\":\"Épreuve « orale "
      "»\",\"zero\":0,\"no\":false,\"nothing\":null,\"list\":[1,2.5,\"x\",{}],\"big\":9007199254740993}";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parse (text, -1, MAXIMUM, &error);
  g_autofree char *written = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  written = imagin_json_to_text (node);
  g_assert_cmpstr (written, ==, text);
  bytes = imagin_json_to_bytes (node);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

static void
test_one_name_in_two_objects (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = parse ("[{\"id\":1,\"in\":{\"id\":2}},{\"id\":3}]", -1, MAXIMUM, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
}

static void
test_members_of_another_kind (void)
{
  g_autoptr (JsonNode) node = parse (
      "{\"text\":\"a\",\"number\":7,\"half\":0.5,\"object\":{\"x\":1},\"list\":[1],\"none\":null}", -1, MAXIMUM, NULL);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (imagin_json_text_member (object, "text"), ==, "a");
  g_assert_null (imagin_json_text_member (object, "number"));
  g_assert_null (imagin_json_text_member (object, "none"));
  g_assert_null (imagin_json_text_member (object, "absent"));
  g_assert_null (imagin_json_text_member (NULL, "text"));
  g_assert_cmpint (imagin_json_integer_member (object, "number", -1), ==, 7);
  g_assert_cmpint (imagin_json_integer_member (object, "half", -1), ==, -1);
  g_assert_cmpint (imagin_json_integer_member (object, "text", -1), ==, -1);
  g_assert_nonnull (imagin_json_object_member (object, "object"));
  g_assert_null (imagin_json_object_member (object, "list"));
  g_assert_nonnull (imagin_json_array_member (object, "list"));
  g_assert_null (imagin_json_array_member (object, "object"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/json/refuses/", refused[i].rule, NULL);

      g_test_add_data_func (path, refused[i].text, test_refused);
    }
  g_test_add_func ("/json/refuses/what-is-not-utf-8", test_not_utf8);
  g_test_add_func ("/json/refuses/more-than-the-bound", test_longer_than_allowed);
  g_test_add_func ("/json/refuses/nesting-without-end", test_nested_too_deep);
  g_test_add_func ("/json/writes-what-it-read", test_round_trip);
  g_test_add_func ("/json/the-same-name-in-two-objects-is-fine", test_one_name_in_two_objects);
  g_test_add_func ("/json/a-member-of-another-kind-reads-as-absent", test_members_of_another_kind);
  return g_test_run ();
}
