// The tRPC endpoint of the page.
import { appDeps } from "../../../../server/app-deps.ts";
import { handleTrpc } from "../../../../server/http/handle-trpc.ts";

export const dynamic = "force-dynamic";

const handle = (request: Request): Promise<Response> => handleTrpc(appDeps(), request);
export { handle as GET, handle as POST };
