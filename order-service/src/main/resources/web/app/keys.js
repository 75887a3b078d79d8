/**
 * What the page signs in with. It lies in the memory of the page and nowhere else: no storage, no
 * cookie, no address; reloaded, the page asks again.
 */
const NOT_READY = 503;
const RETRY_MS = 1000;
const MOST_TRIES = 60;

export class Keys {
  secret = '';
  admin = '';
  account = '';

  constructor({ secret = '', admin = '', account = '' } = {}) {
    this.secret = secret.trim();
    this.admin = admin.trim();
    this.account = account;
  }

  /**
   * The demo account's, from the launcher of this machine; null where there is no launcher. One that
   * is still planting the account is asked again.
   */
  static async handedOut() {
    try {
      let answer = await ask();
      for (let tries = 1; answer.status === NOT_READY && tries < MOST_TRIES; tries++) {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        answer = await ask();
      }
      if (answer.status !== 201) {
        return null;
      }
      const { secret_key: secret, admin_token: admin, account_id: account } = await answer.json();
      return new Keys({ secret, admin, account });
    } catch {
      return null;
    }
  }

  /** The header of a call. @param as `merchant` or `operator` */
  authorization(as) {
    return as === 'operator' ? `Bearer ${this.admin}` : `Basic ${btoa(`${this.secret}:`)}`;
  }

  /**
   * Names the terminal in the frame: another account is another terminal, so that one that an
   * earlier account has paired does not answer for it.
   */
  async terminalName() {
    if (this.account) {
      return this.account;
    }
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(this.secret));
    return [...new Uint8Array(digest).slice(0, 6)].map((b) => b.toString(16).padStart(2, '0')).join('');
  }
}

function ask() {
  return fetch('/console/keys', { method: 'POST', credentials: 'omit' });
}
