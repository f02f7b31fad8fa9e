// Runs before first paint, so that a chosen theme never flashes in from the other one.
(() => {
  try {
    const chosen = localStorage.getItem("portal-theme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.dataset.theme = chosen;
    }
  } catch {
    // Storage is closed to this page: the system's preference decides.
  }
})();
