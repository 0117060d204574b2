import { readExactBody } from '../read-exact-body.ts';

/** Why a body was not read: 400 broken, 413 too big, 415 not a kind of body we read (RFC 9110, 15.5). */
export type BodyRefusal = { status: 400 | 413 | 415; problem: string };

/** Far more than any form for readers holds. */
const BODY_MOST_BYTES = 16 * 1024;

const BROKEN: BodyRefusal = { status: 400, problem: 'The form arrived broken. Please send it again.' };

export function mediaType(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function isText(text: string): boolean {
  return !text.includes('\0');
}

/** A body as UTF-8 text without a byte order mark; anything else is refused, never mended. */
export async function readText(request: Request, mostBytes = BODY_MOST_BYTES): Promise<{ text: string } | BodyRefusal> {
  const body = await readExactBody(request, mostBytes);
  if (body.kind === 'too-large') return { status: 413, problem: 'That is more than this form can hold.' };
  return body.kind === 'read' ? { text: body.text.replace(/^\ufeff/, '') } : BROKEN;
}

function urlEncodedFields(text: string): URLSearchParams {
  // URLSearchParams mends broken encodings; this throws on them.
  decodeURIComponent(text.replaceAll('+', ' '));
  return new URLSearchParams(text);
}

async function multipartFields(text: string, contentType: string): Promise<URLSearchParams> {
  const form = await new Response(text, { headers: { 'content-type': contentType } }).formData();
  return new URLSearchParams([...form].map(([name, value]) => [name, typeof value === 'string' ? value : '']));
}

/** The fields of a form, sent as application/x-www-form-urlencoded or as multipart/form-data (RFC 7578). */
export async function readForm(
  request: Request,
  mostBytes = BODY_MOST_BYTES,
): Promise<{ fields: URLSearchParams } | BodyRefusal> {
  const type = mediaType(request);
  if (type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data')
    return { status: 415, problem: 'Only forms are read here.' };
  const reading = await readText(request, mostBytes);
  if ('status' in reading) return reading;
  try {
    const fields =
      type === 'multipart/form-data'
        ? await multipartFields(reading.text, request.headers.get('content-type') ?? '')
        : urlEncodedFields(reading.text);
    return [...fields.values()].every(isText) ? { fields } : BROKEN;
  } catch {
    return BROKEN;
  }
}
