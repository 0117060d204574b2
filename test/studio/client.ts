import type { Hono } from 'hono';

export type Fields = Record<string, string> | [string, string][];

/** What a browser does for an editor: keeps cookies, says where a form stood. */
export type Client = {
  /** By name, with the value as it is sent. */
  jar: Map<string, string>;
  request(path: string, init?: RequestInit): Promise<Response>;
  get(path: string): Promise<Response>;
  /** The body of a page that has to be there. */
  page(path: string): Promise<string>;
  /** A form of our own pages, unless other headers say otherwise. */
  post(path: string, fields?: Fields, headers?: Record<string, string>): Promise<Response>;
};

function keepCookies(jar: Map<string, string>, response: Response): void {
  for (const cookie of response.headers.getSetCookie()) {
    const [pair = '', ...attributes] = cookie.split('; ');
    const [name = '', value = ''] = pair.split('=');
    if (value === '' || attributes.some((attribute) => /^max-age=0$/i.test(attribute))) jar.delete(name);
    else jar.set(name, value);
  }
}

/** Somebody at a browser without a window, at an address of the test's choice. */
export function client(site: Hono, origin: string, from = '192.0.2.1'): Client {
  const jar = new Map<string, string>();
  const request = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const bindings = { incoming: { socket: { remoteAddress: from } } };
    const response = await site.request(`${origin}${path}`, { ...init, headers }, bindings);
    keepCookies(jar, response);
    return response;
  };
  const get = (path: string) => request(path);
  return {
    jar,
    request,
    get,
    async page(path) {
      const response = await get(path);
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
      return response.text();
    },
    post: (path, fields = {}, headers = {}) =>
      request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin, ...headers } }),
  };
}
