// SPDX-License-Identifier: GPL-3.0-or-later
// A real issuer (oidc-provider) whose access tokens are JWT (RFC 9068) for one academy. POST /mint makes a token that is
// wrong in the way that is asked for, signed with the issuer's own key unless the key itself is what is wrong.
import { createHmac, createPublicKey, createSign, generateKeyPairSync, sign } from 'node:crypto';
import http from 'node:http';
import { pathToFileURL } from 'node:url';

const given = JSON.parse(process.argv[2]);
const counts = { keys: 0, discovery: 0 };
let held = false;
let wrong = {}; // {kind, moved: where it points to, huge: it has no end}, or {keys: where its keys are said to be}

// An issuer whose clock is off.
const Real = Date;
const shift = (given.shift ?? 0) * 1000;
globalThis.Date = class extends Real {
  constructor(...rest) { if (rest.length) super(...rest); else super(Real.now() + shift); }
  static now() { return Real.now() + shift; }
};

const { Provider } = await import(pathToFileURL(`${given.modules}/oidc-provider/lib/index.js`));

const algorithm = given.algorithm ?? 'RS256';
const pair = (alg) => (alg === 'RS256' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' }));
const own = { RS256: pair('RS256'), ES256: pair('ES256') };
const jwk = (key, alg, kid) => ({ ...key.export({ format: 'jwk' }), alg, kid, use: 'sig' });
const further = [];

const provider = new Provider(given.issuer, {
  clients: [{
    client_id: given.client, token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
    application_type: 'native', redirect_uris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
  }],
  jwks: { keys: [jwk(own.RS256.privateKey, 'RS256', 'rs'), jwk(own.ES256.privateKey, 'ES256', 'es')] },
  cookies: { keys: ['only for tests'] },
  features: {
    revocation: { enabled: true }, devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => given.audience,
      getResourceServerInfo: () => ({ scope: 'api', audience: given.audience, accessTokenTTL: 300, accessTokenFormat: 'jwt', jwt: { sign: { alg: algorithm } } }),
      useGrantedResource: () => true,
    },
  },
  ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, RefreshToken: 3600, Grant: 7200, Interaction: 3600, Session: 7200 },
});

const part = (object) => Buffer.from(JSON.stringify(object)).toString('base64url');
const seal = (header, claims, key) => {
  const text = `${part(header)}.${part(claims)}`;
  if (header.alg === 'none') return `${text}.`;
  const signature = header.alg === 'HS256' ? createHmac('sha256', key).update(text).digest()
    : header.alg === 'RS256' ? createSign('RSA-SHA256').update(text).sign(key)
      : sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
};

// What is asked: {header, claims} to lay over a good token's, and key: "own" (default), "other", "public" (for HS256).
const mint = ({ header = {}, claims = {}, key = 'own' }) => {
  const now = Math.floor(Date.now() / 1000);
  const head = { alg: algorithm, typ: 'at+jwt', kid: algorithm === 'RS256' ? 'rs' : 'es', ...header };
  const body = { iss: given.issuer, sub: 'camille', aud: given.audience, client_id: given.client, iat: now, exp: now + 300, jti: 'j', ...claims };
  const pairs = further.length && head.kid === 'further' ? further[0] : own[head.alg] ?? own.RS256;
  const secret = key === 'other' ? pair(head.alg).privateKey
    : key === 'public' ? createPublicKey(own.RS256.privateKey).export({ type: 'spki', format: 'pem' }) : pairs.privateKey;
  for (const [name, value] of Object.entries(body)) if (value === null) delete body[name];
  for (const [name, value] of Object.entries(head)) if (value === null) delete head[name];
  return seal(head, body, secret);
};

const read = async (ctx) => {
  const chunks = [];
  for await (const chunk of ctx.req) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}');
};

provider.use(async (ctx, done) => {
  ctx.set('Date', new Date().toUTCString());
  if (ctx.path === '/mint') { ctx.body = { token: mint(await read(ctx)) }; return; }
  if (ctx.path === '/test') {
    const told = ctx.method === 'POST' ? await read(ctx) : {};
    if (told.rotate) further.unshift(pair('RS256'));
    if (told.hold) held = true;
    if (told.wrong) wrong = told.wrong;
    ctx.body = counts;
    return;
  }
  const kind = { '/jwks': 'keys', '/.well-known/openid-configuration': 'discovery' }[ctx.path];
  if (kind) counts[kind] += 1;
  if (kind && held) await new Promise(() => {});
  if (kind && wrong.kind === kind && wrong.moved) { ctx.status = 307; ctx.set('Location', wrong.moved); return; }
  await done();
  if (kind === 'discovery' && wrong.keys) ctx.body = { ...ctx.body, jwks_uri: wrong.keys };
  if (kind === 'keys') ctx.body = { keys: [...ctx.body.keys, ...further.map((one) => jwk(one.publicKey, 'RS256', 'further'))] };
  if (kind && wrong.kind === kind && wrong.huge) ctx.body = { ...ctx.body, padding: 'x'.repeat(1 << 20) };
});

http.createServer(provider.callback()).listen(given.port, '127.0.0.1', () => console.log('listening'));
process.stdin.on('end', () => process.exit(0)).resume();
