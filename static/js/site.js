// Everything here is an extra: every page works without it.
import { completeSearches } from "./complete.js";
import { watchKeys } from "./keys.js";
import { keepTray } from "./tray.js";

watchKeys(document);
completeSearches(document);
keepTray(document);
