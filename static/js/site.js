// Everything here is an extra: every page works without it.
import { completeSearches } from "./complete.js";
import { walkDifferences } from "./differences.js";
import { filterFacets } from "./facets.js";
import { watchKeys } from "./keys.js";
import { followReader, walkHits } from "./reading.js";
import { fillRelated } from "./related.js";
import { keepTray } from "./tray.js";

watchKeys(document);
completeSearches(document);
fillRelated(document);
filterFacets(document);
walkHits(document);
walkDifferences(document);
followReader(document);
keepTray(document);
