// `POST /api/auth/logout`.
import { appDeps } from "../../../../server/app-deps.ts";
import { handleLogout } from "../../../../server/http/handle-login.ts";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return handleLogout(appDeps(), request);
}
