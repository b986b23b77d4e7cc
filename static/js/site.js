// Everything here is an extra: every page works without it.
import { watchKeys } from "./keys.js";
import { keepTray } from "./tray.js";

watchKeys(document);
keepTray(document);
