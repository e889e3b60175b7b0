/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the academy answers when it refuses: one table of problems, in French because people read them. */

#include "academy/academy-json.h"
#include "academy/http/academy-request.h"

typedef struct
{
  const char *code;
  guint status;
  const char *title;
  const char *detail;
} Problem;

static const Problem problems[] = {
  { "malformed", 400, "Demande illisible",
    "L’académie n’a pas pu lire la demande. Signalez cette erreur à l’éditeur de l’application." },
  { "bad-parameter", 400, "Demande incorrecte",
    "Un paramètre de la demande est hors de ses limites. Signalez cette erreur à l’éditeur de l’application." },
  { "digest-required", 400, "Envoi incomplet", "L’empreinte du fichier manque. Renvoyez la pièce." },
  { "length-differs", 400, "Envoi incomplet", "Le fichier n’a pas la taille annoncée. Renvoyez la pièce." },
  { "wrong-credentials", 401, "Numéro ou mot de passe incorrect",
    "Vérifiez le numéro d’intervenant sur votre convocation, puis réessayez." },
  { "sign-in-required", 401, "Identification nécessaire",
    "Identifiez-vous pour continuer. Vos saisies sont conservées sur cet ordinateur." },
  { "session-expired", 401, "Votre session est terminée",
    "Identifiez-vous à nouveau. Vos saisies sont conservées sur cet ordinateur." },
  { "password-change-required", 403, "Choisissez votre mot de passe",
    "Votre numéro d’intervenant sert de premier mot de passe. Remplacez-le pour continuer." },
  { "not-found", 404, "Introuvable",
    "Ce que vous demandez n’est pas ou plus dans votre dossier. Votre liste va être relue." },
  { "method-not-allowed", 405, "Demande refusée",
    "L’académie ne connaît pas cette action. Mettez l’application à jour." },
  { "part-closed", 409, "Cette partie est fermée",
    "Elle ne peut plus être modifiée. Écrivez au service gestionnaire pour la rouvrir." },
  { "receipt-missing", 409, "Une pièce justificative manque",
    "L’académie n’a pas encore reçu toutes les pièces. L’application les envoie, puis valide." },
  { "too-many-receipts", 409, "Trop de pièces",
    "L’académie n’accepte pas davantage de pièces. Retirez-en une, ou réunissez-en plusieurs." },
  { "receipt-differs", 409, "Cette pièce est déjà annoncée",
    "Elle l’a été avec un autre contenu. Ajoutez le fichier comme une nouvelle pièce." },
  { "cursor-gone", 410, "Reprise complète nécessaire",
    "Les missions doivent être relues en entier. L’application le fait d’elle-même." },
  { "length-required", 411, "Envoi incomplet", "La taille du fichier manque. Renvoyez la pièce." },
  { "changed-elsewhere", 412, "L’état de frais a changé entre-temps",
    "Il a été modifié depuis que vous l’avez ouvert. Comparez les deux versions, puis choisissez." },
  { "already-stored", 412, "Pièce déjà reçue", "L’académie possède déjà cette pièce. Il n’y a rien à refaire." },
  { "receipt-too-large", 413, "Ce fichier est trop lourd",
    "Il dépasse la taille que l’académie accepte. Réduisez l’image, ou scindez le document." },
  { "body-too-large", 413, "Demande trop longue",
    "L’académie n’accepte pas une demande si longue. Signalez cette erreur à l’éditeur de l’application." },
  { "media-type-refused", 415, "Ce type de fichier n’est pas accepté",
    "L’académie accepte PDF, JPEG, PNG et GIF. Convertissez le fichier." },
  { "invalid", 422, "Une valeur est à corriger", "Corrigez le champ signalé, puis recommencez." },
  { "bad-password", 422, "Ce mot de passe ne convient pas", "Choisissez-en un autre, selon les règles indiquées." },
  { "digest-differs", 422, "Le fichier est arrivé abîmé",
    "Ce qui est arrivé n’est pas le fichier envoyé. Renvoyez la pièce." },
  { "precondition-required", 428, "Enregistrement refusé",
    "La demande ne dit pas quelle version elle modifie. Mettez l’application à jour." },
  { "locked-out", 429, "Accès bloqué pour un moment",
    "Trop d’essais avec un mot de passe incorrect. Réessayez plus tard." },
  { "failed", 500, "L’académie a rencontré une erreur",
    "Réessayez dans quelques minutes. Vos saisies sont conservées." },
  { "busy", 503, "L’académie est très sollicitée", "Réessayez dans un instant. Vos saisies sont conservées." },
};

