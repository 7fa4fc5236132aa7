/**
 * The process of a claim: answers the judge's questions about one file of props/.
 *
 * What it loads may print, patch what is global, or end the process. So the channel is taken away before
 * anything is loaded, and every answer carries a word that only this file and the judge know.
 */

import { enterRealPath } from "../base/project.ts";
import { openChannel } from "./channel.ts";
import { answer } from "./answers.ts";
import { watchRejections } from "./rejections.ts";

enterRealPath(Deno.args[0]);
const channel = openChannel();
const rejected = watchRejections();
for (let question = channel.next(); question !== undefined; question = channel.next()) {
  await answer(question, { send: channel.send, request: channel.request, rejected });
}
