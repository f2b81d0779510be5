import { describe, expect, it } from 'vitest';
import { signedHeaders } from '#main/webhooks/signature';

describe('signedHeaders', () => {
  it('signs as the libraries of Standard Webhooks do', () => {
    // The example that the libraries of the specification are tested with.
    const headers = signedHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: '1614265330',
      body: '{"test": 2432232314}',
    });
    expect(headers).toMatchObject({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('takes a secret without whsec_ as it is', () => {
    // Computed by: printf 'e1.1700000000.{"a":1}' | openssl dgst -sha256 -hmac key -binary | base64
    const attempt = { id: 'e1', timestamp: '1700000000', body: '{"a":1}' };
    expect(signedHeaders('key', attempt)['webhook-signature']).toBe(
      'v1,z2+6PLf4qnWxsxBvGx8G68298bowOB+MHynWdbbwYPc=',
    );
  });

  it('adds the headers of earlier builds', () => {
    const attempt = { id: 'e1', timestamp: '1700000000', body: '{"a":1}' };
    expect(signedHeaders('key', attempt)).toMatchObject({
      'cordboard-event-id': 'e1',
      'cordboard-timestamp': '1700000000',
      // Computed by: printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac key
      'cordboard-signature': 'v1=a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03',
    });
  });
});
