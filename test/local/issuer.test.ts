import assert from 'node:assert/strict';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { readConfig } from '../../bot/config.ts';
import { createIssuer, type Issuer } from '../../bot/local/issuer.ts';

const config = readConfig({ LIIA_LOCAL: '1' });
const account = {
  id: 'asha',
  name: 'Asha Demo',
  tenantId: 'd0000007-0000-4000-8000-00000000cafe',
  objectId: 'a0000001-0000-4000-8000-00000000cafe',
};

describe('The local issuer', () => {
  let issuer: Issuer;
  before(async () => {
    issuer = await createIssuer(config);
  });
  const get = async (path: string, method = 'GET') => {
    const response = await issuer.handle({ method, path, query: '', headers: {}, body: '' });
    return { status: response?.status, body: JSON.parse(response?.body ?? 'null') };
  };
  const keys = async (path: string) => createLocalJWKSet((await get(path)).body as JSONWebKeySet);

  it("signs member tokens with Entra's claims, for an hour", async () => {
    const token = await issuer.memberToken(account);
    const { payload } = await jwtVerify(token, await keys('/local/keys'), {
      issuer: `${config.publicUrl}/local/${account.tenantId}/v2.0`,
      audience: config.trust.appId,
      algorithms: ['RS256'],
    });
    const { tid, oid, name, scp, ver, azp, preferred_username } = payload;
    assert.deepEqual(
      { tid, oid, name, scp, ver, azp, preferred_username },
      {
        tid: account.tenantId,
        oid: account.objectId,
        name: account.name,
        scp: 'access_as_user',
        ver: '2.0',
        azp: config.trust.memberClients[0],
        preferred_username: 'asha@demo.example',
      },
    );
    assert.equal(payload.exp! - payload.nbf!, 3600);
  });

  it("gives the member key Entra's issuer template, and the channel key its endorsement", async () => {
    const [member] = (await get('/local/keys')).body.keys;
    const [channel] = (await get('/local/channel/keys')).body.keys;
    assert.equal(member.issuer, config.trust.memberIssuer);
    assert.deepEqual(channel.endorsements, ['msteams']);
    assert.ok(!('endorsements' in member) && !('issuer' in channel));
    for (const key of [member, channel])
      assert.ok(!('d' in key) && !('p' in key), 'only the public half is given out');
  });

  it('describes the channel where the configuration says', async () => {
    const { body } = await get(new URL(config.trust.channelMetadataUrl).pathname);
    assert.equal(body.issuer, config.trust.channelIssuer);
    const channelKeys = await keys(new URL(body.jwks_uri).pathname);
    const token = await issuer.channelToken('http://localhost:56150/_connector');
    const { payload } = await jwtVerify(token, channelKeys, {
      issuer: config.trust.channelIssuer,
      audience: config.trust.appId,
    });
    assert.equal(payload.serviceurl, 'http://localhost:56150/_connector');
  });

  it('never lets a token of one kind pass as the other', async () => {
    const member = await issuer.memberToken(account);
    const channel = await issuer.channelToken('http://localhost:56150/_connector');
    await assert.rejects(jwtVerify(member, await keys('/local/channel/keys')));
    await assert.rejects(jwtVerify(channel, await keys('/local/keys')));
  });

  it('signs ID tokens for the application and the sign-in that asked, without a scope', async () => {
    const clientId = '0c0ffee0-0000-4000-8000-0000000000ff';
    const token = await issuer.idToken(account, { clientId, nonce: 'once' });
    const { payload } = await jwtVerify(token, await keys('/local/keys'), {
      issuer: `${config.publicUrl}/local/${account.tenantId}/v2.0`,
      audience: clientId,
    });
    const { tid, oid, nonce, scp, azp } = payload;
    assert.deepEqual(
      { tid, oid, nonce, scp, azp },
      { tid: account.tenantId, oid: account.objectId, nonce: 'once', scp: undefined, azp: undefined },
    );
  });

  it('answers nothing outside its own paths', async () => {
    assert.equal(
      await issuer.handle({ method: 'GET', path: '/api/me', query: '', headers: {}, body: '' }),
      undefined,
    );
    assert.equal((await get('/local/other')).status, 404);
    assert.equal((await get('/local/keys', 'POST')).status, 404);
  });
});
