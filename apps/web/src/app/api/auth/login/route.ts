// `POST /api/auth/login`.
import { appDeps } from "../../../../server/app-deps.ts";
import { handleLogin } from "../../../../server/http/handle-login.ts";

export const dynamic = "force-dynamic";

export function POST(request: Request): Promise<Response> {
  return handleLogin(appDeps(), request);
}
