// The public REST API.
import { appDeps } from "../../../../server/app-deps.ts";
import { handleRest } from "../../../../server/rest/handle-rest.ts";

export const dynamic = "force-dynamic";

const handle = (request: Request): Promise<Response> => handleRest(appDeps(), request);
export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
