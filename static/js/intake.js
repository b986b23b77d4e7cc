// Uploading and watching a batch. Without this the form posts all files and the page refreshes itself.
import { watchRows } from "./intake/rows.js";
import { offerUpload } from "./intake/upload.js";

offerUpload(document);
watchRows(document);
