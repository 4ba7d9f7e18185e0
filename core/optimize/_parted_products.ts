/**
 * Inner products of the pairs of a limited memory, over free and over held variables apart.
 *
 * @module
 */
import { dotBoth } from "./_vectors.ts";

/** What is asked of a limited memory. */
interface Pairs {
  readonly steps: readonly Float64Array[];
  readonly changes: readonly Float64Array[];
  /** How many pairs ever came in: those that are there came last. */
  readonly pushes: number;
}

/** A pair with its products with itself and with older pairs, oldest first. */
interface Row {
  /** The entries, those of free variables first. */
  readonly step: Float64Array;
  readonly change: Float64Array;
  /** Of the change with changes, over free variables. */
  readonly changes: number[];
  /** Of the change with steps, over free variables. */
  readonly mixed: number[];
  /** Of the step with steps, over held variables. */
  readonly heldSteps: number[];
  /** Of the step with changes, over held variables. */
  readonly heldMixed: number[];
}

/** The products, kept from call to call: while the same variables are free, only those of new pairs are computed. */
export class PartedProducts {
  /** One row for each pair, oldest first. */
  readonly rows: Row[] = [];
  #isFree = new Uint8Array();
  /** The variables, free ones first, and how many of them are free. */
  #order = new Uint32Array();
  #free = 0;
  #seen = 0;

  /** Brings the rows up to date with the pairs. */
  update(isFree: Uint8Array, { steps, changes, pushes }: Pairs): void {
    const { rows } = this, count = steps.length, fresh = Math.min(pushes - this.#seen, count);
    if (!this.#isSame(isFree)) {
      this.#part(isFree);
      rows.length = 0;
    }
    const kept = Math.min(rows.length, count - fresh), gone = rows.splice(0, rows.length - kept);
    for (const row of rows) {
      for (const list of [row.changes, row.mixed, row.heldSteps, row.heldMixed]) list.splice(0, gone.length);
    }
    for (let i = kept; i < count; i++) this.#push(steps[i], changes[i], gone.pop());
    this.#seen = pushes;
  }

  #isSame(isFree: Uint8Array): boolean {
    const before = this.#isFree;
    if (before.length !== isFree.length) return false;
    for (let i = 0; i < isFree.length; i++) if (isFree[i] !== before[i]) return false;
    return true;
  }

  #part(isFree: Uint8Array): void {
    const n = isFree.length, order = new Uint32Array(n);
    let free = 0, held = n;
    for (let i = 0; i < n; i++) order[isFree[i] ? free++ : --held] = i;
    this.#isFree = isFree.slice();
    this.#order = order;
    this.#free = free;
  }

  /** Adds a row, in the arrays of one that is gone. */
  #push(step: Float64Array, change: Float64Array, gone: Row | undefined): void {
    const n = this.#order.length, free = this.#free, both = new Float64Array(2);
    const row: Row = {
      step: this.#gathered(step, gone?.step ?? new Float64Array(n)),
      change: this.#gathered(change, gone?.change ?? new Float64Array(n)),
      changes: [],
      mixed: [],
      heldSteps: [],
      heldMixed: [],
    };
    this.rows.push(row);
    const freeChange = row.change.subarray(0, free), heldStep = row.step.subarray(free);
    for (const other of this.rows) {
      dotBoth(freeChange, other.change.subarray(0, free), other.step.subarray(0, free), both);
      row.changes.push(both[0]), row.mixed.push(both[1]);
      dotBoth(heldStep, other.step.subarray(free), other.change.subarray(free), both);
      row.heldSteps.push(both[0]), row.heldMixed.push(both[1]);
    }
  }

  #gathered(from: Float64Array, into: Float64Array): Float64Array {
    const order = this.#order;
    for (let i = 0; i < order.length; i++) into[i] = from[order[i]];
    return into;
  }
}
