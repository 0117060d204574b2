type Attributes = Record<string, string>;

function attributesOf(tag: string): Attributes {
  return Object.fromEntries(
    [...tag.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name.toLowerCase(), value]),
  );
}

/** The forms of a page with their fields, each as its attributes. */
export function formsOf(html: string): { form: Attributes; fields: Attributes[] }[] {
  return [...html.matchAll(/(<form [^>]*>)(.*?)<\/form>/gs)].map(([, form = '', body = '']) => ({
    form: attributesOf(form),
    fields: (body.match(/<input [^>]*>/g) ?? []).map(attributesOf),
  }));
}
