type Family = { help: string; type: string };

export type Exposition = {
  families: Map<string, Family>;
  /** By the sample as it stands there: `verdicts_batches{issue="2026-W47",state="waiting"}`. */
  samples: Map<string, number>;
  /** The samples of one family, by their labels alone. */
  of(name: string): Record<string, number>;
};

// Go reads numbers without regard to case, and prom-client writes Nan.
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[^}]*\})? (-?[0-9.e+-]+|nan|\+inf)$/i;
const LABELS = /^\{[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*"(?:,[a-zA-Z_]\w*="(?:[^"\\\n]|\\.)*")*\}$/;

/** The families a sample may belong to: a histogram's samples have suffixes of their own. */
function familyOf(name: string, families: Map<string, Family>): string | undefined {
  return [name, name.replace(/_(bucket|sum|count)$/, '')].find((family) => families.has(family));
}

/** Reads Prometheus' text format 0.0.4 as strictly as Prometheus: no sample without its family, none twice. */
export function readExposition(text: string): Exposition {
  const families = new Map<string, Family>();
  const samples = new Map<string, number>();
  if (!text.endsWith('\n')) throw new Error('the last line does not end');
  for (const line of text.split('\n').filter(Boolean)) {
    const [, word, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (word === 'HELP') {
      if (families.has(name)) throw new Error(`${name} is told twice`);
      families.set(name, { help: rest, type: '' });
    } else if (word === 'TYPE') {
      const family = families.get(name);
      if (!family) throw new Error(`${name} has no help`);
      family.type = rest;
    } else {
      const [, metric = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
      if (!familyOf(metric, families)) throw new Error(`a line that belongs nowhere: ${line}`);
      if (labels && !LABELS.test(labels)) throw new Error(`labels that cannot be read: ${line}`);
      if (samples.has(metric + labels)) throw new Error(`twice: ${line}`);
      samples.set(metric + labels, Number(value));
    }
  }
  return {
    families,
    samples,
    of: (name) =>
      Object.fromEntries(
        [...samples].flatMap(([sample, value]) =>
          sample === name || sample.startsWith(`${name}{`) ? [[sample.slice(name.length), value]] : [],
        ),
      ),
  };
}
