// The preview of a waiting file. Everything here is an extra: the page works without it.
import { followLevels } from "./outline.js";
import { offerRegions } from "./regions.js";
import { keepUnsaved } from "./unsaved.js";

// Errors and doubts are read first, unless the address asks for another place.
function focusSummary(root) {
  if (location.hash === "") root.querySelector("[data-focus]")?.focus();
}

focusSummary(document);
followLevels(document);
offerRegions(document);
keepUnsaved(document);
