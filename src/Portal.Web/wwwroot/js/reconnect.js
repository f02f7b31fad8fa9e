// A lost circuit cannot be continued after the server has forgotten it: then the page is loaded again; its address is its state.

const modal = document.getElementById("components-reconnect-modal");

if (modal) {
  const refused = () => location.reload();

  // Older clients only set classes, newer ones also raise an event.
  new MutationObserver(() => {
    if (modal.classList.contains("components-reconnect-rejected")) {
      refused();
    }
  }).observe(modal, { attributes: true, attributeFilter: ["class"] });

  modal.addEventListener("components-reconnect-state-changed", event => {
    if (event.detail?.state === "rejected" || event.detail?.state === "resume-failed") {
      refused();
    }
  });

  modal.addEventListener("click", async event => {
    switch (event.target.closest("[data-reconnect]")?.dataset.reconnect) {
      case "reload":
        location.reload();
        break;
      case "retry":
        if (!(await window.Blazor.reconnect())) {
          refused();
        }
        break;
    }
  });
}
