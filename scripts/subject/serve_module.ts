/**
 * The process of a module that holds a model: speaks the protocol for it.
 *
 * What it loads may print or patch what is global, so the channel is taken before anything is loaded.
 */

import { pathToFileURL } from "node:url";
import { serve } from "./serve.ts";
import { openFrames } from "./frames.ts";

const frames = openFrames();
await serve(frames, () => import(pathToFileURL(Deno.args[0]).href), Deno.args[0]);
