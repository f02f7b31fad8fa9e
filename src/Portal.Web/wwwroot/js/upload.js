// A file goes by plain HTTP with progress; the circuit only hears how far it is.

const REPORT_EVERY_MS = 250;
const ANSWER_LIMIT = 12_000; // one circuit message holds 32 KB

export function attach(zone, input, listener, settings) {
  let request = null;

  const send = file => {
    // One file at a time; a drop asks no input whether it is disabled.
    if (!file || request || input.disabled) {
      return;
    }
    if (settings.maxBytes && file.size > settings.maxBytes) {
      listener.invokeMethodAsync("TooLarge", file.name, file.size);
      return;
    }
    request = put(file, listener, settings, () => { request = null; input.value = ""; });
  };

  const over = event => { event.preventDefault(); zone.classList.add("over"); };
  const out = () => zone.classList.remove("over");
  const drop = event => { event.preventDefault(); out(); send(event.dataTransfer.files[0]); };
  const change = () => send(input.files[0]);

  zone.addEventListener("dragover", over);
  zone.addEventListener("dragleave", out);
  zone.addEventListener("drop", drop);
  input.addEventListener("change", change);
  // A file may have been chosen before this script arrived.
  change();

  return {
    cancel: () => request?.abort(),
    configure: next => { settings = next; },
    detach: () => {
      request?.abort();
      zone.removeEventListener("dragover", over);
      zone.removeEventListener("dragleave", out);
      zone.removeEventListener("drop", drop);
      input.removeEventListener("change", change);
    },
  };
}

function put(file, listener, settings, done) {
  const request = new XMLHttpRequest();
  let reported = 0;

  request.upload.addEventListener("progress", event => {
    const now = performance.now();
    if (now - reported > REPORT_EVERY_MS) {
      reported = now;
      listener.invokeMethodAsync("Progressed", event.loaded, event.lengthComputable ? event.total : file.size);
    }
  });
  request.addEventListener("load", () => {
    done();
    listener.invokeMethodAsync("Answered", request.status, request.responseText.slice(0, ANSWER_LIMIT));
  });
  request.addEventListener("error", () => { done(); listener.invokeMethodAsync("Broken"); });
  request.addEventListener("abort", () => { done(); listener.invokeMethodAsync("Stopped"); });

  request.open(settings.method, settings.url);
  request.setRequestHeader("Content-Type", settings.contentType || "application/octet-stream");
  request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
  request.setRequestHeader("RequestVerificationToken", document.querySelector("meta[name='portal-antiforgery']")?.content ?? "");
  for (const [name, value] of Object.entries(settings.headers ?? {})) {
    request.setRequestHeader(name, value);
  }
  listener.invokeMethodAsync("Began", file.name, file.size);
  request.send(file);
  return request;
}