static const Problem *
lookup (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    if (g_str_equal (problems[i].code, code))
      return &problems[i];
  g_error ("There is no problem %s", code);
}

static JsonObject *
describe (const Problem *problem, const char *detail)
{
  JsonObject *object = json_object_new ();
  /* Some codes are ways of being another one, that a client needs not tell apart. */
  const char *code = g_str_equal (problem->code, "bad-password") ? "invalid" : problem->code;
  g_autofree char *type = g_strconcat ("urn:imagin:problem:", code, NULL);

  json_object_set_string_member (object, "type", type);
  json_object_set_string_member (object, "title", problem->title);
  json_object_set_int_member (object, "status", problem->status);
  json_object_set_string_member (object, "detail", detail != NULL ? detail : problem->detail);
  return object;
}

GBytes *
academy_problem_bytes (const char *code, guint *status)
{
  const Problem *problem = lookup (code);
  g_autoptr (JsonObject) object = describe (problem, NULL);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  *status = problem->status;
  return imagin_json_to_bytes (node);
}

static void
answer_bytes (AcademyRequest *self, guint status, const char *media_type, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  soup_server_message_set_status (self->message, status, NULL);
  soup_server_message_set_response (self->message, media_type, SOUP_MEMORY_COPY, data, size);
}

void
academy_answer_json (AcademyRequest *self, guint status, JsonNode *node)
{
  g_autoptr (GBytes) bytes = imagin_json_to_bytes (node);

  answer_bytes (self, status, "application/json", bytes);
}

void
academy_answer_cached (AcademyRequest *self, JsonNode *node, const char *etag)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  g_autoptr (GBytes) bytes = imagin_json_to_bytes (node);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *made = g_strdup_printf ("\"%.16s\"", digest);

  if (etag == NULL)
    etag = made;
  soup_message_headers_replace (headers, "ETag", etag);
  if (academy_if_none_match_holds (academy_request_header (self, "If-None-Match"), etag))
    soup_server_message_set_status (self->message, SOUP_STATUS_NOT_MODIFIED, NULL);
  else
    answer_bytes (self, SOUP_STATUS_OK, "application/json", bytes);
}

void
academy_answer_empty (AcademyRequest *self)
{
  soup_server_message_set_status (self->message, SOUP_STATUS_NO_CONTENT, NULL);
}

void
academy_answer_problem_full (
    AcademyRequest *self, const char *code, const char *detail, const char *extra, JsonNode *extra_node)
{
  const Problem *problem = lookup (code);
  g_autoptr (JsonObject) object = describe (problem, detail);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autoptr (GBytes) bytes = NULL;

  if (extra != NULL)
    json_object_set_member (object, extra, extra_node);
  /* A client that knows another one compares everything before it sends again. */
  if (g_str_equal (code, "changed-elsewhere"))
    json_object_set_string_member (object, "epoch", self->database->epoch);
  bytes = imagin_json_to_bytes (node);
  if (problem->status == SOUP_STATUS_UNAUTHORIZED && g_str_equal (code, "sign-in-required"))
    soup_message_headers_replace (soup_server_message_get_response_headers (self->message), "WWW-Authenticate",
                                  "Bearer");
  answer_bytes (self, problem->status, "application/problem+json", bytes);
}

void
academy_answer_problem (AcademyRequest *self, const char *code)
{
  academy_answer_problem_full (self, code, NULL, NULL, NULL);
}

void
academy_answer_faults (AcademyRequest *self, const char *code, JsonArray *faults)
{
  academy_answer_problem_full (self, code, NULL, "errors", json_node_init_array (json_node_alloc (), faults));
}

void
academy_answer_failure (AcademyRequest *self, const GError *error)
{
  g_warning ("%s %s: %s", soup_server_message_get_method (self->message),
             g_uri_get_path (soup_server_message_get_uri (self->message)),
             error != NULL ? error->message : "no reason given");
  academy_answer_problem (self, "failed");
}
