// SPDX-License-Identifier: GPL-3.0-or-later
// A real issuer (oidc-provider) on the loopback. It is told by its one argument, a JSON object, what it is like, and later by
// POST /test, with members of the same names, what it does wrong; GET /test says what it was asked, GET /test/secrets every code,
// verifier and token that went over its counter.
import { createHmac, createPublicKey, createSign, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { pathToFileURL } from 'node:url';

const given = JSON.parse(process.argv[2]);
const state = { forge: null, hold: null, moved: null, ...given };
const secrets = new Set();
const counts = { token: 0, refresh: 0, revocation: 0, keys: 0, discovery: 0, forged: 0 };

// A computer whose clock is off by ten minutes is an issuer whose clock is off the other way.
const Real = Date;
const shift = (given.shift ?? 0) * 1000;
globalThis.Date = class extends Real {
  constructor(...rest) { if (rest.length) super(...rest); else super(Real.now() + shift); }
  static now() { return Real.now() + shift; }
};

const { Provider } = await import(pathToFileURL(`${given.modules}/oidc-provider/lib/index.js`));

const pair = (alg) => (alg === 'RS256' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' }));
const keys = { RS256: pair('RS256'), ES256: pair('ES256') };
const next = pair('ES256');
const jwk = (key, alg, kid) => ({ ...key.export({ format: 'jwk' }), alg, kid, use: 'sig' });

const client = (id, more) => ({
  client_id: id, token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
  application_type: 'native', redirect_uris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
  id_token_signed_response_alg: given.algorithm ?? 'RS256', ...more,
});

const provider = new Provider(given.issuer, {
  clients: [client(given.client), client(`${given.client}-strict`, { application_type: 'web', redirect_uris: (given.ports ?? [1024]).map((port) => `http://127.0.0.1:${port}/callback`) })],
  jwks: { keys: [jwk(keys.RS256.privateKey, 'RS256', 'rs'), jwk(keys.ES256.privateKey, 'ES256', 'es')] },
  cookies: { keys: ['only for tests'] },
  features: { revocation: { enabled: true }, devInteractions: { enabled: true } },
  rotateRefreshToken: given.rotate ?? true,
  ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 300, RefreshToken: given.refreshSeconds ?? 3600, Grant: 7200, Interaction: 3600, Session: 7200 },
});

// Forging: the claims of the real token, changed and signed again, with the issuer's own key where the claim alone is wrong.
const part = (object) => Buffer.from(JSON.stringify(object)).toString('base64url');
const seal = (header, claims, key) => {
  const text = `${part(header)}.${part(claims)}`;
  const signature = header.alg === 'RS256' ? createSign('RSA-SHA256').update(text).sign(key)
    : sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
};
const changed = {
  aud: (c) => ({ ...c, aud: 'another' }), azp: (c) => ({ ...c, azp: 'another' }), iss: (c) => ({ ...c, iss: `${c.iss}/` }),
  nonce: (c) => ({ ...c, nonce: 'another' }), exp: (c) => ({ ...c, exp: c.iat - 3600 }), iat: (c) => ({ ...c, iat: c.iat + 3600, exp: c.exp + 7200 }),
  at_hash: (c) => ({ ...c, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }),
  'aud-list': (c) => ({ ...c, aud: [c.aud] }), 'aud-two': (c) => ({ ...c, aud: ['another', c.aud], azp: c.aud }),
};
const forge = (token) => {
  const [head, body] = token.split('.').slice(0, 2).map((text) => JSON.parse(Buffer.from(text, 'base64url')));
  const own = keys[head.alg].privateKey;
  const pem = createPublicKey(own).export({ type: 'spki', format: 'pem' });
  switch (state.forge) {
    case 'alg-none': return `${part({ ...head, alg: 'none' })}.${part(body)}.`;
    case 'hs256': {
      const text = `${part({ ...head, alg: 'HS256' })}.${part(body)}`;
      return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
    }
    case 'unknown-key': return seal({ alg: 'ES256', kid: 'unknown' }, body, pair('ES256').privateKey);
    case 'stolen-name': return seal(head, body, pair(head.alg).privateKey);
    case 'rotated': return seal({ alg: 'ES256', kid: 'next' }, body, next.privateKey);
    case 'typ': return seal({ ...head, typ: 'jwt' }, body, own);
    case 'other-typ': return seal({ ...head, typ: 'at+jwt' }, body, own);
    case 'truncated': return token.slice(0, -10);
    case 'absent': return undefined;
    default: return seal(head, changed[state.forge](body), own);
  }
};

const own = async (ctx) => {
  if (ctx.method === 'POST') {
    const chunks = [];
    for await (const chunk of ctx.req) chunks.push(chunk);
    Object.assign(state, JSON.parse(Buffer.concat(chunks)));
  }
  ctx.body = counts;
};

provider.use(async (ctx, done) => {
  ctx.set('Date', new Date().toUTCString());
  if (ctx.path === '/test') { await own(ctx); return; }
  if (ctx.path === '/test/secrets') { ctx.body = [...secrets]; return; }
  const kind = { '/token': 'token', '/token/revocation': 'revocation', '/jwks': 'keys', '/.well-known/openid-configuration': 'discovery' }[ctx.path];
  if (kind) counts[kind] += 1;
  if (kind && state.hold === kind) await new Promise(() => {});
  if (kind && state.moved === kind) { ctx.status = 307; ctx.set('Location', state.elsewhere); return; }
  if (kind && state.refuses === kind) { ctx.status = 400; ctx.body = { error: 'invalid_grant' }; return; }
  if (kind && state.fails === kind) { ctx.status = 503; ctx.body = 'away'; return; }
  await done();
  if (kind === 'token') {
    const { code, code_verifier: verifier, refresh_token: spent } = ctx.oidc?.params ?? {};
    for (const text of [code, verifier, spent, ctx.body?.access_token, ctx.body?.refresh_token, ctx.body?.id_token]) if (text) secrets.add(text);
  }
  if (kind === 'keys' && state.forge === 'rotated') ctx.body = { keys: [...ctx.body.keys, jwk(next.publicKey, 'ES256', 'next')] };
  if (kind === 'token' && ctx.body?.id_token && state.forge) { counts.forged += 1; ctx.body = { ...ctx.body, id_token: forge(ctx.body.id_token) }; }
});

const handler = provider.callback();
const server = given.certificate ? https.createServer({ cert: readFileSync(given.certificate), key: readFileSync(given.key) }, handler) : http.createServer(handler);
server.listen(given.port, given.host ?? '127.0.0.1', () => console.log('listening'));
process.stdin.on('end', () => process.exit(0)).resume();
