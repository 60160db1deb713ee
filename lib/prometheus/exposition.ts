/** Labels of one sample, in the order in which they are written. */
export type Labels = Readonly<Record<string, string | number>>;

/** Writes the Prometheus text format, a family at a time. A value that is unknown has no sample: absent is not 0. */
export class Exposition {
  readonly #parts: string[] = [];
  readonly #base: string;
  #open: { name: string; head: string } | null = null;
  #samples = 0;

  /** `base`: labels that every sample carries. */
  constructor(base: Labels) {
    this.#base = labelText(base);
  }

  /** How many samples were written. */
  get samples(): number {
    return this.#samples;
  }

  /** Begins a family; one without samples leaves nothing behind. */
  family(name: string, type: 'gauge' | 'counter', help: string): this {
    this.#open = {
      name,
      head: `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${type}\n`,
    };
    return this;
  }

  /** One sample of the open family. Decimal strings are written as they stand, so that 64-bit values stay exact. */
  sample(labels: Labels, value: number | string | null): this {
    const open = this.#open;
    if (open === null) throw new Error('a sample needs a family');
    if (value === null || (typeof value === 'number' && Number.isNaN(value))) return this;
    if (open.head !== '') {
      this.#parts.push(open.head);
      open.head = '';
    }
    const own = labelText(labels);
    const joined = this.#base === '' || own === '' ? this.#base + own : `${this.#base},${own}`;
    this.#parts.push(joined === '' ? `${open.name} ${value}\n` : `${open.name}{${joined}} ${value}\n`);
    this.#samples += 1;
    return this;
  }

  text(): string {
    return this.#parts.join('');
  }
}

function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${typeof value === 'number' ? value : escapeLabel(value)}"`)
    .join(',');
}

/** Names of topics and groups come from the cluster: whatever stands in them, a sample stays one line. */
function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '');
}
