// Files on their way to the server: three at a time, each with a key so that a repeat makes no second row.

const AT_ONCE = 3;

function keyOf() {
  // randomUUID needs a secure context; an intranet address may be none.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Sending {
  // `address()` promises where files go; `fields()` travel with each; `changed(item)` hears of every step.
  constructor({ address, fields, changed }) {
    this.address = address;
    this.fields = fields;
    this.changed = changed;
    this.items = [];
  }

  add(files) {
    for (const file of files) {
      const item = { file, key: keyOf(), state: "waiting", sent: 0, error: "", request: null, rows: [] };
      this.items.push(item);
      this.changed(item);
    }
    this.next();
  }

  get open() {
    return this.items.filter((item) => item.state === "waiting" || item.state === "sending");
  }

  get failed() {
    return this.items.filter((item) => item.state === "failed");
  }

  // Share of all bytes that have been sent, 0 to 1; cancelled files do not count.
  get share() {
    const counted = this.items.filter((item) => item.state !== "cancelled");
    const all = counted.reduce((sum, item) => sum + item.file.size, 0);
    const sent = counted.reduce((sum, item) => sum + (item.state === "received" ? item.file.size : item.sent), 0);
    return all ? sent / all : 1;
  }

  next() {
    const free = AT_ONCE - this.items.filter((item) => item.state === "sending").length;
    for (const item of this.items.filter((one) => one.state === "waiting").slice(0, free)) this.send(item);
  }

  async send(item) {
    this.step(item, { state: "sending", sent: 0 });
    try {
      this.post(item, await this.address());
    } catch (error) {
      this.step(item, { state: "failed", error: error.message });
      this.next();
    }
  }

  post(item, address) {
    if (item.state !== "sending") return; // cancelled while the batch was being opened
    const form = new FormData();
    for (const [name, value] of this.fields()) form.append(name, value);
    form.append("key", item.key);
    form.append("file", item.file, item.file.name);
    const request = new XMLHttpRequest();
    item.request = request;
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) this.step(item, { sent: (event.loaded / event.total) * item.file.size });
    };
    request.onload = () => this.answered(item, request);
    request.onerror = request.ontimeout = () => this.ended(item, { state: "failed", error: "" });
    request.open("POST", address);
    request.responseType = "json";
    request.send(form);
  }

  answered(item, request) {
    const answer = request.response ?? {};
    if (request.status === 201) this.ended(item, { state: "received", rows: answer.rows });
    else this.ended(item, { state: "failed", error: answer.error ?? "" });
  }

  ended(item, change) {
    if (item.state !== "cancelled") this.step(item, change);
    this.next();
  }

  cancel(item) {
    const request = item.request;
    this.step(item, { state: "cancelled" });
    request?.abort();
    this.next();
  }

  retry(item) {
    this.step(item, { state: "waiting", error: "" });
    this.next();
  }

  step(item, change) {
    Object.assign(item, change);
    this.changed(item);
  }
}
