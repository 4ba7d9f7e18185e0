/**
 * Turns the messages of a kernel into the outputs of a cell.
 *
 * @module
 */
import type { DataOutput, MimeBundle, Output, StreamOutput } from "./notebook.ts";

/** What is read of a message on the kernel's broadcast channel. */
export interface BroadcastMessage {
  /** The head of the message. */
  readonly header: { readonly msg_type: string };
  /** The body, by kind of message. */
  readonly content: unknown;
}

/** The outputs on display that a later message, even of a later cell, may update. */
export type Displays = Map<string, DataOutput[]>;

/** The bodies of all kinds of messages at once. */
interface Content {
  name: StreamOutput["name"];
  text: string;
  data: MimeBundle;
  metadata: Record<string, unknown>;
  transient?: { display_id?: string };
  ename: string;
  evalue: string;
  traceback: string[];
}

/** Collects the outputs of one cell. */
export class OutputCollector {
  /** What has been collected. */
  readonly outputs: Output[] = [];
  readonly #displays: Displays;

  /** Starts empty; `displays` is shared by the cells of a notebook. */
  constructor(displays: Displays) {
    this.#displays = displays;
  }

  /** Takes one message. Those that say nothing of outputs are passed over. */
  accept(message: BroadcastMessage): void {
    const content = message.content as Content;
    switch (message.header.msg_type) {
      case "stream":
        this.#print(content);
        break;
      case "display_data":
        this.#display("display_data", content);
        break;
      case "execute_result":
        this.#display("execute_result", content);
        break;
      case "update_display_data":
        this.#update(content);
        break;
      case "error": {
        const { ename, evalue, traceback } = content;
        this.outputs.push({ output_type: "error", ename, evalue, traceback });
        break;
      }
      case "clear_output":
        this.outputs.length = 0;
    }
  }

  /** What is printed in pieces is one output, wherever the pieces were cut. */
  #print({ name, text }: Content): void {
    const last = this.outputs.at(-1);
    if (last?.output_type === "stream" && last.name === name) last.text += text;
    else this.outputs.push({ output_type: "stream", name, text });
  }

  #display(kind: DataOutput["output_type"], { data, metadata, transient }: Content): void {
    const output: DataOutput = { output_type: kind, data, metadata };
    this.outputs.push(output);
    const id = transient?.display_id;
    if (id !== undefined) this.#displays.set(id, [...this.#displays.get(id) ?? [], output]);
  }

  #update({ data, metadata, transient }: Content): void {
    for (const output of this.#displays.get(transient?.display_id ?? "") ?? []) {
      Object.assign(output, { data, metadata });
    }
  }
}
