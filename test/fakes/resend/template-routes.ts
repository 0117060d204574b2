import type { Account } from './account.ts';
import type { ReceivedRequest } from './received-request.ts';
import { notFound } from './refusal.ts';
import { jsonReply, type Reply, refusalReply } from './reply.ts';
import { writtenTemplate } from './template-rules.ts';
import type { Template } from './templates.ts';

const NO_TEMPLATE = refusalReply(notFound('Template not found'));

function createTemplate({ templates, settings }: Account, body: unknown): Reply {
  const asked = writtenTemplate(body, templates);
  if (asked.refusal) return refusalReply(asked.refusal);
  const { name, alias, version } = asked.written;
  const id = settings.newId();
  templates.add({ id, name, alias, draft: version, published: null });
  return jsonReply(201, { object: 'template', id });
}

function showTemplate({ id, name, alias, draft, published }: Template): Reply {
  return jsonReply(200, {
    object: 'template',
    id,
    name,
    alias,
    status: published === null ? 'draft' : 'published',
    has_unpublished_versions: published !== null && published !== draft,
    ...draft,
  });
}

function publishTemplate(template: Template): Reply {
  template.published = template.draft;
  return jsonReply(200, { object: 'template', id: template.id });
}

/** An edit makes another draft; what is published goes on being sent. */
function editTemplate({ templates }: Account, template: Template, body: unknown): Reply {
  const { name, draft } = template;
  const asked = writtenTemplate({ name, ...draft, ...(body as object) }, templates);
  if (asked.refusal) return refusalReply(asked.refusal);
  template.draft = asked.written.version;
  return jsonReply(200, { object: 'template', id: template.id });
}

function removeTemplate({ templates }: Account, template: Template): Reply {
  templates.remove(template);
  return jsonReply(200, { object: 'template', id: template.id, deleted: true });
}

type OneTemplate = (account: Account, template: Template, body: unknown) => Reply;

const routesOfOne: Readonly<Record<string, OneTemplate>> = {
  'GET /': (_, template) => showTemplate(template),
  'PATCH /': editTemplate,
  'DELETE /': removeTemplate,
  'POST /publish': (_, template) => publishTemplate(template),
};

/** What is answered to a request about templates; undefined when it is about something else. */
export function templateReply(account: Account, { method, path, json }: ReceivedRequest): Reply | undefined {
  if (method === 'POST' && path === '/templates') return createTemplate(account, json);
  const [, idOrAlias = '', rest = ''] = /^\/templates\/([^/]+)(\/publish)?$/.exec(path) ?? [];
  const route = routesOfOne[`${method} ${rest || '/'}`];
  if (idOrAlias === '' || route === undefined) return undefined;
  const template = account.templates.find(decodeURIComponent(idOrAlias));
  return template ? route(account, template, json) : NO_TEMPLATE;
}
