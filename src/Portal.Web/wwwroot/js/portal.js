// What the browser has to do itself: clipboard, time zone, theme, windows. Called through Shell/BrowserModule.cs.

export function timeZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
}

export function theme() {
  return document.documentElement.dataset.theme ?? "system";
}

export function setTheme(choice) {
  if (choice === "light" || choice === "dark") {
    document.documentElement.dataset.theme = choice;
    store(choice);
  } else {
    delete document.documentElement.dataset.theme;
    store(null);
  }
}

function store(choice) {
  try {
    if (choice) {
      localStorage.setItem("portal-theme", choice);
    } else {
      localStorage.removeItem("portal-theme");
    }
  } catch {
    // Storage is closed to this page: the choice lasts as long as the page.
  }
}

export async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  // Plain http on another host than loopback has no clipboard interface.
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  (document.querySelector("dialog[open]") ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

const files = new WeakMap();

// Says in how many pieces the chosen text can be fetched; -1 when it is too large.
export async function readFile(input, mostBytes) {
  const file = input.files[0];
  if (!file || file.size > mostBytes) {
    return file ? -1 : 0;
  }
  files.set(input, (await file.text()).match(/[^]{1,20000}/gu) ?? []);
  return files.get(input).length;
}

export function filePiece(input, piece) {
  return files.get(input)[piece];
}

const openers = new WeakMap();

export function openWindow(dialog) {
  if (!dialog.open) {
    openers.set(dialog, document.activeElement);
    dialog.showModal();
    dialog.querySelector("[data-autofocus]")?.focus();
  }
}

// Called when the component goes: its element may already be out of the page, and then nobody gave the focus back.
export function closeWindow(dialog) {
  if (!dialog) {
    return;
  }
  if (dialog.open) {
    dialog.close();
  }
  const opener = openers.get(dialog);
  openers.delete(dialog);
  if (opener?.isConnected && (document.activeElement === document.body || !document.activeElement)) {
    opener.focus();
  }
}

export function focusOn(element) {
  element?.focus();
}

export function scrollIntoView(id) {
  document.getElementById(id)?.scrollIntoView({ block: "nearest" });
}

// What is written and chosen on a page that must be left for a moment, to confirm a sign-in: this tab keeps it, and nobody else sees it.
export function keepDraft(form, key) {
  form.addEventListener("input", event => {
    if (event.target.matches("textarea")) {
      inTab(tab => tab.setItem(key, event.target.value));
    } else if (event.target.matches("input[type=radio]")) {
      inTab(tab => tab.setItem(choiceOf(key), event.target.value));
    }
  });
  return [inTab(tab => tab.getItem(key)), inTab(tab => tab.getItem(choiceOf(key)))];
}

export function forgetDraft(key) {
  inTab(tab => tab.removeItem(key));
  inTab(tab => tab.removeItem(choiceOf(key)));
}

function choiceOf(key) {
  return `${key}-choice`;
}

function inTab(act) {
  try {
    return act(sessionStorage) ?? null;
  } catch {
    // Storage is closed to this page: what is written has to be written again.
    return null;
  }
}
