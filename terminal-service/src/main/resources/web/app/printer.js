/**
 * Prints the documents of PDVs, each on paper at most once:
 *
 * 1. take the whole image, and check that it is what was announced;
 * 2. store that its printing begins;
 * 3. print, store the outcome, tell it.
 *
 * The server sends a document again until it is told what became of it. One that has begun before is
 * answered from the store: with its outcome, or as interrupted if the power went in between, since
 * nobody knows then how much of it is on paper.
 */
import { fromBase64, toBase64, toHex } from './bytes.js';

export class Printer {
  #device;
  #arriving = null;

  /** @param device `{store, send(frame), putOut(document), faults, pulls(moment)}` */
  constructor(device) {
    this.#device = device;
  }

  /** A session has ended: what had arrived comes again from the beginning. */
  disconnected() {
    this.#arriving = null;
  }

  async start(announced) {
    this.#arriving = null;
    const last = this.#device.store.state.lastPrint ?? null;
    if (last?.id === announced.print_id) {
      await this.#answer(last.status ? last : { ...last, status: 'failed', reason: 'interrupted' });
      return;
    }
    this.#arriving = { announced, parts: [] };
  }

  async data({ print_id: id, index, data }) {
    const { announced, parts } = this.#arriving ?? {};
    if (announced?.print_id !== id) {
      return; // Of a document that was answered already.
    }
    if (index !== parts.length) {
      await this.#fail(announced, 'image_error');
      return;
    }
    parts.push(fromBase64(data));
    if (parts.length === announced.chunks) {
      await this.#print(announced, new Uint8Array(await new Blob(parts).arrayBuffer()));
    }
  }

  async #print(announced, image) {
    if (!(await isAsAnnounced(announced, image))) {
      await this.#fail(announced, 'image_error');
      return;
    }
    if (this.#device.faults.outOfPaper) {
      await this.#fail(announced, 'paper_out');
      return;
    }
    this.#arriving = null;
    const id = announced.print_id;
    await this.#device.store.update({ lastPrint: { id } });
    if (this.#device.pulls('printing')) {
      return;
    }
    this.#device.putOut({
      id,
      kind: announced.document,
      source: `data:${mediaType(announced.format)};base64,${toBase64(image)}`,
    });
    await this.#answer({ id, status: 'printed' });
  }

  async #fail(announced, reason) {
    this.#arriving = null;
    await this.#answer({ id: announced.print_id, status: 'failed', reason });
  }

  async #answer(outcome) {
    await this.#device.store.update({ lastPrint: outcome });
    const { id, status, reason } = outcome;
    const result = { type: 'print.result', print_id: id, status };
    this.#device.send(reason ? { ...result, reason } : result);
  }
}

async function isAsAnnounced({ format, bytes, sha256, width, height }, image) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', image));
  if (image.length !== bytes || toHex(digest) !== sha256.toUpperCase()) {
    return false;
  }
  try {
    const dots = await createImageBitmap(new Blob([image], { type: mediaType(format) }));
    return dots.width === width && dots.height === height;
  } catch {
    return false;
  }
}

function mediaType(format) {
  return format === 'png' ? 'image/png' : 'image/jpeg';
}
