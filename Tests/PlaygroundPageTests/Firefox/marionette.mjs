// A Firefox without a window, spoken to by Marionette: messages of JSON, each after its length in
// bytes and a colon, over a connection of this machine.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const patience = 60_000;

export class Firefox {
  static async start(program) {
    const firefox = new Firefox();
    firefox.profile = mkdtempSync(join(tmpdir(), "glassbox-firefox-"));
    const port = await freePort();
    writeFileSync(join(firefox.profile, "user.js"), [
      `user_pref("marionette.port", ${port});`, 'user_pref("browser.shell.checkDefaultBrowser", false);',
      'user_pref("datareporting.policy.dataSubmissionEnabled", false);',
      'user_pref("app.update.enabled", false);', 'user_pref("browser.startup.page", 0);',
    ].join("\n"));
    firefox.process = spawn(
      program, ["--headless", "--marionette", "--no-remote", "--profile", firefox.profile],
      { stdio: "ignore", env: { ...process.env, MOZ_HEADLESS_WIDTH: "1400", MOZ_HEADLESS_HEIGHT: "940" } });
    firefox.socket = await firefox.#connect(port);
    await firefox.call("WebDriver:NewSession", { capabilities: {} });
    await firefox.call("WebDriver:SetTimeouts", { script: patience });
    return firefox;
  }

  #waiting = new Map();
  #received = Buffer.alloc(0);
  #lastID = 0;

  call(command, parameters) {
    const id = ++this.#lastID;
    const message = Buffer.from(JSON.stringify([0, id, command, parameters]));
    this.socket.write(Buffer.concat([Buffer.from(`${message.length}:`), message]));
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  open(address) { return this.call("WebDriver:Navigate", { url: address }); }

  /** The value of an expression with `document` and `playground`, which may be a promise. */
  async value(expression) {
    const script = `
      const done = arguments[arguments.length - 1];
      const { playground, document } = window.wrappedJSObject ?? window;
      Promise.resolve().then(() => (${expression})).then(
        (value) => done(JSON.stringify({ value })),
        (error) => done(JSON.stringify({ error: String(error?.message ?? error) })));`;
    const { value: answer } = await this.call("WebDriver:ExecuteAsyncScript", { script, args: [] });
    const { value, error } = JSON.parse(answer);
    if (error) throw new Error(`${expression}: ${error}`);
    return value;
  }

  async wait(condition) {
    const end = Date.now() + patience;
    while (!await this.value(`!!(${condition})`)) {
      if (Date.now() > end) throw new Error(`in vain: ${condition}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  end() {
    this.socket.destroy();
    this.process.once("exit", () => rmSync(this.profile, { recursive: true, force: true }));
    this.process.kill();
  }

  async #connect(port) {
    const end = Date.now() + patience;
    for (;;) {
      try {
        const socket = await new Promise((resolve, reject) => {
          const socket = connect(port, "127.0.0.1", () => resolve(socket)).once("error", reject);
        });
        socket.on("data", (bytes) => this.#take(bytes));
        return socket;
      } catch (error) {
        if (Date.now() > end) throw error;
        await new Promise((done) => setTimeout(done, 200));
      }
    }
  }

  #take(bytes) {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const colon = this.#received.indexOf(":");
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.subarray(0, colon));
      if (this.#received.length < end) return;
      const message = JSON.parse(this.#received.subarray(colon + 1, end));
      this.#received = this.#received.subarray(end);
      if (!Array.isArray(message)) continue; // its greeting
      const [, id, error, result] = message;
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) reject(new Error(error.message));
      else resolve(result);
    }
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
