/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/**
 * Every bound on what comes from outside, in one place: what is larger, deeper, slower or more is refused before it is
 * held in memory. A bound on the value of a field (a text, a quantity, an amount) is with the field.
 */

#define IMAGIN_KIB 1024
#define IMAGIN_MIB (1024 * 1024)

/* Answers to the client, in bytes of their bodies, by kind. */
#define IMAGIN_ANSWER_MAXIMUM_BYTES (16 * IMAGIN_MIB)   /* JSON of an academy's */
#define IMAGIN_PROBLEM_MAXIMUM_BYTES (1 * IMAGIN_MIB)   /* a refusal, whatever the request would have taken */
#define IMAGIN_DOCUMENT_MAXIMUM_BYTES (64 * IMAGIN_MIB) /* a convocation */
#define IMAGIN_ISSUER_MAXIMUM_BYTES (512 * IMAGIN_KIB)  /* anything that an issuer answers */
#define IMAGIN_KEYS_MAXIMUM_BYTES (256 * IMAGIN_KIB)    /* an issuer's keys, as the academy fetches them */

/* The headers of an answer, together. libsoup gives up a head that is a little larger while it reads it. */
#define IMAGIN_HEAD_MAXIMUM_BYTES (64 * IMAGIN_KIB)

/* Within answers. */
#define IMAGIN_TOKEN_MAXIMUM_BYTES (32 * IMAGIN_KIB)
#define IMAGIN_JWT_MAXIMUM_BYTES (32 * IMAGIN_KIB)
#define IMAGIN_KEYS_MAXIMUM 100

/* JSON, counted before anything is made of it. */
#define IMAGIN_JSON_MAXIMUM_DEPTH 64
#define IMAGIN_JSON_MAXIMUM_VALUES 500000

/* Lists that come in pages. */
#define IMAGIN_PAGE_MISSIONS 200
#define IMAGIN_PAGES_MAXIMUM 1000

/* No redirect is followed: a token and a statement go to their own academy or nowhere. */
#define IMAGIN_REDIRECTS_MAXIMUM 0

/* Time, in seconds. An exchange in which nothing moves for so long is over; and so is one in which less than
 * IMAGIN_PACE_BYTES move, one way or the other, in IMAGIN_PACE_IDLES times as long. */
#define IMAGIN_CONNECTION_SECONDS 30
#define IMAGIN_IDLE_SECONDS 30
#define IMAGIN_ISSUER_IDLE_SECONDS 20
#define IMAGIN_KEYS_IDLE_SECONDS 10
#define IMAGIN_PACE_IDLES 2
#define IMAGIN_PACE_BYTES (16 * IMAGIN_KIB)

/* An academy that asks for more is asked again all the same: nobody would know why nothing arrives. */
#define IMAGIN_RETRY_MAXIMUM_SECONDS 3600

/* Requests to the academy, in bytes of their bodies. A receipt has a bound that the academy announces. */
#define IMAGIN_REQUEST_MAXIMUM_BYTES (1 * IMAGIN_MIB)
#define IMAGIN_FORM_MAXIMUM_BYTES (16 * IMAGIN_KIB)
#define IMAGIN_PAGE_MAXIMUM_ROWS 500

/* Requests from a browser to the loopback, in bytes. */
#define IMAGIN_QUERY_MAXIMUM_BYTES (16 * IMAGIN_KIB)

/* Files and other programs. */
#define IMAGIN_INSPECTION_MAXIMUM_BYTES (1 * IMAGIN_MIB)
#define IMAGIN_STORED_MAXIMUM_BYTES (64 * IMAGIN_MIB)
